using Collections.Domain.Overdue;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Kernel.Documents;

namespace Collections.Server.Commands;

/// <summary>Policies as files, for the verbs of <c>policy</c>.</summary>
internal static class PolicyFile
{
    /// <summary>Reads and parses a policy's file.</summary>
    /// <exception cref="WrongCallException">There is no such file.</exception>
    public static SourceDocument Read(string path) => SourceDocument.Of(path, ReadText(path));

    /// <summary>Reads a file's text.</summary>
    /// <exception cref="WrongCallException">There is no such file.</exception>
    public static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new WrongCallException($"There is no file '{path}'.");
        }
    }

    /// <summary>Prints every finding; returns how many refuse the policy.</summary>
    public static async Task<int> TellFaultsAsync(string path, SourceDocument source, string name, Terminal terminal)
    {
        var faults = source.Document is null
            ? source.Faults
            : [.. source.Faults, .. PolicyReader.Read(source.Document, name).Faults];
        foreach (var fault in faults.Distinct())
        {
            await terminal.Error.WriteLineAsync(FaultText.Of(path, fault));
        }

        return faults.Count(fault => fault.Severity == Severity.Error);
    }

    /// <summary>Prints why a document was refused.</summary>
    public static async Task<int> TellRefusalAsync(string path, Rejection rejection, Terminal terminal)
    {
        await terminal.Error.WriteLineAsync($"{rejection.Message} [{rejection.Code}]");
        foreach (var field in rejection.Fields)
        {
            await terminal.Error.WriteLineAsync($"{path}: error {field.Pointer}: {field.Message} [{field.Code}]");
        }

        return ExitCode.No;
    }
}
