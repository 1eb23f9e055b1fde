using Collections.Kernel;

namespace Collections.Domain.Numbers;

/// <summary>What can be judged of a command to a number without its state.</summary>
internal static class NumberForm
{
    private const int FlagLengthMax = 32;

    public static Rejection? Flag(string flag) =>
        flag.Length is > 0 and <= FlagLengthMax && flag.All(c => char.IsAsciiLetterUpper(c) || c == '_')
            ? null
            : Rejection.Invalid("/flag", "flag_format", $"A flag has 1 to {FlagLengthMax} characters of A-Z and _.");
}
