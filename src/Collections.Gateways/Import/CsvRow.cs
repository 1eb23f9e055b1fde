namespace Collections.Gateways.Import;

/// <summary>One record of a file.</summary>
/// <param name="Line">Line of its first character; the header is line 1.</param>
/// <param name="Field">The text of a column of the schema; empty when the file lacks the column.</param>
/// <param name="Fault">Why the record as a whole cannot be taken; null when it can.</param>
public readonly record struct CsvRow(int Line, Func<string, string> Field, RejectedRow? Fault);
