namespace Collections.Architecture.Tests.Reading;

/// <summary>Parts of source files that documents show.</summary>
internal static class Regions
{
    /// <summary>The lines of a snippet without its outer indent and blank ends; null when the file has none.</summary>
    public static string? Of(SourceFile file, string name)
    {
        var lines = file.Lines.ToList();
        var start = lines.FindIndex(line => line.Trim() == $"#region snippet {name}");
        if (start < 0)
        {
            return null;
        }

        var indent = lines[start].Length - lines[start].TrimStart().Length;
        var part = lines.Skip(start + 1).TakeWhile(line => line.Trim() != "#endregion");
        return string.Join('\n', part.Select(line => line.Length > indent ? line[indent..] : string.Empty)).Trim('\n')
            + "\n";
    }
}
