namespace Collections.Gateways.Import;

/// <summary>A file that cannot be imported at all: unreadable, no header, or a required column is missing.</summary>
public sealed class ImportFileException(string path, string reason) : Exception($"{path}: {reason}");
