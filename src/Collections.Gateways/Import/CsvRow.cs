namespace Collections.Gateways.Import;

/// <summary>One record of a file, as its bytes stand there. Valid until the next one is read.</summary>
/// <param name="Layout">Where its columns are.</param>
/// <param name="Line">Line of its first character; the header is line 1.</param>
/// <param name="Bytes">The record without its line end.</param>
public readonly record struct CsvRow(CsvLayout Layout, int Line, ReadOnlyMemory<byte> Bytes);
