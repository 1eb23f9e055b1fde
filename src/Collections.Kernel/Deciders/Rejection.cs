namespace Collections.Kernel;

/// <summary>Which family a refusal belongs to; the HTTP shell maps it to a status.</summary>
public enum RejectionClass
{
    /// <summary>The request is malformed whatever is stored (400).</summary>
    Invalid,

    /// <summary>The addressed resource does not exist (404).</summary>
    Unknown,

    /// <summary>Same id with other content, or a version conflict (409).</summary>
    Conflict,

    /// <summary>A business rule refuses (422).</summary>
    Refused,
}

/// <summary>One field at fault.</summary>
/// <param name="Pointer">JSON pointer of the field in the command's body, e.g. <c>/amount</c>.</param>
/// <param name="Code">Stable snake_case code of the rule.</param>
/// <param name="Message">What is wrong, for a person.</param>
public sealed record FieldFault(string Pointer, string Code, string Message);

/// <summary>A business refusal: a value, never an exception.</summary>
/// <param name="Class">Its family.</param>
/// <param name="Code">Stable snake_case code.</param>
/// <param name="Message">What was refused and by which rule, for a person; without personal data.</param>
public sealed record Rejection(RejectionClass Class, string Code, string Message)
{
    /// <summary>The fields at fault; empty when the refusal concerns none in particular.</summary>
    public IReadOnlyList<FieldFault> Fields { get; init; } = [];

    /// <summary>A refusal by a business rule (422).</summary>
    public static Rejection Refused(string code, string message) => new(RejectionClass.Refused, code, message);

    /// <summary>A conflict with what is stored (409).</summary>
    public static Rejection Conflict(string code, string message) => new(RejectionClass.Conflict, code, message);

    /// <summary>An unknown resource (404).</summary>
    public static Rejection Unknown(string code, string message) => new(RejectionClass.Unknown, code, message);

    /// <summary>A malformed request (400), code <c>invalid_request</c>, with its field.</summary>
    public static Rejection Invalid(string pointer, string code, string message) =>
        new(RejectionClass.Invalid, "invalid_request", message) { Fields = [new FieldFault(pointer, code, message)] };
}
