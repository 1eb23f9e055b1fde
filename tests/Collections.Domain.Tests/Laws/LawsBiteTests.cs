using System.Reflection;
using System.Text.Json.Serialization;
using Collections.Domain.Configuration;
using Collections.Kernel;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Collections.Domain.Tests.Laws;

/// <summary>Every law is broken once on purpose: a law that no decider can break proves nothing.</summary>
public sealed class LawsBiteTests
{
    public static TheoryData<Flaw, string> Flaws => new()
    {
        { Flaw.EventForgets, nameof(TimerLaws.Folding_the_stored_events_gives_the_stored_state) },
        { Flaw.StateForgets, nameof(TimerLaws.The_same_history_gives_the_same_record) },
        { Flaw.Counts, nameof(TimerLaws.The_same_history_gives_the_same_record) },
        { Flaw.NeverRings, nameof(TimerLaws.Every_event_type_has_a_name_and_evolves) },
        { Flaw.StaysDue, nameof(TimerLaws.A_wake_up_leaves_nothing_due) },
        { Flaw.RingsEarly, nameof(TimerLaws.A_wake_up_leaves_nothing_due) },
        { Flaw.RingsEarly, nameof(TimerLaws.Late_and_punctual_wake_ups_end_in_the_same_state) },
        { Flaw.BringsAnotherState, nameof(TimerLaws.Folding_the_stored_events_gives_the_stored_state) },
        { Flaw.RefusesWithEvents, nameof(TimerLaws.A_decision_is_events_or_a_refusal_and_stays_within_its_limits) },
    };

    [Fact]
    public void A_sound_decider_keeps_every_law()
    {
        var laws = typeof(TimerLaws).GetMethods().Where(m => m.GetCustomAttribute<FactAttribute>() is not null);
        foreach (var law in laws)
        {
            Assert.Null(Broken(Flaw.None, law.Name));
        }
    }

    [Theory]
    [MemberData(nameof(Flaws))]
    public void A_flaw_is_found(Flaw flaw, string law) => Assert.NotNull(Broken(flaw, law));

    private static Exception? Broken(Flaw flaw, string law)
    {
        var laws = new TimerLaws(flaw);
        try
        {
            typeof(TimerLaws).GetMethod(law)!.Invoke(laws, null);
            return null;
        }
        catch (TargetInvocationException failure)
        {
            return failure.InnerException;
        }
    }
}

/// <summary>A way for a decider to be wrong.</summary>
public enum Flaw
{
    None,
    EventForgets,
    StateForgets,
    Counts,
    NeverRings,
    StaysDue,
    RingsEarly,
    RefusesWithEvents,
    BringsAnotherState,
}

/// <summary>A kitchen timer: set for some minutes, it rings once.</summary>
public sealed record Timer
{
    public Flaw Flaw { get; init; }

    public Instant? Due { get; init; }

    [JsonIgnore]
    public int Hidden { get; init; }

    public int Shown { get; init; }
}

public sealed record SetTimer(int Minutes) : ICommand;

public abstract record TimerEvent
{
    [EventType("timer.set")]
    public sealed record Set(Instant Due, int Nonce) : TimerEvent
    {
        [JsonIgnore]
        public int Lost { get; init; }
    }

    [EventType("timer.rang")]
    public sealed record Rang : TimerEvent;
}

[JsonSerializable(typeof(Timer))]
[JsonSerializable(typeof(TimerEvent.Set))]
[JsonSerializable(typeof(TimerEvent.Rang))]
[JsonSourceGenerationOptions(Converters = [typeof(Kernel.Json.InstantMillisecondsConverter)])]
public sealed partial class TimerJson : JsonSerializerContext;

public sealed class TimerDecider : IDecider<Timer, SetTimer, TimerEvent, TenantConfiguration>
{
    private static int nonce;

    public static Timer Initial(EntityKey key) => new() { Flaw = Enum.Parse<Flaw>(key.Id) };

    public static Decision<TimerEvent> Decide(
        Timer state, SetTimer command, DecisionContext<TenantConfiguration> context)
    {
        var counted = state.Flaw == Flaw.Counts ? Interlocked.Increment(ref nonce) : 0;
        var decision = Decision<TimerEvent>.Accept(
            new TimerEvent.Set(context.At + Duration.FromMinutes(command.Minutes), counted) { Lost = command.Minutes });
        return state.Flaw switch
        {
            Flaw.RefusesWithEvents => decision with { Rejection = Rejection.Refused("broken", "Both at once.") },
            Flaw.BringsAnotherState => decision with { After = state },
            _ => decision,
        };
    }

    public static Decision<TimerEvent> Wake(Timer state, DecisionContext<TenantConfiguration> context) =>
        state.Due is { } due && (due <= context.At || state.Flaw == Flaw.RingsEarly)
            ? Decision<TimerEvent>.Accept(new TimerEvent.Rang())
            : Decision<TimerEvent>.Nothing;

    public static Timer Evolve(Timer state, TimerEvent @event, Instant at) => @event switch
    {
        TimerEvent.Set set => state with
        {
            Due = set.Due,
            Hidden = state.Hidden + 1,
            Shown = state.Flaw == Flaw.EventForgets ? set.Lost : state.Shown,
        },
        TimerEvent.Rang => state with
        {
            Due = state.Flaw == Flaw.StaysDue ? state.Due : null,
            Shown = state.Shown + 1,
        },
        _ => throw Invariant.Unreachable("Unknown event."),
    };

    public static Instant? NextWake(Timer state, TenantConfiguration configuration) => state.Flaw switch
    {
        Flaw.NeverRings => null,
        Flaw.StateForgets => state.Due + Duration.FromMinutes(state.Hidden),
        _ => state.Due,
    };

    public static IReadOnlyList<Message> React(
        Timer state, TimerEvent @event, TenantConfiguration configuration) => [];

    public static EntityRow Row(Timer state) => new();
}

/// <summary>The laws over the timer with a flaw; run by <see cref="LawsBiteTests"/>, not by itself.</summary>
internal sealed class TimerLaws(Flaw flaw) : DeciderLaws<TimerDecider, Timer, SetTimer, TimerEvent>
{
    protected override JsonSerializerContext Json => TimerJson.Default;

    protected override Gen<SetTimer> Commands => Gen.Choose(1, 100_000).Select(minutes => new SetTimer(minutes));

    protected override Gen<EntityKey> Keys => Gen.Constant(new EntityKey("default", "timer", flaw.ToString()));

    protected override Duration Aftermath => Duration.FromDays(100);
}
