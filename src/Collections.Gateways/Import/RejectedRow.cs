namespace Collections.Gateways.Import;

/// <summary>A row that was not taken.</summary>
/// <param name="Line">Line of the record's first character; the header is line 1.</param>
/// <param name="Column">The column at fault; empty for the whole row.</param>
/// <param name="Code">Stable snake_case code.</param>
/// <param name="Message">What is wrong; never the value itself, which may be personal.</param>
public sealed record RejectedRow(int Line, string Column, string Code, string Message);
