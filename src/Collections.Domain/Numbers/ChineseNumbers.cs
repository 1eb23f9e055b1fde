using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Collections.Domain.Numbers;

/// <summary>Who runs a mobile number of mainland China: a line of <c>Data/cn-mobiles.tsv</c>.</summary>
/// <param name="Operator">The operator whose range it was first; it may have been ported since 2019.</param>
/// <param name="OperatorInChinese">Its name in Chinese.</param>
/// <param name="Use"><c>virtual</c>, <c>satellite</c>, <c>machines</c>, or null for an ordinary one.</param>
public sealed record ChineseOperator(string Operator, string OperatorInChinese, string? Use);

/// <summary>Where a landline of mainland China is: a line of <c>Data/cn-areas.tsv</c>.</summary>
/// <param name="AreaCode">The area code without the leading zero.</param>
/// <param name="Place">City and province; a municipality alone.</param>
/// <param name="PlaceInChinese">The same in Chinese, province first.</param>
public sealed record ChineseArea(string AreaCode, string Place, string PlaceInChinese)
{
    /// <summary>The province, or the municipality itself.</summary>
    public string Province => Place[(Place.LastIndexOf(',') + 1)..].Trim();
}

/// <summary>What the numbers of mainland China tell beyond what every plan tells.</summary>
public static class ChineseNumbers
{
    /// <summary>The region's code.</summary>
    public const string Region = "CN";

    private const int MobileLength = 11;

    private static readonly Lazy<FrozenDictionary<string, ChineseOperator>> Mobiles = new(() => NumberingPlan
        .Lines("cn-mobiles")
        .Select(line => line.Split('\t'))
        .ToFrozenDictionary(
            cells => cells[0],
            cells => new ChineseOperator(cells[1], cells[2], cells[3].Length == 0 ? null : cells[3]),
            StringComparer.Ordinal));

    private static readonly Lazy<FrozenDictionary<string, (string Place, string InChinese)>> Areas = new(() =>
        NumberingPlan
            .Lines("cn-areas")
            .Select(line => line.Split('\t'))
            .ToFrozenDictionary(cells => cells[0], cells => (cells[1], cells[2]), StringComparer.Ordinal));

    // Emergency and information (110, 114, 119, 120, 122), operators and government (100xx, 123xx), banks, insurers and
    // carriers (95xxx to 95xxxxxx, 96xxx).
    private static readonly Regex Service = new(
        @"\A(?:11[0-9]|12[0-2]|100\d\d|12[13]\d\d|9[56]\d{3,6})\z", RegexOptions.CultureInvariant);

    /// <summary>Whether a national number is a mobile one: eleven digits from 13 to 19.</summary>
    public static bool IsMobile(string national) =>
        national is ['1', >= '3' and <= '9', ..] && national.Length == MobileLength;

    /// <summary>Whether digits are a short number of a bank, an operator or an authority.</summary>
    public static bool IsService(string digits) => Service.IsMatch(digits);

    /// <summary>The operator of a mobile number; null for other numbers and unknown ranges.</summary>
    public static ChineseOperator? OperatorOf(PhoneNumber number)
    {
        if (number is not { Region: Region, Type: NumberType.Mobile })
        {
            return null;
        }

        const int longest = 4;
        return Mobiles.Value.TryGetValue(number.National[..longest], out var narrow)
            ? narrow
            : Mobiles.Value.GetValueOrDefault(number.National[..(longest - 1)]);
    }

    /// <summary>The place of a landline number; null for other numbers.</summary>
    public static ChineseArea? AreaOf(PhoneNumber number)
    {
        if (number is not { Region: Region, Type: NumberType.Landline })
        {
            return null;
        }

        // Beijing has 10 and the largest cities 2x; all other area codes have three digits.
        var code = number.National[..(number.National[0] is '1' or '2' ? 2 : 3)];
        return Areas.Value.TryGetValue(code, out var area) || Areas.Value.TryGetValue(code[..2], out area)
            ? new ChineseArea(code, area.Place, area.InChinese)
            : null;
    }
}
