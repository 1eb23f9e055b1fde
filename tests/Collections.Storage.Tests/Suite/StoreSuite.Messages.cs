using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.Tests.Suite;

public abstract partial class StoreSuite
{
    [Fact]
    public async Task Records_with_messages_are_undelivered_beyond_the_mark()
    {
        await CommitAsync(Make.New(Make.Account("a"), records: 2, Make.Message("t1"), Make.Message("t2", "stop")));
        await CommitAsync(Make.New(Make.Account("silent")));
        await CommitAsync(Make.New(Make.Account("b", tenant: "other"), records: 1, Make.Message("t3")));

        var all = await Store.ReadUndeliveredAsync(await Store.ReadDeliveryMarkAsync(), 10);

        Assert.Equal(["a", "b"], all.Select(record => record.Key.Id));
        Assert.Equal([("t1", "start"), ("t2", "stop")], all[0].Record.Messages.Select(sent => (sent.To.Id, sent.Type)));
        AssertSameBytes(Make.Message("t2").Body, all[0].Record.Messages[1].Body);
        Assert.Equal("a", Assert.Single(await Store.ReadUndeliveredAsync(0, 1)).Key.Id);

        await Store.MoveDeliveryMarkAsync(all[0].Sequence);
        Assert.Equal(
            "b", Assert.Single(await Store.ReadUndeliveredAsync(await Store.ReadDeliveryMarkAsync(), 10)).Key.Id);
    }

    [Fact]
    public async Task The_delivery_mark_starts_at_nothing_and_never_goes_back()
    {
        Assert.Equal(0, await Store.ReadDeliveryMarkAsync());

        await Store.MoveDeliveryMarkAsync(1_000_000);
        await Store.MoveDeliveryMarkAsync(7);

        Assert.Equal(1_000_000, await Store.ReadDeliveryMarkAsync());
    }

    [Fact]
    public async Task Parked_messages_come_oldest_first_per_tenant()
    {
        await Store.ParkAsync(Parked("young", Duration.FromHours(2)));
        await Store.ParkAsync(Parked("old", Duration.Zero));
        await Store.ParkAsync(Parked("same", Duration.Zero));
        await Store.ParkAsync(Parked("other", Duration.Zero, tenant: "second"));

        var parked = await Store.ReadParkedAsync("default", 10);

        Assert.Equal(["old", "same", "young"], parked.Select(message => message.Id.Sender.Id));
        Assert.Equal("old", Assert.Single(await Store.ReadParkedAsync("default", 1)).Id.Sender.Id);
        var expected = Parked("old", Duration.Zero);
        Assert.Equal(
            (expected.Id, expected.From, expected.Message.To, expected.Message.Type, expected.ParkedAt),
            (parked[0].Id, parked[0].From, parked[0].Message.To, parked[0].Message.Type, parked[0].ParkedAt));
        AssertSameBytes(expected.Message.Body, parked[0].Message.Body);
    }

    [Fact]
    public async Task Parking_again_changes_only_attempts_and_error()
    {
        await Store.ParkAsync(Parked("a", Duration.Zero));
        await Store.ParkAsync(Parked("a", Duration.FromHours(1)) with { Attempts = 21, Error = "still down" });

        var parked = Assert.Single(await Store.ReadParkedAsync("default", 10));

        Assert.Equal((21, "still down", Make.Start), (parked.Attempts, parked.Error, parked.ParkedAt));
    }

    [Fact]
    public async Task An_unparked_message_is_gone_and_only_that()
    {
        var parked = Parked("a", Duration.Zero);
        var sibling = parked with { Id = parked.Id with { Index = 1 } };
        await Store.ParkAsync(parked);
        await Store.ParkAsync(sibling);

        await Store.UnparkAsync(parked.Id);
        await Store.UnparkAsync(parked.Id);

        Assert.Equal(sibling.Id, Assert.Single(await Store.ReadParkedAsync("default", 10)).Id);
    }

    private static ParkedMessage Parked(string sender, Duration after, string tenant = "default")
    {
        var key = Make.Account(sender, tenant);
        return new ParkedMessage(
            new MessageId(key, 3, 0), key, Make.Message("t", tenant: tenant), 20, "timeout", Make.Start + after);
    }
}
