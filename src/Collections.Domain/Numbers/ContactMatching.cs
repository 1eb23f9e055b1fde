namespace Collections.Domain.Numbers;

/// <summary>
/// The one form of a contact value by which it is matched: what two people write differently and mean alike has one
/// keyed hash.
/// </summary>
public static class ContactMatching
{
    /// <summary>
    /// A phone number in E.164 form, a mail address in lower case, anything else as it is but for blanks around it.
    /// </summary>
    /// <param name="value">The value as it was written.</param>
    /// <param name="region">Country in which a number without a country is dialed; null when unknown.</param>
    public static string Of(string value, string? region) => Read(value, region).Form;

    /// <summary>
    /// The form, and the IANA zones that a phone number may be in by its numbering plan; no zones for what is no number
    /// or belongs to no place.
    /// </summary>
    /// <param name="value">The value as it was written.</param>
    /// <param name="region">Country in which a number without a country is dialed; null when unknown.</param>
    public static (string Form, IReadOnlyList<string> Zones) Read(string value, string? region)
    {
        var trimmed = value.Trim();
        if (trimmed.Contains('@', StringComparison.Ordinal))
        {
            return (trimmed.ToLowerInvariant(), []);
        }

        return PhoneNumbers.Read(trimmed, region).Number is { } number
            ? (number.E164, number.Zones)
            : (trimmed, []);
    }
}
