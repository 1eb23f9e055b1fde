using System.Globalization;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Collections.Server.Api.Http;

/// <summary>
/// Reads query parameters, each once, and remembers every fault; a parameter that nobody reads is a fault as well,
/// because a misspelt filter would silently show too much.
/// </summary>
internal sealed class QueryReader(IQueryCollection query)
{
    /// <summary>Rows of a page when the caller does not say.</summary>
    public const int LimitDefault = 50;

    /// <summary>Most rows of a page.</summary>
    public const int LimitMax = 500;

    private const int TextLengthMax = 256;

    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly List<FieldFault> _faults = [];

    /// <summary>Adds a fault of a parameter.</summary>
    public void Fault(string name, string code, string message) =>
        _faults.Add(new FieldFault($"?{name}", code, message));

    /// <summary>A text; null when it is absent.</summary>
    public string? Text(string name, int lengthMax = TextLengthMax)
    {
        _read.Add(name);
        var values = query[name];
        if (values.Count == 0)
        {
            return null;
        }

        if (values is [{ Length: > 0 } single] && single.Length <= lengthMax && !single.Any(char.IsControl))
        {
            return single;
        }

        Fault(name, "length", $"'{name}' is given once, with 1 to {lengthMax} printable characters.");
        return null;
    }

    /// <summary>One word of a closed list.</summary>
    public string? Word(string name, params IReadOnlyList<string> allowed)
    {
        var text = Text(name);
        if (text is null || allowed.Contains(text))
        {
            return text;
        }

        Fault(name, "word", $"'{name}' is one of {string.Join(", ", allowed)}.");
        return null;
    }

    /// <summary>An id.</summary>
    public string? Id(string name)
    {
        var text = Text(name);
        if (text is null || EntityKey.IsValidId(text))
        {
            return text;
        }

        Fault(name, "id", $"'{name}' has 1 to 64 characters of A-Z a-z 0-9 . _ : ~ -");
        return null;
    }

    /// <summary>How many rows: 1 to 500.</summary>
    public int Limit() => Whole("limit", 1, LimitMax) ?? LimitDefault;

    /// <summary>A whole number within a closed range.</summary>
    public int? Whole(string name, int atLeast, int atMost)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= atLeast && number <= atMost)
        {
            return number;
        }

        Fault(name, "range", $"'{name}' is a whole number from {atLeast} to {atMost}.");
        return null;
    }

    /// <summary>An amount in major units.</summary>
    public decimal? Amount(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var amount))
        {
            return amount;
        }

        Fault(name, "type", $"'{name}' is a decimal number.");
        return null;
    }

    /// <summary>An ISO 4217 code.</summary>
    public string? Currency(string name)
    {
        var text = Text(name);
        if (text is null || Kernel.Currency.OrNull(text) is not null)
        {
            return text;
        }

        Fault(name, "currency", $"'{name}' is an ISO 4217 code such as USD.");
        return null;
    }

    /// <summary>An RFC 3339 instant.</summary>
    public Instant? Instant(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        // A plus that the caller forgot to escape arrives as a space.
        if (WireTime.TryInstant(text.Replace(' ', '+'), out var instant))
        {
            return instant;
        }

        Fault(name, "instant", $"'{name}' is an RFC 3339 instant such as 2026-01-31T09:00:00Z.");
        return null;
    }

    /// <summary>Words separated by commas; null when it is absent.</summary>
    public IReadOnlyList<string>? Words(string name)
    {
        _read.Add(name);
        var values = query[name];
        if (values.Count == 0)
        {
            return null;
        }

        List<string> words = [.. values.SelectMany(value => (value ?? string.Empty).Split(','))];
        if (words.Count <= LimitMax && words.TrueForAll(word => word.Length is > 0 and <= TextLengthMax))
        {
            return words;
        }

        Fault(name, "length", $"'{name}' is a list of words separated by commas.");
        return null;
    }

    /// <summary>The refusal with every fault; null when there is none.</summary>
    public Rejection? Finish()
    {
        foreach (var name in query.Keys)
        {
            if (_read.Add(name))
            {
                Fault(name, "unknown_parameter", "There is no such parameter here.");
            }
        }

        return _faults.Count == 0
            ? null
            : new Rejection(RejectionClass.Invalid, "invalid_request", _faults[0].Message) { Fields = _faults };
    }
}
