namespace Collections.Domain.Notices;

/// <summary>BCP 47 language tags (RFC 5646), judged by form.</summary>
internal static class LanguageTag
{
    private const int LengthMax = 35;

    /// <summary>Whether a tag is a language of 2-8 letters, then parts of 1-8 letters or digits.</summary>
    public static bool IsValid(string tag)
    {
        var parts = tag.Split('-');
        return tag.Length <= LengthMax
            && parts[0].Length is >= 2 and <= 8
            && parts[0].All(char.IsAsciiLetter)
            && parts.Skip(1).All(part => part.Length is >= 1 and <= 8 && part.All(char.IsAsciiLetterOrDigit));
    }
}
