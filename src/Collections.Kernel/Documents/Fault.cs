namespace Collections.Kernel.Documents;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>The document is refused.</summary>
    Error,

    /// <summary>The document is accepted; its author should know.</summary>
    Warning,
}

/// <summary>One finding in a document. Readers list every fault, not only the first.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Path">JSON-pointer-like path, e.g. <c>/states/0/when/oldestUnpaid</c>.</param>
/// <param name="Code">Stable snake_case code of the rule.</param>
/// <param name="Message">What is wrong and what is expected.</param>
/// <param name="At">Where it stands in the file.</param>
public sealed record Fault(Severity Severity, string Path, string Code, string Message, Position At);
