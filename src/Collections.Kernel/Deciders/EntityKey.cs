using System.Buffers;

namespace Collections.Kernel;

/// <summary>
/// The address of an entity: who owns it, what it is, which one. In the cluster it is the grain's identity.
/// </summary>
/// <param name="Tenant">The tenant's id.</param>
/// <param name="Kind">The kind, lower case: <c>account</c>, <c>policy</c>, <c>job</c> ...</param>
/// <param name="Id">The id within tenant and kind: the client's own where a client has one.</param>
public readonly record struct EntityKey(string Tenant, string Kind, string Id) : IComparable<EntityKey>
{
    /// <summary>Longest id, in characters (spec: ids are 1-64 of <c>[A-Za-z0-9._:~-]</c>, case-sensitive).</summary>
    public const int IdLengthMax = 64;

    private static readonly SearchValues<byte> IdBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:~-"u8);

    /// <summary>Whether <paramref name="id"/> has 1-64 characters of <c>[A-Za-z0-9._:~-]</c>.</summary>
    public static bool IsValidId(string? id)
    {
        if (string.IsNullOrEmpty(id) || id.Length > IdLengthMax)
        {
            return false;
        }

        foreach (var c in id)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !"._:~-".Contains(c, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc cref="IsValidId(string?)"/>
    public static bool IsValidId(ReadOnlySpan<byte> utf8) =>
        utf8.Length is > 0 and <= IdLengthMax && !utf8.ContainsAnyExcept(IdBytes);

    /// <summary>Ordinal order by tenant, kind, id: the order in which portfolios are walked.</summary>
    public int CompareTo(EntityKey other)
    {
        var byTenant = string.CompareOrdinal(Tenant, other.Tenant);
        if (byTenant != 0)
        {
            return byTenant;
        }

        var byKind = string.CompareOrdinal(Kind, other.Kind);
        return byKind != 0 ? byKind : string.CompareOrdinal(Id, other.Id);
    }

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(EntityKey left, EntityKey right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(EntityKey left, EntityKey right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/> or equals it.</summary>
    public static bool operator <=(EntityKey left, EntityKey right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/> or equals it.</summary>
    public static bool operator >=(EntityKey left, EntityKey right) => left.CompareTo(right) >= 0;

    /// <summary>The key as text, <c>tenant/kind/id</c>; none of the parts may hold a slash.</summary>
    public override string ToString() => $"{Tenant}/{Kind}/{Id}";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text has not three parts.</exception>
    public static EntityKey Parse(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 3
            ? new EntityKey(parts[0], parts[1], parts[2])
            : throw new FormatException($"'{text}' is no entity key.");
    }
}
