using System.Globalization;

namespace Collections.Torture.Tests.Victims;

/// <summary>What a victim is started with.</summary>
/// <param name="Folder">The data folder.</param>
/// <param name="Seed">Seed of the workload.</param>
/// <param name="Clients">Concurrent clients.</param>
/// <param name="Resume">File with each client's next command, one number a line.</param>
internal sealed record VictimOptions(string Folder, int Seed, int Clients, string Resume)
{
    public static VictimOptions Parse(string[] args) =>
        new(args[0], int.Parse(args[1], Invariant), int.Parse(args[2], Invariant), args[3]);

    public string[] ToArguments() => [Folder, Seed.ToString(Invariant), Clients.ToString(Invariant), Resume];

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;
}
