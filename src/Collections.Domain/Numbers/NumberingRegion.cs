using System.Globalization;
using System.Text.RegularExpressions;
using Collections.Kernel;

namespace Collections.Domain.Numbers;

/// <summary>The numbering plan of one region: a line of <c>Data/regions.tsv</c>.</summary>
public sealed class NumberingRegion
{
    private const int Columns = 15;

    private const int FirstPattern = 8;

    /// <summary>In the order in which they are looked at: the first that matches tells the type.</summary>
    private static readonly (int Column, NumberType Type)[] Special =
    [
        (12, NumberType.Premium), (11, NumberType.TollFree), (13, NumberType.SharedCost), (14, NumberType.Other),
    ];

    private const int LandlineColumn = 9;

    private const int MobileColumn = 10;

    private readonly string[] _cells;
    private readonly Lazy<Regex?>[] _patterns;
    private readonly Lazy<Regex?> _international;
    private readonly Lazy<Regex?> _trunk;
    private readonly Lazy<Regex?> _leading;

    private NumberingRegion(string[] cells)
    {
        _cells = cells;
        Lengths = [.. cells[7].Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).Order()];
        _patterns = [.. cells[FirstPattern..].Select(Whole)];
        _international = Start(cells[3]);
        _trunk = Start(cells[4]);
        _leading = Start(cells[6]);
    }

    /// <summary>ISO 3166-1 alpha-2 code; <c>001</c> for a code of no region.</summary>
    public string Id => _cells[0];

    /// <summary>The calling code.</summary>
    public string CallingCode => _cells[1];

    /// <summary>Whether it is the first of those that share its calling code.</summary>
    public bool IsMain => _cells[2].Length > 0;

    /// <summary>Digits that its national numbers may have, ascending.</summary>
    public IReadOnlyList<int> Lengths { get; }

    /// <summary>Whether its numbers begin with digits that tell it from others of its calling code.</summary>
    public bool HasLeadingDigits => _cells[6].Length > 0;

    /// <summary>A region of a line of the table.</summary>
    public static NumberingRegion Parse(string line)
    {
        var cells = line.Split('\t');
        Invariant.Require(cells.Length == Columns, $"A region has {Columns} columns.");
        return new NumberingRegion(cells);
    }

    /// <summary>Whether a national number begins with the digits that are this region's own.</summary>
    public bool Leads(string national) => _leading.Value is { } leading && leading.IsMatch(national);

    /// <summary>The number after the prefix for calls abroad; null when it has none.</summary>
    public string? AfterInternationalPrefix(string digits) =>
        _international.Value?.Match(digits) is { Success: true, Length: > 0 } match ? digits[match.Length..] : null;

    /// <summary>
    /// The number without the prefix for calls within the country. It stays when the number is one of the plan as it
    /// stands and none without.
    /// </summary>
    public string WithoutTrunkPrefix(string digits)
    {
        if (_trunk.Value?.Match(digits) is not { Success: true, Length: > 0 } match)
        {
            return digits;
        }

        var transform = _cells[5];
        var hasRest = match.Groups.Count > 1 && match.Groups[^1].Success;
        var stripped = transform.Length > 0 && hasRest
            ? match.Result(transform.Replace('\\', '$')) + digits[match.Length..]
            : digits[match.Length..];
        return Matches(FirstPattern, digits) && !Matches(FirstPattern, stripped) ? digits : stripped;
    }

    /// <summary>Whether it is a number of the plan, of whatever kind.</summary>
    public bool IsAny(string national) => Matches(FirstPattern, national);

    /// <summary>The kind of line; unknown when the plan has no such number.</summary>
    public NumberType TypeOf(string national)
    {
        if (!IsAny(national))
        {
            return NumberType.Unknown;
        }

        foreach (var (column, type) in Special)
        {
            if (Matches(column, national))
            {
                return type;
            }
        }

        var mobile = Matches(MobileColumn, national);
        return Matches(LandlineColumn, national)
            ? mobile ? NumberType.LandlineOrMobile : NumberType.Landline
            : mobile ? NumberType.Mobile : NumberType.Unknown;
    }

    private bool Matches(int column, string national) =>
        _patterns[column - FirstPattern].Value is { } pattern && pattern.IsMatch(national);

    private static Lazy<Regex?> Whole(string pattern) => Made(pattern, $@"\A(?:{pattern})\z");

    private static Lazy<Regex?> Start(string pattern) => Made(pattern, $@"\A(?:{pattern})");

    // Digits of other scripts were made ASCII before, so \d needs no care.
    private static Lazy<Regex?> Made(string pattern, string anchored) =>
        new(() => pattern.Length == 0 ? null : new Regex(anchored, RegexOptions.CultureInvariant));
}
