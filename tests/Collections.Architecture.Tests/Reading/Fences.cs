namespace Collections.Architecture.Tests.Reading;

/// <summary>The fenced examples of Markdown documents.</summary>
internal static class Fences
{
    private const string Mark = "```";

    /// <summary>The examples whose fence says exactly this, each with the place of its first line.</summary>
    public static IEnumerable<(string Place, string Text)> Of(SourceFile document, string kind)
    {
        var lines = document.Lines;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i] != Mark + kind)
            {
                continue;
            }

            var start = i + 1;
            var example = lines.Skip(start).TakeWhile(line => line != Mark).ToList();
            i += example.Count + 1;
            yield return ($"{document.Path}:{start + 1}", string.Join('\n', example) + "\n");
        }
    }
}
