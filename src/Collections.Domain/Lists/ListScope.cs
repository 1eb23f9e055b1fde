using Collections.Kernel;

namespace Collections.Domain.Lists;

/// <summary>Whom a list binds: the whole tenant, one institution for which it collects, or one campaign.</summary>
/// <param name="Level"><c>tenant</c>, <c>institution</c> or <c>campaign</c>.</param>
/// <param name="Id">The institution's or the campaign's id; null for the tenant.</param>
public sealed record ListScope(string Level, string? Id)
{
    /// <summary>The level of the whole tenant.</summary>
    public const string TenantLevel = "tenant";

    /// <summary>The level of one institution.</summary>
    public const string InstitutionLevel = "institution";

    /// <summary>The level of one campaign.</summary>
    public const string CampaignLevel = "campaign";

    /// <summary>Everybody in the tenant.</summary>
    public static ListScope Tenant { get; } = new(TenantLevel, null);

    /// <summary>Reads <c>tenant</c>, <c>institution:ID</c> or <c>campaign:ID</c>; null for anything else.</summary>
    public static ListScope? Parse(string text)
    {
        if (text == TenantLevel)
        {
            return Tenant;
        }

        var at = text.IndexOf(':', StringComparison.Ordinal);
        if (at < 0 || !EntityKey.IsValidId(text[(at + 1)..]))
        {
            return null;
        }

        return text[..at] is InstitutionLevel or CampaignLevel ? new ListScope(text[..at], text[(at + 1)..]) : null;
    }

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Id is null ? Level : $"{Level}:{Id}";
}
