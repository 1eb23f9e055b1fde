using Collections.Domain.Numbers;
using Collections.Gateways.Wire;
using Collections.Runtime.Personal;

namespace Collections.Gateways.Lists;

/// <summary>A contact value as lists and numbers know it.</summary>
/// <param name="Hash">Its keyed hash; null when it is none.</param>
/// <param name="Number">What its numbering plan says; null for a hash, and for what is no phone number.</param>
/// <param name="Fault">Why it is none, one of <see cref="NumberFaults"/>; null when it is one.</param>
public readonly record struct MemberValue(string? Hash, PhoneNumber? Number, string? Fault)
{
    private const int HashLength = 64;

    private const int AddressLengthMax = 254;

    /// <summary>
    /// Reads a phone number as people write it, a mail address, or the keyed hash that an earlier answer named.
    /// </summary>
    public static MemberValue Read(string text, HomeCountry home, TenantKeys keys)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == HashLength && trimmed.All(char.IsAsciiHexDigitLower))
        {
            return new MemberValue(trimmed, null, null);
        }

        if (trimmed.Contains('@', StringComparison.Ordinal))
        {
            return IsAddress(trimmed)
                ? new MemberValue(keys.Hash(ContactMatching.Of(trimmed, null)), null, null)
                : new MemberValue(null, null, NumberFaults.NotANumber);
        }

        var reading = PhoneNumbers.Read(trimmed, NumberRegion.Of(home.Country, home.TimeZone));
        return reading.Number is { } number
            ? new MemberValue(keys.Hash(number.E164), number, null)
            : new MemberValue(null, null, reading.Fault);
    }

    private static bool IsAddress(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && at < text.Length - 1 && text.Length <= AddressLengthMax
            && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));
    }
}
