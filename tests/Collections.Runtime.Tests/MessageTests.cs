using Collections.Kernel;
using Collections.Runtime.Log;
using Collections.Runtime.Messages;
using Collections.Runtime.Ports;
using Collections.Runtime.Tests.Doubles;
using NodaTime;

namespace Collections.Runtime.Tests;

public sealed class MessageTests
{
    [Fact]
    public async Task Messages_arrive_once_and_in_the_order_of_their_sender()
    {
        await using var bench = new Bench();
        for (var i = 101; i <= 140; i++)
        {
            await bench.Ask("a", new TallyCommand.Pass("tally/b", i));
        }

        await bench.Engine.SettleAsync();
        Assert.Equal(Enumerable.Range(101, 40).Select(i => $"got {i}"), (await bench.Read("b")).Heard);
    }

    [Fact]
    public async Task What_a_crash_left_undelivered_is_delivered_by_the_next_start_and_nothing_twice()
    {
        var crashed = new Bench();
        await crashed.Ask("a", new TallyCommand.Pass("tally/b", 60));
        await crashed.Engine.SettleAsync();

        // The crash: the first engine never saves its mark; its successor delivers the same message again.
        await using var next = new Bench(crashed.Memory);
        await next.Engine.RecoverAsync();
        await next.Engine.SettleAsync();

        Assert.Equal(60, (await next.Read("b")).Sum);
        Assert.Single(await next.Log("b"));
    }

    [Fact]
    public async Task A_refused_message_is_recorded_and_not_decided_again()
    {
        await using var bench = new Bench();
        await bench.Ask("a", new TallyCommand.Pass("tally/b", -5));
        await bench.Engine.SettleAsync();
        await bench.Engine.RecoverAsync();
        await bench.Engine.SettleAsync();

        var entry = RecordText.Read(Assert.Single(await bench.Log("b")).Record.Bytes);
        Assert.Equal("message.refused", Assert.Single(entry.Events).Type);
        Assert.Equal("message:t/tally/a@1.0", entry.Head.Actor);
    }

    [Fact]
    public async Task The_inbox_survives_a_rebuild_from_the_log()
    {
        await using var old = new Bench(schema: 1);
        await old.Ask("a", new TallyCommand.Pass("tally/b", 60));
        await old.Engine.SettleAsync();

        await using var young = new Bench(old.Memory, schema: 2);
        await young.Engine.RecoverAsync();
        await young.Engine.SettleAsync();
        Assert.Equal(60, (await young.Read("b")).Sum);
    }

    [Fact]
    public async Task A_faulty_receiver_is_tried_again_until_it_answers()
    {
        await using var bench = new Bench();
        var receiver = new Receiver(faults: 3);
        bench.Engine.Register(receiver);
        await bench.Ask("a", new TallyCommand.Pass("gateway/x", 1));
        await AdvanceUntil(bench, () => receiver.Taken.Count == 1);

        await bench.Engine.SettleAsync();
        Assert.Equal(4, receiver.Calls);
        Assert.Empty(await bench.Memory.ReadParkedAsync("t", 10));
    }

    [Fact]
    public async Task A_message_that_keeps_failing_is_parked_and_can_be_replayed()
    {
        await using var bench = new Bench(limits: new EngineLimits { DeliveryAttemptsMax = 3 });
        var receiver = new Receiver(faults: 3);
        bench.Engine.Register(receiver);
        await bench.Ask("a", new TallyCommand.Pass("gateway/x", 1));
        await AdvanceUntil(bench, () => receiver.Calls == 3);
        await bench.Engine.SettleAsync();

        var parked = Assert.Single(await bench.Memory.ReadParkedAsync("t", 10));
        Assert.Equal((3, "planted fault"), (parked.Attempts, parked.Error));
        await bench.Engine.ReplayParkedAsync(parked);
        Assert.Single(receiver.Taken);
        Assert.Empty(await bench.Memory.ReadParkedAsync("t", 10));
    }

    [Fact]
    public async Task A_failing_lane_does_not_hold_up_the_others()
    {
        await using var bench = new Bench();
        bench.Engine.Register(new Receiver(faults: 5));
        await bench.Ask("a", new TallyCommand.Pass("gateway/x", 1));
        await bench.Ask("a", new TallyCommand.Pass("tally/b", 9));
        while (await bench.Engine.ReadAsync(Bench.Key("b")) is null)
        {
            await Task.Yield();
        }

        Assert.Equal(9, (await bench.Read("b")).Sum);
        await AdvanceUntil(bench, () => bench.Engine.SettleAsync().IsCompleted);
    }

    /// <summary>Turns the clock on until something has happened; each turn lets waiting deliveries run.</summary>
    private static async Task AdvanceUntil(Bench bench, Func<bool> happened)
    {
        while (!happened())
        {
            bench.Clock.AdvanceTo(bench.Clock.Now + Duration.FromSeconds(1));
            await Task.Yield();
        }
    }

    private sealed class Receiver(int faults) : IMessageHandler
    {
        public string Kind => "gateway";

        public int Calls { get; private set; }

        public List<MessageId> Taken { get; } = [];

        public ValueTask HandleAsync(MessageId id, Message message)
        {
            if (Calls++ < faults)
            {
                throw new IOException("planted fault");
            }

            Taken.Add(id);
            return ValueTask.CompletedTask;
        }
    }
}
