using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>Checks that need nothing but the command: their refusals are of the class invalid (400).</summary>
internal static class Form
{
    /// <summary>Longest tag, label or code, in characters.</summary>
    public const int WordLengthMax = 200;

    /// <summary>Largest absolute amount in major units that is looked at closer.</summary>
    private const decimal AmountMax = Money.MinorMax;

    /// <summary>An id has 1-64 characters of <c>[A-Za-z0-9._:~-]</c>.</summary>
    public static Rejection? Id(string pointer, string? id) =>
        EntityKey.IsValidId(id)
            ? null
            : Rejection.Invalid(pointer, "id_format", "An id has 1 to 64 letters, digits or ._:~- characters.");

    /// <summary>A word is not empty, not too long and has no control characters.</summary>
    public static Rejection? Word(string pointer, string word) =>
        !string.IsNullOrWhiteSpace(word) && word.Length <= WordLengthMax && !word.Any(char.IsControl)
            ? null
            : Rejection.Invalid(pointer, "text_format", $"A text of 1 to {WordLengthMax} printable characters.");

    /// <summary>A word that may be left out.</summary>
    public static Rejection? OptionalWord(string pointer, string? word) => word is null ? null : Word(pointer, word);

    /// <summary>A currency that may be left out is known.</summary>
    public static Rejection? OptionalCurrency(string? code) =>
        code is null || Currency.OrNull(code) is not null
            ? null
            : Rejection.Invalid("/currency", "currency_unknown", $"'{code}' is no ISO 4217 currency.");

    /// <summary>An amount is within range.</summary>
    public static Rejection? Range(string pointer, decimal amount) =>
        amount is >= -AmountMax and <= AmountMax
            ? null
            : Rejection.Invalid(pointer, "amount_range", "An amount is at most 10^15 minor units.");

    /// <summary>An amount is within range and positive.</summary>
    public static Rejection? Positive(string pointer, decimal amount) =>
        amount > 0
            ? Range(pointer, amount)
            : Rejection.Invalid(pointer, "amount_not_positive", "The amount must be positive.");

    /// <summary>An amount is within range and not zero.</summary>
    public static Rejection? NotZero(string pointer, decimal amount) =>
        amount != 0
            ? Range(pointer, amount)
            : Rejection.Invalid(pointer, "amount_zero", "The amount must not be zero.");
}
