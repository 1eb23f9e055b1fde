using System.Globalization;
using Collections.Gateways.Wire;
using Collections.Kernel;
using NodaTime;

namespace Collections.Gateways.Import;

/// <summary>
/// Reads the fields of one row and keeps its first fault; an empty field is an absent one. Values that repeat from row
/// to row (currencies, zones, classes) are kept once.
/// </summary>
internal sealed class RowReader
{
    private const int TextLengthMax = 256;

    private readonly Dictionary<string, string> _repeated = new(StringComparer.Ordinal);
    private CsvRow _row;

    /// <summary>The first fault of the current row; null while it is good.</summary>
    public RejectedRow? Fault { get; private set; }

    /// <summary>Starts on a row.</summary>
    public void Start(CsvRow row)
    {
        _row = row;
        Fault = row.Fault is null ? null : row.Fault with { Line = row.Line };
    }

    /// <summary>Notes a fault; only the first of a row is reported.</summary>
    public void Reject(string column, string code, string message) =>
        Fault ??= new RejectedRow(_row.Line, column, code, message);

    /// <summary>A text, or null when empty.</summary>
    public string? Text(string column)
    {
        var text = Raw(column);
        if (text.Length > TextLengthMax || text.Any(char.IsControl))
        {
            Reject(column, "length", $"At most {TextLengthMax} characters, none of them a control character.");
            return null;
        }

        return text.Length == 0 ? null : text;
    }

    /// <summary>A text that many rows share, or null when empty.</summary>
    public string? Shared(string column) => Text(column) is { } text ? Share(text) : null;

    /// <summary>An id, or null when empty.</summary>
    public string? OptionalId(string column)
    {
        var text = Raw(column);
        if (text.Length == 0)
        {
            return null;
        }

        if (EntityKey.IsValidId(text))
        {
            return text;
        }

        Reject(column, "id", "An id has 1 to 64 characters of A-Z a-z 0-9 . _ : ~ -");
        return null;
    }

    /// <summary>An id; its absence is a fault.</summary>
    public string Id(string column)
    {
        var id = OptionalId(column);
        if (id is null)
        {
            Reject(column, "required", "The field is required.");
        }

        return id ?? string.Empty;
    }

    /// <summary>One word of a closed list; the first one when empty.</summary>
    public string Word(string column, params IReadOnlyList<string> allowed)
    {
        var text = Raw(column);
        if (text.Length == 0)
        {
            return allowed[0];
        }

        if (allowed.Contains(text))
        {
            return Share(text);
        }

        Reject(column, "word", $"One of {string.Join(", ", allowed)} is expected.");
        return allowed[0];
    }

    /// <summary>A boolean; false when empty.</summary>
    public bool Flag(string column)
    {
        var text = Raw(column);
        if (text is "true" or "TRUE" or "True" or "1" or "yes")
        {
            return true;
        }

        if (text is not ("" or "false" or "FALSE" or "False" or "0" or "no"))
        {
            Reject(column, "boolean", "true or false is expected.");
        }

        return false;
    }

    /// <summary>A whole number, or null when empty.</summary>
    public int? Whole(string column)
    {
        var text = Raw(column);
        if (text.Length == 0)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Reject(column, "number", "A whole number is expected.");
        return null;
    }

    /// <summary>A currency; its absence is a fault.</summary>
    public Currency? Currency(string column)
    {
        var text = Raw(column);
        if (text.Length == 0)
        {
            Reject(column, "required", "The field is required.");
            return null;
        }

        var currency = Kernel.Currency.OrNull(text);
        if (currency is null)
        {
            Reject(column, "currency", "An ISO 4217 code is expected.");
        }

        return currency;
    }

    /// <summary>A time zone's IANA name, or null when empty.</summary>
    public string? Zone(string column)
    {
        var text = Raw(column);
        if (text.Length == 0)
        {
            return null;
        }

        if (LocalDays.ZoneOrNull(text) is null)
        {
            Reject(column, "timezone", "An IANA time zone is expected.");
        }

        return Share(text);
    }

    /// <summary>A language tag, or null when empty.</summary>
    public string? Locale(string column)
    {
        var text = Shared(column);
        if (text is not null && !WireForms.IsLocale(text))
        {
            Reject(column, "locale", "A language tag such as zh-CN is expected.");
        }

        return text;
    }

    /// <summary>A date, or null when empty.</summary>
    public LocalDate? Date(string column)
    {
        var text = Raw(column);
        if (text.Length == 0)
        {
            return null;
        }

        if (WireTime.TryDate(text, out var day))
        {
            return day;
        }

        Reject(column, "date", "A date YYYY-MM-DD is expected.");
        return null;
    }

    /// <summary>A date whose absence is a fault.</summary>
    public LocalDate RequiredDate(string column)
    {
        var day = Date(column);
        if (day is null)
        {
            Reject(column, "required", "The field is required.");
        }

        return day ?? default;
    }

    /// <summary>An amount of a currency, plain digits only; zero when it is at fault.</summary>
    public long AmountMinor(string column, Currency? currency)
    {
        var text = Raw(column);
        if (text.Length == 0)
        {
            Reject(column, "required", "The field is required.");
        }

        // Without a currency nothing can be said about digits; its own fault stands already.
        if (currency is null || Fault is not null)
        {
            return 0;
        }

        var fault = MoneyText.TryParse(text, currency, out var money);
        if (fault == AmountFault.None && !text.AsSpan().ContainsAny('e', 'E'))
        {
            return money.Minor;
        }

        RejectAmount(column, fault, currency);
        return 0;
    }

    /// <summary>The raw text of a column.</summary>
    public string Raw(string column) => _row.Fault is null ? _row.Field(column) : string.Empty;

    private void RejectAmount(string column, AmountFault fault, Currency currency)
    {
        switch (fault)
        {
            case AmountFault.TooManyDigits:
                Reject(column, "amount_scale", $"{currency.Code} has {currency.Digits} digits after the point.");
                break;
            case AmountFault.OutOfRange:
                Reject(column, "range", "The amount is beyond what the books hold.");
                break;
            default:
                Reject(column, "amount", "A decimal number such as 12.50 is expected.");
                break;
        }
    }

    private string Share(string text)
    {
        // Bounded: a file whose every row differs must not be held twice.
        if (_repeated.TryGetValue(text, out var known))
        {
            return known;
        }

        if (_repeated.Count < 10_000)
        {
            _repeated.Add(text, text);
        }

        return text;
    }
}
