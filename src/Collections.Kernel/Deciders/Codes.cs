namespace Collections.Kernel;

/// <summary>
/// Codes that callers choose: reasons, outcomes, agents, methods. They have the form of an id: too
/// short and too plain for what a person says.
/// </summary>
public static class Codes
{
    /// <summary>The refusal of what is no code; null when it is one.</summary>
    /// <param name="pointer">JSON pointer to the field, for example <c>/reason</c>.</param>
    /// <param name="code">1 to 64 letters, digits or <c>._:~-</c> characters.</param>
    public static Rejection? Check(string pointer, string code) => EntityKey.IsValidId(code)
        ? null
        : Rejection.Invalid(pointer, "code_format", "A code has 1 to 64 letters, digits or ._:~- characters.");

    /// <summary>The refusal of what is given and no code; null when it is one, or nothing is given.</summary>
    /// <param name="pointer">JSON pointer to the field.</param>
    /// <param name="code">A code, or null.</param>
    public static Rejection? CheckIfGiven(string pointer, string? code) =>
        code is null ? null : Check(pointer, code);
}
