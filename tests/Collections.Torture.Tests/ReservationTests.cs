using System.Diagnostics;
using Collections.Storage.Sqlite;
using Collections.Torture.Tests.Reservations;

namespace Collections.Torture.Tests;

public sealed class ReservationTests(ITestOutputHelper output)
{
    private const int Short = 50_000;

    private const int Full = 1_000_000;

    private const int Seed = 20260301;

    private static int Asked => Environment.GetEnvironmentVariable("COLLECTIONS_PROOF") == "full" ? Full : Short;

    [Fact]
    public async Task No_crowd_of_requesters_gets_a_contact_over_a_cap_or_outside_the_hours()
    {
        using var folder = new TestFolder();
        await using var store = SqliteStore.Open(folder.Path);
        var watch = Stopwatch.StartNew();
        var crowd = new Crowd(store, Seed);
        await crowd.RunAsync(Asked);
        var asked = watch.Elapsed.TotalSeconds;

        var checker = new GateChecker(store);
        for (var person = 0; person < Crowd.Persons; person++)
        {
            await checker.CheckAsync(Crowd.Key(person), Crowd.ZoneOf(person));
        }

        output.WriteLine(
            $"reservations: {Asked} by {Crowd.Requesters} requesters on {Crowd.Persons} persons in {asked:F0} s, "
            + $"{checker.Permits} permits, {checker.Refusals} held back, {checker.Breaches.Count} breaches, seed {Seed}");
        Assert.Empty(checker.Breaches);
        Assert.Equal(crowd.Permitted, checker.Permits);
        Assert.True(checker.Permits > Asked / 50 && checker.Refusals > Asked / 50, "Both answers were met often.");
    }
}
