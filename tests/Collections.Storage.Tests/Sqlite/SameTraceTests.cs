using Collections.Kernel;
using Collections.Runtime.Ports;
using Collections.Storage.InMemory;
using Collections.Storage.Sqlite;
using Collections.Storage.Tests.Suite;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Collections.Storage.Tests.Sqlite;

/// <summary>What a simulation relies on: one history, in memory and on disk, gives one trace.</summary>
public sealed class SameTraceTests : IAsyncLifetime
{
    private const int Entities = 5;

    private static readonly int HistoriesMax =
        Environment.GetEnvironmentVariable("COLLECTIONS_PROOF") == "full" ? 20_000 : 500;

    private readonly InMemoryStore _memory = new();
    private readonly SqliteHarness _disk =
        new(new SqliteStoreOptions { Inline = true, Durability = SqliteDurability.Off });

    private int _history;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _memory.DisposeAsync();
        await _disk.DisposeAsync();
    }

    [Fact]
    public void One_history_gives_one_trace_in_memory_and_in_sqlite()
    {
        var steps = Gen.Choose(0, int.MaxValue).ArrayOf().ToArbitrary();

        Prop.ForAll(steps, Play).Check(Config.QuickThrowOnFailure.WithMaxTest(HistoriesMax));
    }

    /// <summary>Each history has a tenant of its own, so both stores live through all of them.</summary>
    private void Play(int[] steps)
    {
        var tenant = $"h{_history++}";
        var keys = Enumerable.Range(0, Entities).Select(number => Make.Account($"a{number}", tenant)).ToArray();
        var seen = keys.ToDictionary(key => key, Unstored);
        foreach (var step in steps)
        {
            var random = new Random(step);
            var batch = keys.Where(_ => random.Next(2) == 0).Select(key => Commit(seen[key], random)).ToArray();
            Assert.Equal(Now(_memory.CommitAsync(batch)), Now(_disk.Entities.CommitAsync(batch)));

            // Not every entity is read again, so that later commits meet older versions.
            foreach (var key in keys.Where(_ => random.Next(3) > 0))
            {
                var stored = Now(_memory.LoadAsync([key]))[0];
                seen[key] = stored ?? Unstored(key);
            }

            AssertSameEntities(keys);
        }

        AssertSameLists(tenant, keys);
    }

    private static Commit Commit(StoredEntity stored, Random random) =>
        Make.Next(stored, records: random.Next(3)) with
        {
            Wake = random.Next(3) == 0 ? null : Make.Start + Duration.FromHours(random.Next(4)),
            Configuration = random.Next(3),
            Answer = random.Next(3) == 0 ? Make.Answer($"key:{random.Next(6)}", 72 * random.Next(1, 4)) : null,
            SideRows = random.Next(6) == 0 ? [new SideRow.Publish(Make.Publication(random.Next(1, 4)))] : [],
        };

    private static StoredEntity Unstored(EntityKey key) =>
        new(key, StoreHandle.None, 0, Make.Genesis, null, 0, default);

    private void AssertSameEntities(EntityKey[] keys)
    {
        Assert.Equal(Now(_memory.LoadAsync(keys)).Select(Text), Now(_disk.Entities.LoadAsync(keys)).Select(Text));
        var upTo = Make.Start + Duration.FromHours(2);
        Assert.Equal(Now(_memory.ClaimDueAsync(upTo, 7)), Now(_disk.Entities.ClaimDueAsync(upTo, 7)));
    }

    private void AssertSameLists(string tenant, EntityKey[] keys)
    {
        Assert.Equal(
            Now(_memory.ReadFeedAsync(tenant, 0, 1_000)).Select(Text),
            Now(_disk.Log.ReadFeedAsync(tenant, 0, 1_000)).Select(Text));
        Assert.Equal(
            Now(_memory.ReadHistoryAsync(keys[0], 1, 5)).Select(Text),
            Now(_disk.Log.ReadHistoryAsync(keys[0], 1, 5)).Select(Text));
        Assert.Equal(
            Now(_memory.ReadPublicationsAsync(tenant, 0)), Now(_disk.Entities.ReadPublicationsAsync(tenant, 0)));
        Assert.Equal(Now(_memory.ReadHeadsAsync(keys[0], 3)), Now(_disk.Log.ReadHeadsAsync(keys[0], 3)));
    }

    private static string? Text(StoredEntity? stored) => stored is null
        ? null
        : $"{stored.Key} {stored.Handle} {stored.Version} {stored.Hash} {stored.Wake} {stored.Configuration} "
            + Convert.ToHexString(stored.Snapshot.Span);

    private static string Text(SequencedRecord record) =>
        $"{record.Sequence} {record.Key} {record.Record.Version} {record.Record.Hash} "
        + Convert.ToHexString(record.Record.Bytes.Span);

    /// <summary>Both stores are done when the call returns, which is part of what is tested.</summary>
    private static T Now<T>(ValueTask<T> call)
    {
        Assert.True(call.IsCompletedSuccessfully);
#pragma warning disable CA2012 // The task is complete: nothing is waited for.
        return call.GetAwaiter().GetResult();
#pragma warning restore CA2012
    }
}
