using System.Globalization;

namespace Collections.Server.Api.Accounts;

/// <summary>
/// Masks personal values so that they can be told apart but not used: <c>138****0001</c>, <c>k***@example.com</c>, the
/// first character of a name. A masked value never shows how long the hidden part is.
/// </summary>
internal static class PersonalMask
{
    private const string Hidden = "****";

    private const int HeadLength = 3;

    private const int TailLength = 4;

    /// <summary>A name: its first character.</summary>
    public static string Name(string value) => First(value) + "*";

    /// <summary>A mail address: its first character and its domain. A number: its first three and last four.</summary>
    public static string Contact(string value)
    {
        var at = value.LastIndexOf('@');
        if (at > 0)
        {
            return First(value) + "***" + value[at..];
        }

        return value.Length > HeadLength + TailLength
            ? value[..HeadLength] + Hidden + value[^TailLength..]
            : First(value) + Hidden;
    }

    /// <summary>Free text: nothing of it.</summary>
    public static string Text(string value) => Hidden;

    private static string First(string value) =>
        value.Length == 0 ? value : StringInfo.GetNextTextElement(value);
}
