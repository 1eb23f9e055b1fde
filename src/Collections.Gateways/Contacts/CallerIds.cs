using System.Collections.Frozen;
using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Domain.Numbers;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Runtime;

namespace Collections.Gateways.Contacts;

/// <summary>The numbers that are shown to those called, as people write them and as the registry knows them.</summary>
public static class CallerIds
{
    private const int TextLengthMax = 64;

    /// <summary>
    /// The id of a number as people write it, in the country of the tenant unless it names one; or why it is none, one
    /// of <see cref="NumberFaults"/>.
    /// </summary>
    /// <param name="text">The number.</param>
    /// <param name="home">Where the tenant is.</param>
    public static (string? Id, string? Fault) Read(string text, HomeCountry home)
    {
        var reading = PhoneNumbers.Read(text, NumberRegion.Of(home.Country, home.TimeZone));
        return reading.Number is { } number ? (number.E164[1..], null) : (null, reading.Fault);
    }

    /// <summary>The id of the number that a field of a body names; null when it is absent, or at fault.</summary>
    /// <param name="reader">The body.</param>
    /// <param name="field">The field.</param>
    /// <param name="home">Where the tenant is.</param>
    public static string? Field(BodyReader reader, string field, HomeCountry home)
    {
        if (reader.Text(field, TextLengthMax) is not { } text)
        {
            return null;
        }

        var (id, fault) = Read(text, home);
        if (fault is not null)
        {
            reader.Fault(field, fault, $"'{field}' is a phone number.");
        }

        return id;
    }

    /// <summary>Which of some numbers the tenant may show now; what is no number is none of them.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="texts">The numbers, as people write them.</param>
    public static async ValueTask<IReadOnlySet<string>> VerifiedAsync(
        Engine engine, string tenant, IReadOnlyCollection<string> texts)
    {
        if (texts.Count == 0)
        {
            return FrozenSet<string>.Empty;
        }

        var now = engine.Setup.Clock.Now;
        var settings = ((TenantConfiguration)(await engine.Configurations.OfAsync(tenant)).At(now)).Settings;
        var home = HomeCountry.Of(settings);
        List<(string Text, EntityKey Key)> numbers =
        [
            .. texts.Distinct(StringComparer.Ordinal)
                .Select(text => (Text: text, Read(text, home).Id))
                .Where(number => number.Id is not null)
                .Select(number => (number.Text, new EntityKey(tenant, CallerSeam.Kind, number.Id!))),
        ];
        var rows = await engine.Setup.Store.LoadRowsAsync([.. numbers.Select(number => number.Key)]);
        return numbers.Where((_, i) => CallerSeam.IsVerified(rows[i])).Select(number => number.Text).ToHashSet();
    }
}
