using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Kinds;
using Collections.Runtime.Log;
using Collections.Simulation.Auditing;

namespace Collections.Simulation.Runs;

/// <summary>
/// The product held against itself at the end of a world: every log folds to its snapshot byte for byte, and the
/// wake-up that is stored is the one the folded state asks for. What the auditor cannot know without the product stands
/// here.
/// </summary>
internal sealed class FoldCheck(Auditor auditor, SharedStore store, KindRegistry kinds)
{
    /// <summary>Checks every entity of the world.</summary>
    public async Task CheckAsync(Engine engine)
    {
        foreach (var key in auditor.Entities)
        {
            var stored = (await store.Entities.LoadAsync([key]))[0]!;
            var (version, hash) = auditor.ChainOf(key);
            Expect(
                stored.Version == version && stored.Hash == hash,
                $"log: {key} is stored at version {stored.Version}, its records end at {version}");
            var kind = kinds.Of(key.Kind);
            try
            {
                var (state, inbox, _) = await LogFold.FoldAsync(store.Log, kind, key, until: null);
                Expect(
                    stored.Snapshot.Span.SequenceEqual(SnapshotText.Write(kind, state, inbox)),
                    $"log: {key} does not fold to its snapshot");
                var timeline = await engine.Configurations.OfAsync(key.Tenant);
                var wake = kind.NextWake(state, timeline.ByNumber(stored.Configuration));
                Expect(wake == stored.Wake, $"wake-up: {key} wakes at {stored.Wake}, not at {wake}");
            }
            catch (Exception broken) when (broken is BrokenInvariantException or System.Text.Json.JsonException)
            {
                auditor.Complain($"log: {key} does not fold: {broken.Message}");
            }
        }
    }

    private void Expect(
        bool holds, [System.Runtime.CompilerServices.InterpolatedStringHandlerArgument(nameof(holds))] ref Words what)
    {
        if (!holds)
        {
            auditor.Complain(what.Say());
        }
    }
}
