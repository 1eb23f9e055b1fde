using System.Globalization;
using Collections.Kernel;
using NodaTime;
using NodaTime.Text;

namespace Collections.Domain.Notices;

/// <summary>
/// How amounts and dates are written in a language. The program runs without the machine's cultures, so that every
/// server writes the same: what a language needs stands here. A language that is not listed gets the unmistakable
/// form: <c>EUR 1234.50</c> and <c>2026-01-05</c>.
/// </summary>
public sealed class LanguageFormat
{
    private static readonly LanguageFormat Plain = new();

    private static readonly Dictionary<string, LanguageFormat> Languages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = new LanguageFormat
        {
            Group = ",",
            Point = ".",
            Date = Pattern("d MMMM uuuu"),
            Signs = Symbols(("USD", "$"), ("EUR", "€"), ("GBP", "£"), ("CNY", "CN¥"), ("JPY", "¥"), ("INR", "₹")),
        },
        ["zh"] = new LanguageFormat
        {
            Group = ",",
            Point = ".",
            Date = Pattern("uuuu'年'M'月'd'日'"),
            Signs = Symbols(("CNY", "¥"), ("USD", "US$"), ("EUR", "€"), ("GBP", "£"), ("HKD", "HK$")),
        },
        ["de"] = new LanguageFormat { Group = ".", Point = ",", SymbolLast = true, Date = Pattern("dd.MM.uuuu") },
        ["es"] = new LanguageFormat { Group = ".", Point = ",", SymbolLast = true, Date = Pattern("dd/MM/uuuu") },
        ["fr"] = new LanguageFormat { Group = "\u202F", Point = ",", SymbolLast = true, Date = Pattern("dd/MM/uuuu") },
        ["pt"] = new LanguageFormat { Group = ".", Point = ",", SymbolLast = true, Date = Pattern("dd/MM/uuuu") },
    };

    private LanguageFormat()
    {
    }

    private string Group { get; init; } = string.Empty;

    private string Point { get; init; } = ".";

    private LocalDatePattern Date { get; init; } = LocalDatePattern.Iso;

    /// <summary>Whether the currency stands after the number, with a space that does not break.</summary>
    private bool SymbolLast { get; init; }

    /// <summary>Signs that stand before the number without a space; other currencies show their code.</summary>
    private Dictionary<string, string> Signs { get; init; } = [];

    /// <summary>The format of a language tag: that of its language, or the plain one.</summary>
    public static LanguageFormat For(string tag) => Languages.GetValueOrDefault(tag.Split('-')[0]) ?? Plain;

    /// <summary>An amount with its currency, exact, with the currency's digits: <c>-$1,234.50</c>.</summary>
    public string Write(Money amount)
    {
        var sign = amount.Minor < 0 ? "-" : string.Empty;
        var number = Number(Math.Abs(amount.Amount), amount.Currency.Digits);
        var code = amount.Currency.Code;
        return SymbolLast ? $"{sign}{number}\u00A0{code}"
            : Signs.TryGetValue(code, out var symbol) ? $"{sign}{symbol}{number}"
            : $"{code}\u00A0{sign}{number}";
    }

    /// <summary>A date.</summary>
    public string Write(LocalDate date) => Date.Format(date);

    /// <summary>A whole number.</summary>
    public string Write(int number) => (number < 0 ? "-" : string.Empty) + Number(Math.Abs((decimal)number), 0);

    private string Number(decimal magnitude, int digits)
    {
        var form = string.Create(CultureInfo.InvariantCulture, $"F{digits}");
        var plain = magnitude.ToString(form, CultureInfo.InvariantCulture);
        var point = plain.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? plain : plain[..point];
        var grouped = string.Join(Group, Thousands(whole));
        return point < 0 ? grouped : grouped + Point + plain[(point + 1)..];
    }

    private static IEnumerable<string> Thousands(string digits)
    {
        var first = digits.Length % 3;
        if (first > 0)
        {
            yield return digits[..first];
        }

        for (var at = first; at < digits.Length; at += 3)
        {
            yield return digits.Substring(at, 3);
        }
    }

    private static LocalDatePattern Pattern(string text) => LocalDatePattern.CreateWithInvariantCulture(text);

    private static Dictionary<string, string> Symbols(params ReadOnlySpan<(string Code, string Symbol)> pairs)
    {
        var symbols = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (code, symbol) in pairs)
        {
            symbols.Add(code, symbol);
        }

        return symbols;
    }
}
