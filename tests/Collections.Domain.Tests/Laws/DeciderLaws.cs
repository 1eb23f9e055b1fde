using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Collections.Domain.Configuration;
using Collections.Kernel;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Collections.Domain.Tests.Laws;

/// <summary>
/// The laws every decider obeys, as properties over generated histories. A decider's test class derives from this one
/// and says how to generate keys, configurations and commands; ids from small pools make histories meet.
/// </summary>
public abstract class DeciderLaws<TDecider, TState, TCommand, TEvent>
    where TDecider : IDecider<TState, TCommand, TEvent, TenantConfiguration>
    where TState : class
    where TCommand : class, ICommand
    where TEvent : class
{
    /// <summary>The kind's JSON: state and every event.</summary>
    protected abstract JsonSerializerContext Json { get; }

    /// <summary>Commands, sensible ones and others.</summary>
    protected abstract Gen<TCommand> Commands { get; }

    /// <summary>
    /// What most histories start with, so that not all the others are refused; nothing in particular by default.
    /// </summary>
    protected virtual Gen<TCommand> First => Commands;

    /// <summary>Keys of the kind.</summary>
    protected abstract Gen<EntityKey> Keys { get; }

    /// <summary>Configurations; what a tenant starts with by default.</summary>
    protected virtual Gen<TenantConfiguration> Configurations =>
        Gen.Constant(TenantConfigurationFold.Initial("default"));

    /// <summary>When histories start: some days before Brazil's clocks skip midnight.</summary>
    protected virtual Instant Start => Instant.FromUtc(2018, 10, 30, 12, 0);

    /// <summary>How long time goes on after the last command.</summary>
    protected virtual Duration Aftermath => Duration.FromDays(120);

    /// <summary>Most events one decision of this kind gives on generated histories.</summary>
    protected virtual int EventsMax => 20;

    /// <summary>
    /// Events that generated histories may never meet, old versions above all, in an order in which they can happen.
    /// </summary>
    protected virtual IReadOnlyList<TEvent> RareEvents => [];

    /// <summary>The part of the state that must not depend on the punctuality of wake-ups.</summary>
    protected virtual string BusinessState(TState state) => JsonSerializer.Serialize(state, typeof(TState), Json);

    /// <summary>Rows of other entities that look-ups find; none by default.</summary>
    protected virtual EntityRow? OtherEntity(Lookup.Entity lookup) => null;

    private Arbitrary<Trial<TCommand>> AllTrials => Trials.Of(
        Keys.SelectMany(key => Configurations, (key, configuration) => (key, configuration)),
        Gen.Frequency((4, First), (1, Commands)),
        Commands,
        Start);

    [Fact]
    public void Folding_the_stored_events_gives_the_stored_state() => ForAll(trial =>
    {
        var run = Live(trial);
        var folded = TDecider.Initial(trial.Key);
        foreach (var (happened, at) in run.Happened)
        {
            folded = TDecider.Evolve(folded, run.RoundTrip(happened), at);
        }

        Assert.Equal(run.StateJson, run.ToJson(folded));
        Assert.Equal(run.StateJson, run.ToJson(run.RoundTrip(run.State)));
        Assert.Equal(run.NextWake, TDecider.NextWake(run.RoundTrip(run.State), trial.Configuration));
    });

    [Fact]
    public void The_same_history_gives_the_same_record() => ForAll(trial =>
    {
        var once = Live(trial, writes: true);
        var again = Begin(trial, writes: true);
        foreach (var step in trial.Steps)
        {
            // From a state that was stored and loaded, and more than once, as after a lost version check.
            again.CatchUp(step.At);
            var first = again.Describe(again.Decide(step.At, step.Command));
            Assert.Equal(first, again.Describe(again.Decide(step.At, step.Command)));
            again.Command(step.At, step.Command);
            again.Reload();
        }

        again.CatchUp(EndOf(trial));
        Assert.Equal(once.Transcript, again.Transcript);
    });

    [Fact]
    public void Every_event_type_has_a_name_and_evolves()
    {
        var met = new ConcurrentDictionary<Type, bool>();
        ForAll(trial =>
        {
            foreach (var (happened, _) in Live(trial).Happened)
            {
                met[happened.GetType()] = true;
            }
        });
        TState? state = null;
        foreach (var rare in RareEvents)
        {
            state = TDecider.Evolve(state ?? TDecider.Initial(new EntityKey("default", "kind", "rare")), rare, Start);
            Assert.NotNull(state);
            met[rare.GetType()] = true;
        }

        var all = typeof(TEvent).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(TEvent)));
        Assert.Equal(
            all.Select(NameOf).Order(StringComparer.Ordinal), met.Keys.Select(NameOf).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_wake_up_leaves_nothing_due() => ForAll(trial =>
    {
        var run = Begin(trial);
        foreach (var step in trial.Steps)
        {
            run.Command(step.At, step.Command);
            run.CatchUp(step.At);
            Assert.False(run.NextWake <= step.At, $"{run.NextWake} is due at {step.At} after the wake-up.");
            AssertNothing(run.Wake(step.At));
            if (run.NextWake is { } due)
            {
                AssertNothing(run.Wake(due - Duration.FromMilliseconds(1)));
                AssertNothing(run.Wake(LocalDays.CutToMilliseconds(step.At + ((due - step.At) / 2))));
                Assert.NotEmpty(run.Wake(due).Events);
                Assert.Equal(due, LocalDays.CutToMilliseconds(due));
            }
        }
    });

    [Fact]
    public void Late_and_punctual_wake_ups_end_in_the_same_state() => ForAll(trial =>
    {
        var late = Live(trial);
        var punctual = Begin(trial);
        var before = Start;
        foreach (var step in trial.Steps)
        {
            // A sweeper looks in between, whether anything is due or not.
            punctual.Look(LocalDays.CutToMilliseconds(before + ((step.At - before) / 2)));
            punctual.Look(step.At);
            punctual.Command(step.At, step.Command);
            punctual.Look(step.At);
            before = step.At;
        }

        punctual.CatchUp(EndOf(trial));
        Assert.Equal(BusinessState(late.State), BusinessState(punctual.State));
    });

    [Fact]
    public void A_decision_is_events_or_a_refusal_and_stays_within_its_limits() => ForAll(trial =>
    {
        var run = Begin(trial);
        foreach (var step in trial.Steps)
        {
            var decision = run.Command(step.At, step.Command);
            Assert.InRange(decision.Events.Count, 0, EventsMax);
            if (decision.Rejection is { } refusal)
            {
                Assert.Empty(decision.Events);
                Assert.Empty(decision.SideRows);
                Assert.Matches("^[a-z][a-z0-9_]*$", refusal.Code);
            }

            foreach (var happened in decision.Events)
            {
                AssertSound(TDecider.React(run.State, happened, trial.Configuration));
            }

            var labels = TDecider.Row(run.State).Labels;
            Assert.Equal(labels.Order(StringComparer.Ordinal), labels);
        }
    });

    private static void AssertNothing(Decision<TEvent> decision)
    {
        Assert.Empty(decision.Events);
        Assert.Empty(decision.SideRows);
        Assert.Null(decision.Rejection);
    }

    private static void AssertSound(IReadOnlyList<Message> messages)
    {
        foreach (var message in messages)
        {
            Assert.True(EntityKey.IsValidId(message.To.Id), $"'{message.To}' is a valid address.");
            using var body = JsonDocument.Parse(message.Body);
            Assert.Equal(JsonValueKind.Object, body.RootElement.ValueKind);
        }
    }

    private static string NameOf(Type type)
    {
        var name = type.GetCustomAttribute<EventTypeAttribute>();
        Assert.NotNull(name);
        return $"{name.Name} v{name.Version} {type.Name}";
    }

    private Instant EndOf(Trial<TCommand> trial) =>
        (trial.Steps.Count == 0 ? Start : trial.Steps[^1].At) + Aftermath;

    /// <summary>The run of a trial before its first step.</summary>
    protected EntityRun<TDecider, TState, TCommand, TEvent> Begin(Trial<TCommand> trial, bool writes = false) =>
        new(trial.Key, trial.Configuration, Json) { OtherEntity = OtherEntity, Writes = writes };

    private EntityRun<TDecider, TState, TCommand, TEvent> Live(Trial<TCommand> trial, bool writes = false)
    {
        var run = Begin(trial, writes);
        foreach (var step in trial.Steps)
        {
            run.Command(step.At, step.Command);
        }

        run.CatchUp(EndOf(trial));
        return run;
    }

    /// <summary>Checks something for many trials.</summary>
    protected void ForAll(Action<Trial<TCommand>> law) => Check.One(Proof.Config, Prop.ForAll(AllTrials, law));
}
