using Collections.Simulation.Faults;
using Collections.Simulation.Runs;

namespace Collections.Simulation.Tests.Runs;

public sealed class SimulationTests
{
    private static int Worlds => Proof.IsFull ? 1_000 : 4;

    [Fact]
    public void Worlds_of_the_commit_and_those_that_ever_failed_hold_and_meet_every_mark()
    {
        var hits = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var seed in Proof.OfCommit(Worlds).Concat(MarkList.Seeds).Concat(Proof.Remembered()).Distinct())
        {
            var result = SimulationRun.Run(new SimulationOptions { Seed = seed });
            Holds(result);
            foreach (var (mark, count) in result.Marks.Hits)
            {
                hits[mark] = hits.GetValueOrDefault(mark) + count;
            }
        }

        Assert.DoesNotContain(MarkList.All, mark => !hits.ContainsKey(mark));
    }

    [Fact]
    public void A_seed_takes_the_same_steps_twice()
    {
        foreach (var seed in Proof.OfCommit(Proof.IsFull ? 20 : 1))
        {
            var options = new SimulationOptions { Seed = seed, Accounts = 20, Days = 60 };
            var first = SimulationRun.Run(options);
            var second = SimulationRun.Run(options);

            Assert.Equal(first.Trace, second.Trace);
            Assert.Equal(first.Marks.Hits, second.Marks.Hits);
        }
    }

    [Fact]
    public void Memory_and_database_agree_to_the_byte()
    {
        foreach (var seed in Proof.OfCommit(Proof.IsFull ? 20 : 1))
        {
            var options = new SimulationOptions { Seed = seed, Accounts = 20, Days = 60, NodesMax = 1 };
            var memory = SimulationRun.Run(options);
            var sqlite = SimulationRun.Run(options with { Store = SimulationStore.Sqlite });

            Holds(sqlite);
            Assert.Equal(memory.Trace, sqlite.Trace);
        }
    }

    [Fact]
    public void A_class_taken_away_leaves_the_rest_of_the_swarm_as_it_was()
    {
        var whole = Swarm.Of(13, FaultClasses.None);
        var less = Swarm.Of(13, FaultClasses.Time);

        Assert.Equal(whole with { Classes = whole.Classes & ~FaultClasses.Time }, less);
    }

    private static void Holds(SimulationResult result) => Assert.True(
        result.Violations.Count == 0,
        $"{string.Join('\n', result.Violations)}\n{result.Swarm}\nagain: {result.Options.Command}");
}
