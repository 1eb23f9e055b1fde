using Collections.Server.Commands;

namespace Collections.Server.Tests.Commands;

/// <summary>The program run in process on a folder of its own.</summary>
public sealed class Cli : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("collections-cli-").FullName;

    public string Data => Path.Combine(Folder, "data");

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public static Task<(int Exit, string Out, string Error)> RunAsync(params string[] arguments) =>
        RunAsync(isSeen: false, arguments);

    /// <summary>Runs it before the eyes of a person.</summary>
    public static Task<(int Exit, string Out, string Error)> ShowAsync(params string[] arguments) =>
        RunAsync(isSeen: true, arguments);

    private static async Task<(int Exit, string Out, string Error)> RunAsync(bool isSeen, string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error) { OutIsSeen = isSeen, ErrorIsSeen = isSeen };
        var exit = await CommandTree.RunAsync(arguments, terminal);
        return (exit, output.ToString(), error.ToString());
    }
}
