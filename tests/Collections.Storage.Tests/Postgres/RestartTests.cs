using Collections.Runtime.Ports;
using Collections.Storage.Postgres;
using Collections.Storage.Tests.Suite;

namespace Collections.Storage.Tests.Postgres;

/// <summary>A store whose database goes away and comes back.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task A_store_goes_on_when_its_database_is_back()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var store = await PostgresStore.OpenAsync(server.Connection + ";Timeout=5");
        var outcome = (await store.CommitAsync([Make.New(Make.Account("a"))]))[0];

        await server.DownAsync();
        await Assert.ThrowsAsync<StoreException>(async () => await store.LoadAsync([Make.Account("a")]));
        await Assert.ThrowsAsync<StoreException>(async () => await store.CommitAsync([Make.New(Make.Account("b"))]));

        await server.UpAsync();
        var stored = (await store.LoadAsync([Make.Account("a")]))[0];
        Assert.Equal(outcome.Handle, stored!.Handle);
        Assert.Equal(CommitResult.Committed, (await store.CommitAsync([Make.Next(stored)]))[0].Result);
    }

    [Fact]
    public async Task Reads_do_not_notice_a_database_that_was_restarted_between_them()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var store = await PostgresStore.OpenAsync(server.Connection);
        await store.CommitAsync([Make.New(Make.Account("a"))]);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.LastSequenceAsync().AsTask()));

        await server.DownAsync();
        await server.UpAsync();

        Assert.Equal(1, await store.LastSequenceAsync());
        Assert.NotNull((await store.LoadAsync([Make.Account("a")]))[0]);
    }

    /// <summary>The connections of commits are others than those of reads; one that turns out dead tells of all.</summary>
    [Fact]
    public async Task A_read_after_a_restart_spares_the_next_commit_its_dead_connection()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var store = await PostgresStore.OpenAsync(server.Connection);
        await store.CommitAsync([Make.New(Make.Account("a"))]);

        await server.DownAsync();
        await server.UpAsync();

        var stored = (await store.LoadAsync([Make.Account("a")]))[0];
        Assert.Equal(CommitResult.Committed, (await store.CommitAsync([Make.Next(stored!)]))[0].Result);
    }

    [Theory]
    [InlineData("Minimum Pool Size=10")]
    [InlineData("Maximum Pool Size=1")]
    public async Task A_store_opens_whatever_the_operator_says_of_the_pool(string pool)
    {
        await using var server = await PostgresServer.StartAsync();
        await using var store = await PostgresStore.OpenAsync($"{server.Connection};{pool}");

        Assert.Equal(
            CommitResult.Committed, (await store.CommitAsync([Make.New(Make.Account("a"))]))[0].Result);
    }
}
