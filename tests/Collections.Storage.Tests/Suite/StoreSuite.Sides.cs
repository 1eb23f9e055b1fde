using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.Tests.Suite;

public abstract partial class StoreSuite
{
    [Fact]
    public async Task Archived_items_are_found_by_entity_shelf_and_id()
    {
        await CommitAsync(
            Make.New(Make.Account("a")) with { SideRows = [Archive("bill", "1"), Archive("payment", "1")] });
        await CommitAsync(Make.New(Make.Account("b")));

        var found = await Store.FindArchivedAsync(Make.Account("a"), "bill", "1");

        AssertSameBytes(Make.Bytes("""{"bill":"1"}"""), Assert.NotNull(found));
        Assert.Null(await Store.FindArchivedAsync(Make.Account("a"), "bill", "2"));
        Assert.Null(await Store.FindArchivedAsync(Make.Account("b"), "bill", "1"));
        Assert.Null(await Store.FindArchivedAsync(Make.Account("ghost"), "bill", "1"));
    }

    [Fact]
    public async Task An_item_archived_again_has_its_last_content()
    {
        var stored = await CommitAsync(Make.New(Make.Account("a")) with { SideRows = [Archive("bill", "1")] });
        var last = new SideRow.Archive("bill", "1", Make.Bytes("{}"));
        await CommitAsync(Make.Next(stored) with { SideRows = [last] });

        AssertSameBytes(last.Json, Assert.NotNull(await Store.FindArchivedAsync(stored.Key, "bill", "1")));
    }

    [Fact]
    public async Task Side_rows_of_a_commit_that_fails_are_not_written()
    {
        var stale = await CommitAsync(Make.New(Make.Account("a")));
        await CommitAsync(Make.Next(stale));

        var failed = Make.Next(stale) with
        {
            SideRows = [Archive("bill", "1"), Name(1), new SideRow.Publish(Make.Publication(1))],
        };

        Assert.Equal(CommitResult.VersionConflict, await ResultOfAsync(failed));
        Assert.Null(await Store.FindArchivedAsync(stale.Key, "bill", "1"));
        Assert.Null(await Personal.ReadPersonalAsync("default", "customer-1/name", 1));
        Assert.Empty(await Store.ReadPublicationsAsync("default", 0));
    }

    [Fact]
    public async Task Sealed_values_are_read_by_reference_and_version()
    {
        await CommitAsync(Make.New(Make.Account("a")) with { SideRows = [Name(1), Name(2)] });

        var read = await Personal.ReadPersonalAsync("default", "customer-1/name", 2);

        Assert.NotNull(read);
        Assert.Equal(("customer-1", "customer-1/name", 2), (read.Person, read.Ref, read.Version));
        AssertSameBytes(Name(2).Ciphertext, read.Ciphertext);
        Assert.Null(await Personal.ReadPersonalAsync("default", "customer-1/name", 3));
    }

    [Fact]
    public async Task The_first_data_key_of_a_person_stays()
    {
        Assert.Null(await Personal.ReadDataKeyAsync("default", "customer-1"));

        AssertSameBytes(Make.Bytes("k1"), await Personal.AddDataKeyAsync("default", "customer-1", Make.Bytes("k1")));
        AssertSameBytes(Make.Bytes("k1"), await Personal.AddDataKeyAsync("default", "customer-1", Make.Bytes("k2")));
        AssertSameBytes(Make.Bytes("k1"), Assert.NotNull(await Personal.ReadDataKeyAsync("default", "customer-1")));
    }

    [Fact]
    public async Task Data_keys_of_many_persons_are_read_and_added_together_and_the_first_of_each_stays()
    {
        await Personal.AddDataKeyAsync("default", "customer-2", Make.Bytes("k2"));
        await Personal.AddDataKeyAsync("other", "customer-3", Make.Bytes("k9"));

        var kept = await Personal.AddDataKeysAsync(
            "default", [new("customer-3", Make.Bytes("k3")), new("customer-2", Make.Bytes("k8")), new("customer-1", Make.Bytes("k1"))]);
        var read = await Personal.ReadDataKeysAsync("default", ["customer-1", "nobody", "customer-2", "customer-3"]);

        Assert.Equal(["k3", "k2", "k1"], kept.Select(Text));
        Assert.Equal(["k1", null, "k2", "k3"], read.Select(key => key is { } bytes ? Text(bytes) : null));
        Assert.Empty(await Personal.AddDataKeysAsync("default", []));
        Assert.Empty(await Personal.ReadDataKeysAsync("default", []));

        static string Text(ReadOnlyMemory<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes.Span);
    }

    [Fact]
    public async Task An_erased_data_key_is_gone_and_only_that()
    {
        await Personal.AddDataKeyAsync("default", "customer-1", Make.Bytes("k1"));
        await Personal.AddDataKeyAsync("default", "customer-2", Make.Bytes("k2"));
        await Personal.AddDataKeyAsync("other", "customer-1", Make.Bytes("k3"));

        await Personal.EraseDataKeyAsync("default", "customer-1");
        await Personal.EraseDataKeyAsync("default", "nobody");

        Assert.Null(await Personal.ReadDataKeyAsync("default", "customer-1"));
        Assert.NotNull(await Personal.ReadDataKeyAsync("default", "customer-2"));
        Assert.NotNull(await Personal.ReadDataKeyAsync("other", "customer-1"));
    }

    [Fact]
    public async Task Tenants_see_nothing_of_each_other()
    {
        await CommitAsync(Make.New(Make.Account("a")) with
        {
            Answer = Make.Answer("key:1"),
            SideRows = [Archive("bill", "1"), Name(1), new SideRow.Publish(Make.Publication(1))],
        });
        await Personal.AddDataKeyAsync("default", "customer-1", Make.Bytes("k1"));

        var elsewhere = Make.Account("a", tenant: "other");
        Assert.Null((await Store.LoadAsync([elsewhere]))[0]);
        Assert.Null((await Store.LoadRowsAsync([elsewhere]))[0]);
        Assert.Null(await Store.FindAnswerAsync("other", "key:1", Make.Start));
        Assert.Null(await Store.FindArchivedAsync(elsewhere, "bill", "1"));
        Assert.Null(await Personal.ReadPersonalAsync("other", "customer-1/name", 1));
        Assert.Null(await Personal.ReadDataKeyAsync("other", "customer-1"));
        Assert.Empty(await Store.ReadPublicationsAsync("other", 0));
        Assert.Empty(await Log.ReadFeedAsync("other", 0, 10));
        Assert.Empty(await Log.ReadHistoryAsync(elsewhere, 0, 10));
        Assert.Empty(await Log.ListAsync("other", "account", null, 10));
        await CommitAsync(Make.New(elsewhere) with { Answer = Make.Answer("key:1") });
    }

    [Fact]
    public async Task A_reopened_store_has_everything()
    {
        var commit = Make.New(Make.Account("a"), records: 2, Make.Message("t")) with
        {
            Wake = Make.Start,
            Answer = Make.Answer("key:1"),
            SideRows = [Archive("bill", "1"), Name(1), new SideRow.Publish(Make.Publication(1))],
        };
        var before = await CommitAsync(commit);
        await Personal.AddDataKeyAsync("default", "customer-1", Make.Bytes("k1"));
        await Store.ParkAsync(Parked("a", Duration.Zero));
        await Store.MoveClockAsync(Make.Start);
        await MoveMarksAsync(1);

        await _harness.ReopenAsync();

        var after = await LoadAsync(commit.Key);
        Assert.Equal((before.Version, before.Hash, before.Handle), (after.Version, after.Hash, after.Handle));
        AssertSameBytes(before.Snapshot, after.Snapshot);
        Assert.Equal(2, (await Log.ReadHistoryAsync(commit.Key, 0, 10)).Count);
        Assert.Single(await Store.ClaimDueAsync(Make.Start, 10));
        Assert.NotNull(await Store.FindAnswerAsync("default", "key:1", Make.Start));
        Assert.NotNull(await Store.FindArchivedAsync(commit.Key, "bill", "1"));
        Assert.NotNull(await Personal.ReadPersonalAsync("default", "customer-1/name", 1));
        Assert.NotNull(await Personal.ReadDataKeyAsync("default", "customer-1"));
        Assert.Single(await Store.ReadPublicationsAsync("default", 0));
        Assert.Single(await Store.ReadParkedAsync("default", 10));
        Assert.Equal(Make.Start, await Store.ReadClockAsync());
        Assert.All(await MarksAsync(), mark => Assert.Equal(1, mark.UpTo));
        Assert.True((await CommitAsync(Make.Next(after))).Handle.LastRecord > before.Handle.LastRecord);
    }

    private static SideRow.Archive Archive(string shelf, string id) =>
        new(shelf, id, Make.Bytes($$"""{"{{shelf}}":"{{id}}"}"""));

    private static SideRow.PersonalData Name(int version) =>
        new("customer-1", "customer-1/name", version, new byte[] { 0, 255, (byte)version });
}
