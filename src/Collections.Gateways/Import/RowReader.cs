using System.Buffers.Text;
using System.Text;
using Collections.Gateways.Wire;
using Collections.Kernel;
using NodaTime;

namespace Collections.Gateways.Import;

/// <summary>
/// Reads the fields of one row after another and keeps the row's first fault; an empty field is an absent one. Values
/// that repeat from row to row (currencies, zones, classes) are read once.
/// </summary>
internal sealed class RowReader
{
    private const int TextLengthMax = 256;

    // No character takes more bytes.
    private const int TextBytesMax = TextLengthMax * 4;

    private readonly CsvFields _fields = new();
    private readonly KnownTexts<string> _texts = new(text => text);
    private readonly KnownTexts<Currency?> _currencies = new(Kernel.Currency.OrNull);
    private readonly KnownTexts<string?> _zones = new(text => LocalDays.ZoneOrNull(text) is null ? null : text);
    private int _line;

    /// <summary>The first fault of the current row; null while it is good.</summary>
    public RejectedRow? Fault { get; private set; }

    /// <summary>Starts on a row.</summary>
    public void Start(CsvRow row)
    {
        _fields.Read(row);
        _line = row.Line;
        Fault = _fields.Fault;
    }

    /// <summary>Notes a fault; only the first of a row is reported.</summary>
    public void Reject(string column, string code, string message) =>
        Fault ??= new RejectedRow(_line, column, code, message);

    /// <summary>A text, or null when empty.</summary>
    public string? Text(string column) => IsText(column, Bytes(column), out var text) ? text : null;

    /// <summary>A text that many rows share, or null when empty.</summary>
    public string? Shared(string column)
    {
        var bytes = Bytes(column);
        return _texts.TryFind(bytes, out var known) ? known
            : IsText(column, bytes, out _) ? _texts.Of(bytes)
            : null;
    }

    /// <summary>An id, or null when empty.</summary>
    public string? OptionalId(string column)
    {
        var bytes = Bytes(column);
        if (bytes.IsEmpty)
        {
            return null;
        }

        if (EntityKey.IsValidId(bytes))
        {
            return Encoding.ASCII.GetString(bytes);
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

    /// <summary>Looks at an id that is known already; its absence is a fault.</summary>
    public void RequireId(string column)
    {
        if (!EntityKey.IsValidId(Bytes(column)))
        {
            _ = Id(column);
        }
    }

    /// <summary>One word of a closed list; the first one when empty.</summary>
    public string Word(string column, IReadOnlyList<string> allowed)
    {
        var bytes = Bytes(column);
        if (bytes.IsEmpty)
        {
            return allowed[0];
        }

        for (var i = 0; i < allowed.Count; i++)
        {
            if (Ascii.Equals(bytes, allowed[i]))
            {
                return allowed[i];
            }
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
        var bytes = Bytes(column);
        if (bytes.IsEmpty)
        {
            return null;
        }

        if (Utf8Parser.TryParse(bytes, out int number, out var used) && used == bytes.Length)
        {
            return number;
        }

        Reject(column, "number", "A whole number is expected.");
        return null;
    }

    /// <summary>A currency; its absence is a fault.</summary>
    public Currency? Currency(string column)
    {
        var bytes = Bytes(column);
        if (bytes.IsEmpty)
        {
            Reject(column, "required", "The field is required.");
            return null;
        }

        var currency = _currencies.Of(bytes);
        if (currency is null)
        {
            Reject(column, "currency", "An ISO 4217 code is expected.");
        }

        return currency;
    }

    /// <summary>A time zone's IANA name, or null when empty.</summary>
    public string? Zone(string column)
    {
        var bytes = Bytes(column);
        if (bytes.IsEmpty)
        {
            return null;
        }

        var zone = _zones.Of(bytes);
        if (zone is null)
        {
            Reject(column, "timezone", "An IANA time zone is expected.");
        }

        return zone;
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
        var bytes = Bytes(column);
        if (bytes.IsEmpty)
        {
            return null;
        }

        if (WireTime.TryDate(bytes, out var day))
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
        var bytes = Bytes(column);
        if (bytes.IsEmpty)
        {
            Reject(column, "required", "The field is required.");
        }

        // Without a currency nothing can be said about digits; its own fault stands already.
        if (currency is null || Fault is not null)
        {
            return 0;
        }

        var fault = PlainAmount.Read(bytes, currency, out var minor);
        if (fault == AmountFault.None)
        {
            return minor;
        }

        RejectAmount(column, fault, currency);
        return 0;
    }

    /// <summary>The bytes of a column.</summary>
    public ReadOnlySpan<byte> Bytes(string column) => _fields.Fault is null ? _fields[column] : [];

    /// <summary>The raw text of a column.</summary>
    public string Raw(string column) => Encoding.UTF8.GetString(Bytes(column));

    private bool IsText(string column, ReadOnlySpan<byte> bytes, out string? text)
    {
        text = bytes.IsEmpty || bytes.Length > TextBytesMax ? null : Encoding.UTF8.GetString(bytes);
        if (bytes.Length > TextBytesMax || text?.Length > TextLengthMax || HasControls(text))
        {
            Reject(column, "length", $"At most {TextLengthMax} characters, none of them a control character.");
            text = null;
        }

        return text is not null;
    }

    private static bool HasControls(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c))
            {
                return true;
            }
        }

        return false;
    }

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
}
