using Collections.Kernel;
using Collections.Runtime.Messages;
using Collections.Runtime.Ports;
using Collections.Runtime.Tests.Doubles;
using Collections.Runtime.Wakeups;
using NodaTime;

namespace Collections.Runtime.Tests;

public sealed class SweepTests
{
    [Fact]
    public async Task Wake_ups_fire_beside_work_that_never_ends()
    {
        var bench = new Bench();
        bench.Engine.Register(new Endless());
        await bench.Ask("busy", new TallyCommand.Pass("endless/x", 1));
        await bench.Ask("a", new TallyCommand.SetAlarm(Bench.Start + Duration.FromMinutes(1)));
        bench.Clock.AdvanceTo(Bench.Start + Duration.FromMinutes(2));

        var fired = await new WakeupSweep(bench.Engine).RunBesideCommandsAsync(bench.Clock.Now);
        Assert.Equal(1, fired);
        Assert.False(bench.Engine.SettleAsync().IsCompleted);
    }

    private sealed class Endless : IMessageHandler
    {
        public string Kind => "endless";

        public ValueTask HandleAsync(MessageId id, Message message) => new(new TaskCompletionSource().Task);
    }
}
