using System.Globalization;

namespace Collections.Server.Api.Accounts;

/// <summary>
/// Masks personal values so that they can be told apart but not used: <c>138****0001</c>, <c>k***@example.com</c>, the
/// family name of a name. A masked value never shows how long the hidden part is.
/// </summary>
internal static class PersonalMask
{
    private const string Hidden = "****";

    private const int HeadLength = 3;

    private const int TailLength = 4;

    // Family names of two characters: the first character alone would be half a name.
    private static readonly string[] DoubleNames =
    [
        "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙", "司徒", "夏侯",
        "轩辕", "端木", "百里", "南宫", "西门", "独孤",
    ];

    /// <summary>A name: its first character, <c>张*</c>, or a family name of two, <c>欧阳*</c>.</summary>
    public static string Name(string value) => Array.Find(DoubleNames, name =>
        value.Length > name.Length && value.StartsWith(name, StringComparison.Ordinal)) is { } family
            ? family + "*"
            : First(value) + "*";

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

    /// <summary>
    /// A number before its owner is verified: its first three, <c>138****</c>. The last four are what he is asked for.
    /// A mail address as <see cref="Contact"/> masks it.
    /// </summary>
    public static string Unverified(string value) =>
        value.Contains('@', StringComparison.Ordinal) ? Contact(value)
        : value.Length > HeadLength + TailLength ? value[..HeadLength] + Hidden
        : Hidden;

    /// <summary>Free text: nothing of it.</summary>
    public static string Text(string value) => Hidden;

    private static string First(string value) =>
        value.Length == 0 ? value : StringInfo.GetNextTextElement(value);
}
