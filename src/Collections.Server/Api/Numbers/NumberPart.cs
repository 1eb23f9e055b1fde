using Collections.Domain.Numbers;
using Collections.Gateways.Lists;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Server.Api.Http;
using Collections.Server.Api.Operations;

namespace Collections.Server.Api.Numbers;

/// <summary>The part of a path that is a phone number, a mail address, or the id of one.</summary>
internal static class NumberPart
{
    /// <summary>The value, or the refusal of what is none.</summary>
    public static async ValueTask<(MemberValue Value, ApiReply? Refused)> ReadAsync(ApiCall call)
    {
        var home = HomeCountry.Of((await call.ConfigurationAsync()).Settings);
        var keys = call.Server.Setup.Vault.KeysOf(call.Caller.Tenant);
        var value = MemberValue.Read(call.Part("number"), home, keys);
        return value.Fault is { } fault
            ? (value, call.Refuse(Rejection.Invalid(
                "/number", fault, "A phone number, a mail address or the id of one is expected.")))
            : (value, null);
    }

    /// <summary>What the plan says of a number of an account in a zone; null when it is none.</summary>
    public static async ValueTask<PhoneNumber?> NumberOfAsync(ApiCall call, string text, string zone)
    {
        var settings = (await call.ConfigurationAsync()).Settings;
        return PhoneNumbers.Read(text, NumberRegion.Of(settings.Country, zone, settings.TimeZone)).Number;
    }
}
