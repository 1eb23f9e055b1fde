using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.Tests.Suite;

public abstract partial class StoreSuite
{
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
