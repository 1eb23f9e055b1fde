using System.CommandLine;
using Collections.Gateways.Import;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Server.Hosting;

namespace Collections.Server.Commands;

/// <summary>
/// The program's verbs. Whatever goes wrong ends in an exit code and a message, never in a stack trace.
/// </summary>
public static class CommandTree
{
    /// <summary>Runs one call.</summary>
    /// <returns>0 done, 1 the answer is no, 2 the call was wrong.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        var root = Build(terminal);
        var call = root.Parse(arguments);
        if (call.Errors.Count > 0)
        {
            foreach (var error in call.Errors)
            {
                await terminal.Error.WriteLineAsync(error.Message);
            }

            await WriteUsageAsync(root, call, terminal);
            return ExitCode.WrongCall;
        }

        return await InvokeAsync(call, terminal);
    }

    private static RootCommand Build(Terminal terminal) =>
        new("Collections: finds who is overdue, and what to do about it.")
        {
            ReplayCommand.Build(terminal),
            CalcCommand.Build(terminal),
            PolicyCommands.Build(terminal),
            TemplateCommands.Build(terminal),
            ExplainCommand.Build(terminal),
            ImportCommand.Build(terminal),
            ReviewCommand.Build(terminal),
            AuditCommand.Build(terminal),
            BenchCommand.Build(terminal),
            ServeCommand.Build(terminal),
            PersonCommands.Build(terminal),
            EvidenceCommand.Build(terminal),
            RetentionCommand.Build(terminal),
            ComplianceCommand.Build(terminal),
            CallerCommands.Build(terminal),
            KeyCommands.Build(terminal),
            DemoCommand.Build(terminal),
            SimulateCommand.Build(terminal),
        };

    private static async Task<int> InvokeAsync(ParseResult call, Terminal terminal)
    {
        var settings = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
        };
        try
        {
            return await call.InvokeAsync(settings);
        }
        catch (Exception wrong) when (wrong is WrongCallException or ImportFileException)
        {
            await terminal.Error.WriteLineAsync(wrong.Message);
            return ExitCode.WrongCall;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            await terminal.Error.WriteLineAsync(denied.Message);
            return ExitCode.WrongCall;
        }
        catch (Exception failed) when (
            failed is StoreUnavailableException or EntityStoppedException or BrokenInvariantException)
        {
            await terminal.Error.WriteLineAsync($"The work could not be finished: {failed.Message}");
            return ExitCode.No;
        }
    }

    private static async Task WriteUsageAsync(RootCommand root, ParseResult call, Terminal terminal)
    {
        var path = new List<string>();
        for (var result = call.CommandResult; result is not null && result.Command != root;
            result = result.Parent as System.CommandLine.Parsing.CommandResult)
        {
            path.Insert(0, result.Command.Name);
        }

        path.Add("--help");
        await root.Parse(path).InvokeAsync(
            new InvocationConfiguration { Output = terminal.Error, Error = terminal.Error });
    }
}
