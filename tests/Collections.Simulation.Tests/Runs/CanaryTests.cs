using Collections.Simulation.Canaries;
using Collections.Simulation.Runs;

namespace Collections.Simulation.Tests.Runs;

public sealed class CanaryTests
{
    private const int SeedsMax = 50;

    public static TheoryData<string> Names() => [.. CanaryList.All.Select(canary => canary.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_planted_mistake_is_noticed_within_fifty_seeds(string name)
    {
        var canary = CanaryList.All.Single(each => each.Name == name);

        var noticed = Enumerable.Range(1, SeedsMax).Any(seed => SimulationRun.Run(
            new SimulationOptions { Seed = seed }, canary).Violations.Count > 0);

        Assert.True(noticed, $"Nobody noticed: {name}.");
    }

    [Fact]
    public void A_failing_world_is_made_small_and_fails_still()
    {
        var canary = CanaryList.All.Single(each => each.Name == "contact hours ignored");
        var failing = SimulationRun.Run(new SimulationOptions { Seed = 13, Accounts = 20, Days = 60 }, canary);

        var small = Shrinker.Shrink(failing, canary);

        Assert.NotEmpty(small.Violations);
        Assert.True(small.Options.Accounts < 20);
        Assert.NotNull(small.Options.Until);
        Assert.Equal(Faults.FaultClasses.None, small.Swarm.Classes);
        Assert.Contains("--without", small.Options.Command, StringComparison.Ordinal);
    }
}
