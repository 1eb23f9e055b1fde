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
    public static string Of(string value, string? region)
    {
        var trimmed = value.Trim();
        return trimmed.Contains('@', StringComparison.Ordinal)
            ? trimmed.ToLowerInvariant()
            : PhoneNumbers.Read(trimmed, region).Number?.E164 ?? trimmed;
    }
}
