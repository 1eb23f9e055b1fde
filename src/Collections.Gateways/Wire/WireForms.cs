using NodaTime.Text;

namespace Collections.Gateways.Wire;

/// <summary>Forms of small texts that bodies and import files share.</summary>
public static class WireForms
{
    /// <summary>Longest tag, in characters.</summary>
    public const int TagLengthMax = 64;

    /// <summary>What a tag looks like, for messages.</summary>
    public const string TagRule = "A tag has 1 to 64 characters, no control characters, no white space at its ends.";

    private static readonly LocalTimePattern TimeOfDay = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>Whether a text is a tag.</summary>
    public static bool IsTag(string text) =>
        text.Length is > 0 and <= TagLengthMax && !text.Any(char.IsControl) && text.Trim().Length == text.Length;

    /// <summary>Whether a text has the form of a BCP 47 language tag.</summary>
    public static bool IsLocale(string text)
    {
        var parts = text.Split('-', '_');
        return parts[0].Length is 2 or 3
            && parts[0].All(char.IsAsciiLetter)
            && parts[1..].All(part => part.Length is >= 2 and <= 8 && part.All(char.IsAsciiLetterOrDigit));
    }

    /// <summary>Whether a text is a span of local times, <c>HH:mm-HH:mm</c>, ending after it starts.</summary>
    public static bool IsTimeWindow(string text)
    {
        var parts = text.Split('-');
        return parts.Length == 2
            && TimeOfDay.Parse(parts[0]).TryGetValue(default, out var from)
            && (parts[1] == "24:00" || (TimeOfDay.Parse(parts[1]).TryGetValue(default, out var until) && from < until));
    }
}
