using System.Diagnostics.CodeAnalysis;
using Collections.Domain.Notices;
using Collections.Kernel;
using HandlebarsDotNet;
using HandlebarsDotNet.IO;
using NodaTime;

namespace Collections.Gateways.Notices;

/// <summary>Writes amounts (decimals of one currency), dates and whole numbers into a text in its language.</summary>
internal sealed class LanguageFormatter(LanguageFormat format, Currency? currency) : IFormatterProvider, IFormatter
{
    public bool TryCreateFormatter(Type type, [MaybeNullWhen(false)] out IFormatter formatter)
    {
        formatter = type == typeof(decimal) || type == typeof(LocalDate) || type == typeof(int) ? this : null;
        return formatter is not null;
    }

    public void Format<T>(T value, in EncodedTextWriter writer) => writer.Write(
        value switch
        {
            decimal amount => Amount(amount),
            LocalDate date => format.Write(date),
            int number => format.Write(number),
            _ => throw Invariant.Unreachable($"A {typeof(T).Name} is not formatted here."),
        },
        encode: false);

    private string Amount(decimal amount)
    {
        Invariant.Require(currency is not null, "Amounts have a currency.");
        var unit = 1m;
        for (var digit = 0; digit < currency.Digits; digit++)
        {
            unit *= 10;
        }

        return format.Write(new Money((long)(amount * unit), currency));
    }
}
