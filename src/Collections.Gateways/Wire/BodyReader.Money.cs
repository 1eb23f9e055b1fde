using System.Globalization;
using Collections.Kernel;
using Collections.Kernel.Documents;

namespace Collections.Gateways.Wire;

/// <summary>Amounts, currencies, zones, languages: the fields with a grammar of their own.</summary>
public sealed partial class BodyReader
{
    private const int AmountLengthMax = 64;

    // More digits cannot be held exactly, and no amount below 10^15 minor units needs them.
    private const int DigitsMax = 28;

    private const decimal AmountMax = Money.MinorMax;

    /// <summary>An exact amount in major units; its digits are judged where the currency is known.</summary>
    public decimal? Amount(string field)
    {
        if (Scalar(field) is not { } scalar)
        {
            return null;
        }

        switch (TryExact(scalar.Text ?? string.Empty, out var amount))
        {
            case AmountFault.None:
                return amount;
            case AmountFault.NotANumber:
                Fault(field, "amount", $"'{field}' is a decimal number such as 12.50.");
                return null;
            case AmountFault.TooManyDigits:
                Fault(field, "amount_scale", $"'{field}' has more digits than any currency.");
                return null;
            default:
                Fault(field, "range", $"'{field}' is beyond what the books hold.");
                return null;
        }
    }

    /// <summary>An amount above zero.</summary>
    public decimal? PositiveAmount(string field)
    {
        var amount = Amount(field);
        if (amount <= 0)
        {
            Fault(field, "amount_not_positive", $"'{field}' is more than zero.");
            return null;
        }

        return amount;
    }

    /// <summary>An ISO 4217 code.</summary>
    public string? Currency(string field)
    {
        var text = Text(field);
        if (text is not null && Kernel.Currency.OrNull(text) is null)
        {
            Fault(field, "currency", $"'{field}' is an ISO 4217 code such as USD.");
            return null;
        }

        return text;
    }

    /// <summary>An IANA time zone.</summary>
    public string? Zone(string field)
    {
        var text = Text(field);
        if (text is not null && LocalDays.ZoneOrNull(text) is null)
        {
            Fault(field, "timezone", $"'{field}' is an IANA time zone such as Asia/Shanghai.");
            return null;
        }

        return text;
    }

    /// <summary>A BCP 47 language tag, by form: <c>zh-CN</c>.</summary>
    public string? Locale(string field)
    {
        var text = Text(field);
        if (text is not null && !WireForms.IsLocale(text))
        {
            Fault(field, "locale", $"'{field}' is a language tag such as zh-CN.");
            return null;
        }

        return text;
    }

    /// <summary>A tag: 1-64 characters, none of them a control character or white space at an end.</summary>
    public string? Tag(string field)
    {
        var text = Text(field, int.MaxValue);
        if (text is not null && !WireForms.IsTag(text))
        {
            Fault(field, "tag", WireForms.TagRule);
            return null;
        }

        return text;
    }

    /// <summary>A list of tags; null when absent.</summary>
    public IReadOnlyList<string>? Tags(string field)
    {
        var tags = Texts(field, int.MaxValue);
        if (tags is not null && !tags.All(WireForms.IsTag))
        {
            Fault(field, "tag", WireForms.TagRule);
        }

        return tags;
    }

    private static AmountFault TryExact(string text, out decimal amount)
    {
        amount = 0;
        const NumberStyles form =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var body = text.StartsWith('-') ? text[1..] : text;
        if (text.Length > AmountLengthMax || body.Length == 0 || !char.IsAsciiDigit(body[0]) || body.Contains(".e", StringComparison.OrdinalIgnoreCase) || body.EndsWith('.'))
        {
            return AmountFault.NotANumber;
        }

        var mark = body.IndexOfAny(['e', 'E']);
        var mantissa = mark < 0 ? body : body[..mark];
        var exponent = 0;
        if (mark >= 0 && !int.TryParse(body[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
        {
            return AmountFault.NotANumber;
        }

        if (!mantissa.All(c => char.IsAsciiDigit(c) || c == '.') || mantissa.Count(c => c == '.') > 1)
        {
            return AmountFault.NotANumber;
        }

        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? string.Empty : mantissa[(point + 1)..].TrimEnd('0');
        if (fraction.Length - (long)exponent > DigitsMax || fraction.Length > DigitsMax)
        {
            return IsZero(mantissa) ? AmountFault.None : AmountFault.TooManyDigits;
        }

        var trimmed = (text.StartsWith('-') ? "-" : string.Empty)
            + (point < 0 ? mantissa : mantissa[..point] + (fraction.Length == 0 ? string.Empty : "." + fraction))
            + (mark < 0 ? string.Empty : body[mark..]);
        return decimal.TryParse(trimmed, form, CultureInfo.InvariantCulture, out amount)
            && decimal.Abs(amount) <= AmountMax
            ? AmountFault.None
            : AmountFault.OutOfRange;
    }

    private static bool IsZero(string mantissa) => mantissa.All(c => c is '0' or '.');
}
