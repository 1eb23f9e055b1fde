using System.Globalization;
using Collections.Kernel;

namespace Collections.Gateways.Wire;

/// <summary>Amounts, currencies, zones, languages: the fields with a grammar of their own.</summary>
public sealed partial class BodyReader
{
    /// <summary>An exact amount in major units; its digits are judged where the currency is known.</summary>
    public decimal? Amount(string field)
    {
        if (Scalar(field) is not { } scalar)
        {
            return null;
        }

        switch (ExactAmount.Read(scalar.Text ?? string.Empty, out var amount))
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

    /// <summary>A share: a decimal number from 0 to 1, with as many digits as the caller has.</summary>
    public decimal? Share(string field)
    {
        if (Scalar(field) is not { } scalar)
        {
            return null;
        }

        const NumberStyles form = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (decimal.TryParse(scalar.Text, form, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1)
        {
            return share;
        }

        Fault(field, "range", $"'{field}' is a number from 0 to 1.");
        return null;
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
}
