using Collections.Kernel;

namespace Collections.Domain.Tasks;

/// <summary>What can be judged of a task's commands without its state.</summary>
internal static class TaskForm
{
    private const int WordLengthMax = 200;

    /// <summary>What is wrong with the terms; null when nothing is.</summary>
    public static Rejection? Terms(TaskTerms terms) =>
        Code("/accountId", terms.AccountId)
        ?? (terms.PersonId is null ? null : Code("/personId", terms.PersonId))
        ?? Word("/kind", terms.Kind)
        ?? Word("/queue", terms.Queue)
        ?? Word("/campaign", terms.Campaign)
        ?? Word("/name", terms.Name)
        ?? Word("/treatmentId", terms.TreatmentId)
        ?? Word("/step", terms.Step);

    /// <summary>A code has the form of an id: too short and too plain for what a person says.</summary>
    public static Rejection? Code(string pointer, string code) =>
        EntityKey.IsValidId(code)
            ? null
            : Rejection.Invalid(pointer, "code_format", "A code has 1 to 64 letters, digits or ._:~- characters.");

    private static Rejection? Word(string pointer, string? word) =>
        word is null || (!string.IsNullOrWhiteSpace(word) && word.Length <= WordLengthMax && !word.Any(char.IsControl))
            ? null
            : Rejection.Invalid(pointer, "text_format", $"A text of 1 to {WordLengthMax} printable characters.");
}
