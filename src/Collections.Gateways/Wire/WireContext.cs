using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Domain.Numbers;
using Collections.Kernel;

namespace Collections.Gateways.Wire;

/// <summary>Seals a personal value under a person's key.</summary>
/// <param name="person">The customer id.</param>
/// <param name="value">The value.</param>
/// <param name="matching">The one form by which equal values match; null for the value itself.</param>
public delegate ValueTask<SealedText> Sealer(string person, string value, string? matching = null);

/// <summary>Where numbers are dialed that name no country.</summary>
/// <param name="Country">The tenant's country, ISO 3166-1 alpha-2; null when none was given.</param>
/// <param name="TimeZone">The tenant's zone; null when unknown.</param>
public readonly record struct HomeCountry(string? Country, string? TimeZone)
{
    /// <summary>Where a tenant is at home.</summary>
    public static HomeCountry Of(TenantSettings settings) => new(settings.Country, settings.TimeZone);

    /// <summary>The one form by which a contact value of an account in a zone matches.</summary>
    public string Matching(string value, string? accountZone) =>
        ContactMatching.Of(value, NumberRegion.Of(Country, accountZone, TimeZone));

    /// <summary>
    /// The one form by which a contact value of an account in a zone matches, and the zones that a number may be in.
    /// </summary>
    public (string Matching, Items<string> Zones) Read(string kind, string value, string? accountZone)
    {
        var (form, zones) = ContactMatching.Read(value, NumberRegion.Of(Country, accountZone, TimeZone));
        return (form, ContactChannels.UsesNumber(kind) ? zones.ToItems() : []);
    }
}

/// <summary>What a body needs from around it to become a command.</summary>
/// <param name="AccountId">The account addressed.</param>
/// <param name="Form">How strictly scalars are told apart.</param>
/// <param name="Seal">Seals personal values.</param>
public sealed record WireContext(string AccountId, BodyForm Form, Sealer Seal)
{
    /// <summary>
    /// Makes an id for what the caller left nameless, from the id field's name; null where callers must name things.
    /// </summary>
    public Func<string, string>? NewId { get; init; }

    /// <summary>Where numbers are dialed that name no country.</summary>
    public HomeCountry Home { get; init; }

    /// <summary>Ids that stand in the address and not in the body, by field name.</summary>
    public IReadOnlyDictionary<string, string> PathIds { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads an id: from the address, else the body, else a new one; its absence is a fault.</summary>
    internal string Id(BodyReader reader, string field)
    {
        if (PathIds.TryGetValue(field, out var id))
        {
            return id;
        }

        if (NewId is not null && !reader.Has(field))
        {
            return NewId(field);
        }

        return reader.Required(field, reader.Id(field)) ?? string.Empty;
    }
}

/// <summary>A command made from a body, or why there is none.</summary>
/// <param name="Command">The command; null when the body is malformed.</param>
/// <param name="Rejection">Every fault of the body; null when there is none.</param>
public readonly record struct WireCommand(AccountCommand? Command, Rejection? Rejection)
{
    internal static WireCommand Of(BodyReader reader, Func<AccountCommand> command) =>
        reader.Finish() is { } rejection ? new(null, rejection) : new(command(), null);
}
