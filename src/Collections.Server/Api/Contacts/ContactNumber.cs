using Collections.Domain.Contacts;
using Collections.Domain.Flows;
using Collections.Gateways.Lists;
using Collections.Gateways.Wire;
using Collections.Server.Api.Operations;

namespace Collections.Server.Api.Contacts;

/// <summary>The number that a caller says a contact goes over.</summary>
internal static class ContactNumber
{
    /// <summary>What is expected of it.</summary>
    public const string Expected = "A phone number or the id of one is expected, for a channel that reaches numbers.";

    private const string NotANumber = "not_a_number";

    /// <summary>The number, null when none was named; or the code of what is wrong with it.</summary>
    public static async ValueTask<(NamedNumber? Number, string? Fault)> ReadAsync(
        ApiCall call, string? channel, string? text)
    {
        if (text is null || channel is null)
        {
            return (null, null);
        }

        var value = MemberValue.Read(text, await HomeAsync(call), call.Server.Setup.Vault.KeysOf(call.Caller.Tenant));
        return value.Fault is { } fault ? (null, fault)
            : !ContactChannels.UsesNumber(channel) || text.Contains('@', StringComparison.Ordinal) ? (null, NotANumber)
            : (new NamedNumber(value.Hash!, value.Number?.Zones ?? []), null);
    }

    /// <summary>Where numbers of the tenant are dialed that name no country.</summary>
    public static async ValueTask<HomeCountry> HomeAsync(ApiCall call) =>
        HomeCountry.Of((await call.ConfigurationAsync()).Settings);
}
