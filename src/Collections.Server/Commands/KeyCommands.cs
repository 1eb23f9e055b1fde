using System.CommandLine;
using Collections.Server.Composition;

namespace Collections.Server.Commands;

/// <summary><c>key rotate</c>: exchanges the master key of a data folder.</summary>
internal static class KeyCommands
{
    public static Command Build(Terminal terminal)
    {
        var rotate = new Command("rotate", "Exchanges the master key; the old one opens nothing any more.");
        var data = new DataOptions(rotate);
        rotate.SetAction((call, _) => RotateAsync(data.PlaceOf(call), terminal));
        return new Command("key", "The key that everything personal is sealed under.") { rotate };
    }

    private static async Task<int> RotateAsync(DataPlace place, Terminal terminal)
    {
        await using var folder = await DataFolder.OpenAsync(place, create: false);
        await terminal.Out.WriteLineAsync(await MasterKey.RotateAsync(place.Folder, folder.Store));
        return ExitCode.Done;
    }
}
