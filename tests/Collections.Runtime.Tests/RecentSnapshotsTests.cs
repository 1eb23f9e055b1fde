using System.Globalization;
using System.Text;
using Collections.Kernel;
using Collections.Runtime.Directory;
using Collections.Runtime.Ports;
using Collections.Runtime.Tests.Doubles;
using NodaTime;

namespace Collections.Runtime.Tests;

/// <summary>What was committed lately is known without the store, and is never something old.</summary>
public sealed class RecentSnapshotsTests
{
    private const long TwoShelves = 2 * SnapshotShelf.BytesMin;

    [Fact]
    public void An_entity_is_found_as_it_was_kept()
    {
        var recent = new RecentSnapshots(TwoShelves);
        var plain = Entity(Key("a"), 3, size: 100);
        var bare = Entity(new EntityKey("t", "kind", "Kündigung-逾期"), 9, size: 0) with { Wake = null };
        recent.Keep(plain);
        recent.Keep(bare);

        AssertSame(plain, recent.Find(plain.Key));
        AssertSame(bare, recent.Find(bare.Key));
        Assert.Null(recent.Find(Key("b")));
    }

    [Fact]
    public void Keys_whose_parts_only_join_to_the_same_text_are_two()
    {
        var recent = new RecentSnapshots(TwoShelves);
        var first = Entity(new EntityKey("t", "ab", "c"), 1, size: 10);
        recent.Keep(first);

        Assert.Null(recent.Find(new EntityKey("t", "a", "bc")));
        Assert.Null(recent.Find(new EntityKey("ta", "b", "c")));
        AssertSame(first, recent.Find(first.Key));
    }

    [Fact]
    public void What_was_dropped_or_does_not_fit_is_not_found_in_its_older_form()
    {
        var recent = new RecentSnapshots(TwoShelves);
        recent.Keep(Entity(Key("a"), 1, size: 10));
        recent.Keep(Entity(Key("b"), 1, size: 10));
        recent.Drop(Key("a"));
        recent.Keep(Entity(Key("b"), 2, size: 200_000));

        Assert.Null(recent.Find(Key("a")));
        Assert.Null(recent.Find(Key("b")));
    }

    [Fact]
    public void Without_room_nothing_is_kept()
    {
        var recent = new RecentSnapshots(0);
        recent.Keep(Entity(Key("a"), 1, size: 10));
        recent.Drop(Key("a"));

        Assert.Null(recent.Find(Key("a")));
    }

    /// <summary>
    /// What is found is what was kept last, however often all room was given to others. Sizes are whole chunks as well,
    /// so that entries end exactly where a chunk does.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void However_often_room_is_made_what_is_found_is_what_was_kept_last(int size)
    {
        var random = new Random(7);
        var shelf = new SnapshotShelf(size * SnapshotShelf.BytesMin);
        var last = new Dictionary<EntityKey, StoredEntity?>();
        var found = 0;
        var keys = size * 400;
        for (var i = 0; i < 20_000; i++)
        {
            var key = Key(random.Next(keys).ToString(CultureInfo.InvariantCulture));
            if (random.Next(20) == 0)
            {
                shelf.Drop(Shards.HashOf(key));
                last[key] = null;
            }
            else
            {
                var entity = Entity(key, i + 1, random.Next(10) == 0 ? Filling(key) : random.Next(3_000));
                shelf.Keep(entity, Shards.HashOf(key));
                last[key] = entity;
                AssertSame(entity, shelf.Find(key, Shards.HashOf(key)));
            }

            var other = Key(random.Next(keys).ToString(CultureInfo.InvariantCulture));
            if (shelf.Find(other, Shards.HashOf(other)) is { } known)
            {
                Assert.NotNull(last.GetValueOrDefault(other));
                AssertSame(last[other]!, known);
                found++;
            }
        }

        Assert.InRange(found, 500, 19_000);
    }

    [Fact]
    public void Entities_that_grow_with_every_command_push_nobody_out_while_there_is_room()
    {
        const int entities = 150;
        const int commands = 40;
        var shelf = new SnapshotShelf(SnapshotShelf.BytesMin);
        var last = new StoredEntity[entities];
        for (var command = 1; command <= commands; command++)
        {
            for (var i = 0; i < entities; i++)
            {
                last[i] = Entity(Key($"{i}"), command, size: 100 + (command * 30));
                shelf.Keep(last[i], Shards.HashOf(last[i].Key));
            }
        }

        Assert.InRange(entities * (100 + (commands * 30)), SnapshotShelf.BytesMin * 7 / 10, SnapshotShelf.BytesMin);
        Assert.All(last, each => AssertSame(each, shelf.Find(each.Key, Shards.HashOf(each.Key))));
    }

    [Fact]
    public void Whoever_is_asked_for_stays_while_others_come_and_go()
    {
        var shelf = new SnapshotShelf(SnapshotShelf.BytesMin);
        var busy = Entity(Key("busy"), 1, size: 900);
        var idle = Entity(Key("idle"), 1, size: 900);
        shelf.Keep(busy, Shards.HashOf(busy.Key));
        shelf.Keep(idle, Shards.HashOf(idle.Key));
        for (var i = 0; i < 5_000; i++)
        {
            var other = Entity(Key($"{i}"), 1, size: 900);
            shelf.Keep(other, Shards.HashOf(other.Key));
            AssertSame(busy, shelf.Find(busy.Key, Shards.HashOf(busy.Key)));
        }

        Assert.Null(shelf.Find(idle.Key, Shards.HashOf(idle.Key)));
    }

    /// <summary>Entities of one chunk need a place each before they need all chunks.</summary>
    [Fact]
    public void Who_is_kept_again_pushes_nobody_out_when_all_places_are_taken()
    {
        const int entities = 2_000;
        var shelf = new SnapshotShelf(SnapshotShelf.BytesMin);
        var kept = Enumerable.Range(0, entities).Select(i => Entity(Key($"{i}"), 1, size: 20)).ToList();
        kept.ForEach(each => shelf.Keep(each, Shards.HashOf(each.Key)));
        var found = kept.FindAll(each => shelf.Find(each.Key, Shards.HashOf(each.Key)) is not null);
        found.ForEach(each => shelf.Keep(each with { Version = 2 }, Shards.HashOf(each.Key)));

        Assert.InRange(found.Count, 300, entities / 2);
        Assert.All(found, each => Assert.Equal(2, shelf.Find(each.Key, Shards.HashOf(each.Key))?.Version));
    }

    [Fact]
    public void A_key_longer_than_a_chunk_is_kept_like_any_other()
    {
        var recent = new RecentSnapshots(TwoShelves);
        var entity = Entity(Key(new string('k', 3 * ChunkChains.ChunkBytes)), 1, size: 10);
        recent.Keep(entity);

        AssertSame(entity, recent.Find(entity.Key));
        Assert.Null(recent.Find(Key(new string('k', (3 * ChunkChains.ChunkBytes) - 1) + "x")));
    }

    /// <summary>Two keys of one hash are taken for one another by nobody: the later one has the place.</summary>
    [Fact]
    public void Of_two_entities_with_one_hash_the_one_kept_last_is_found_and_never_the_other()
    {
        const uint hash = 7;
        var shelf = new SnapshotShelf(SnapshotShelf.BytesMin);
        var (first, second) = (Entity(Key("a"), 1, size: 900), Entity(Key("b"), 2, size: 100));
        shelf.Keep(first, hash);
        Assert.Null(shelf.Find(second.Key, hash));
        shelf.Keep(second, hash);

        Assert.Null(shelf.Find(first.Key, hash));
        AssertSame(second, shelf.Find(second.Key, hash));
        shelf.Drop(hash);
        Assert.Null(shelf.Find(second.Key, hash));
    }

    /// <summary>Entities of one chunk take all places of their hashes long before they take all chunks.</summary>
    [Fact]
    public void Where_all_places_of_a_hash_are_taken_whoever_is_asked_for_stays()
    {
        var shelf = new SnapshotShelf(SnapshotShelf.BytesMin);
        var busy = Entity(Key("busy"), 1, size: 20);
        shelf.Keep(busy, hash: 0);
        for (var hash = 1U; hash < 20_000; hash++)
        {
            shelf.Keep(Entity(Key("other"), 1, size: 20), hash);
            AssertSame(busy, shelf.Find(busy.Key, hash: 0));
        }
    }

    /// <summary>Dropped and kept in turn, a little larger every time.</summary>
    [Fact]
    public void An_entity_that_is_changed_again_and_again_pushes_no_other_out()
    {
        const int changes = 10_000;
        var recent = new RecentSnapshots(TwoShelves);
        var others = Enumerable.Range(0, 100).Select(i => Entity(Key($"other-{i}"), i + 1, size: 1_000)).ToList();
        others.ForEach(recent.Keep);
        for (var i = 1; i <= changes; i++)
        {
            recent.Drop(Key("a"));
            Assert.Null(recent.Find(Key("a")));
            recent.Keep(Entity(Key("a"), i, size: 100 + (i / 20)));
        }

        Assert.Equal(changes, recent.Find(Key("a"))?.Version);
        Assert.All(others, other => AssertSame(other, recent.Find(other.Key)));
    }

    [Fact]
    public async Task The_next_command_on_an_entity_asks_the_store_for_nothing()
    {
        await using var bench = new Bench(limits: new EngineLimits { EntitiesCachedMax = 0 });
        await bench.Ask("a", new TallyCommand.Add(1));
        var loads = bench.Store.Loads;
        var answer = await bench.Ask("a", new TallyCommand.Add(2));

        Assert.Equal((2, loads), (answer.Version, bench.Store.Loads));
        Assert.Equal(3, (await bench.Read("a")).Sum);
    }

    /// <summary>Whoever comes once leaves the memory at once; the next command finds it here or in the store.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_commands_brought_about_is_kept_and_what_an_import_brought_is_not(bool imported)
    {
        const int entities = 300;
        await using var bench = new Bench();
        for (var i = 0; i < entities; i++)
        {
            await bench.Ask($"e{i}", new TallyCommand.Add(1), new AskOptions { Quiet = imported });
        }

        var loads = bench.Store.Loads;
        for (var i = 0; i < entities; i++)
        {
            Assert.Equal(2, (await bench.Ask($"e{i}", new TallyCommand.Add(1))).Version);
        }

        // The last few may not have left yet.
        Assert.InRange(bench.Store.Loads - loads, imported ? entities - 20 : 0, imported ? entities : 0);
    }

    [Fact]
    public async Task After_a_commit_of_which_nobody_could_tell_nothing_is_decided_on_what_was_before()
    {
        await using var bench = new Bench(limits: new EngineLimits { EntitiesCachedMax = 0 });
        await bench.Ask("a", new TallyCommand.Add(1));
        bench.Store.LoseAnswers = 1;
        bench.Store.FailLoads = 1;
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => bench.Ask("a", new TallyCommand.Add(2)).AsTask());

        // A refusal writes nothing, so the store would not notice that it was decided on an older version.
        var answer = await bench.Ask("a", new TallyCommand.Add(4), new AskOptions { ExpectedVersion = 1 });

        Assert.Equal((Outcome.Rejected, 2), (answer.Outcome, answer.Version));
    }

    /// <summary>Bytes of a snapshot whose entry fills chunks to the last byte.</summary>
    private static int Filling(EntityKey key) =>
        (5 * ChunkChains.ChunkBytes) - SnapshotEntry.LengthOf(Entity(key, 1, size: 0));

    private static EntityKey Key(string id) => Bench.Key(id);

    private static StoredEntity Entity(EntityKey key, long version, int size) => new(
        key,
        new StoreHandle(version * 7, version * 11),
        version,
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"{version}"))),
        Bench.Start + Duration.FromTicks(version),
        version * 13,
        Bytes(version, size));

    private static byte[] Bytes(long version, int size)
    {
        var bytes = new byte[size];
        new Random((int)version).NextBytes(bytes);
        return bytes;
    }

    private static void AssertSame(StoredEntity expected, StoredEntity? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected with { Snapshot = default }, actual with { Snapshot = default });
        Assert.True(expected.Snapshot.Span.SequenceEqual(actual.Snapshot.Span));
    }
}
