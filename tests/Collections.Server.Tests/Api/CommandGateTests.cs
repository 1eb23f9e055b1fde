using Collections.Runtime.Clock;
using Collections.Server.Api;
using Collections.Server.Api.Http;
using NodaTime;

namespace Collections.Server.Tests.Api;

public sealed class CommandGateTests
{
    private readonly VirtualClock _time = new(Instant.FromUtc(2026, 1, 1, 0, 0));

    [Fact]
    public void No_more_than_four_thousand_commands_wait()
    {
        var gate = new CommandGate(new ApiLimits(), _time);
        var inside = Enumerable.Range(0, 4_096).Select(_ => gate.Enter()).ToList();

        Assert.DoesNotContain(null, inside);
        Assert.Null(gate.Enter());
        gate.Leave(inside[7]!);
        Assert.NotNull(gate.Enter());
    }

    [Fact]
    public void While_the_oldest_command_waits_for_more_than_two_seconds_others_are_turned_away()
    {
        var gate = new CommandGate(new ApiLimits(), _time);
        var oldest = gate.Enter()!;
        _time.AdvanceTo(_time.Now + Duration.FromSeconds(2));
        Assert.NotNull(gate.Enter());
        _time.AdvanceTo(_time.Now + Duration.FromMilliseconds(1));
        Assert.Null(gate.Enter());

        gate.Leave(oldest);
        Assert.NotNull(gate.Enter());
    }
}
