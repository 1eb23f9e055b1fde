using System.Text.Json.Serialization;
using Collections.Kernel;
using Collections.Kernel.Json;
using NodaTime;

namespace Collections.Runtime.Tests.Doubles;

/// <summary>
/// A small honest entity: it sums, wakes at instants it was told, and passes amounts on to other tallies.
/// </summary>
public sealed record Tally(long Sum, IReadOnlyList<Instant> Alarms, IReadOnlyList<string> Heard)
{
    public long ConfiguredBonus { get; init; }
}

public abstract record TallyCommand : ICommand
{
    public virtual IReadOnlyList<Lookup> Lookups => [];

    [CommandType("add")]
    public sealed record Add(long Amount) : TallyCommand;

    [CommandType("alarm")]
    public sealed record SetAlarm(Instant At) : TallyCommand;

    [CommandType("pass")]
    public sealed record Pass(string To, long Amount) : TallyCommand;

    [CommandType("hear")]
    public sealed record Hear(string Word) : TallyCommand;

    [CommandType("peek")]
    public sealed record Peek(string Other) : TallyCommand
    {
        public override IReadOnlyList<Lookup> Lookups => [new Lookup.Entity(TallyDecider.Kind, Other)];
    }

    [CommandType("enlist")]
    public sealed record Enlist(string Member) : TallyCommand;

    /// <summary>Adds how often a member is listed.</summary>
    [CommandType("count")]
    public sealed record Count(string Member) : TallyCommand
    {
        public override IReadOnlyList<Lookup> Lookups => [new Lookup.Listed(Member)];
    }

    [CommandType("publish")]
    public sealed record Publish(long Bonus, Instant From) : TallyCommand
    {
        /// <summary>Where an amount is passed in the same commit; null for nowhere.</summary>
        public Pass? Along { get; init; }

        public override IReadOnlyList<Lookup> Lookups => [new Lookup.NextConfigurationNumber()];
    }

    [CommandType("break")]
    public sealed record Break : TallyCommand;
}

public abstract record TallyEvent
{
    [EventType("tally.added")]
    public sealed record Added(long Amount) : TallyEvent;

    [EventType("tally.alarm.set")]
    public sealed record AlarmSet(Instant At) : TallyEvent;

    [EventType("tally.alarm.rang")]
    public sealed record Rang(Instant At, long Bonus) : TallyEvent;

    [EventType("tally.passed")]
    public sealed record Passed(string To, long Amount) : TallyEvent;

    [EventType("tally.heard")]
    public sealed record HeardWord(string Word) : TallyEvent;

    [EventType("tally.published")]
    public sealed record Published(long Bonus) : TallyEvent;
}

public sealed record TallyConfiguration(long Number, long Bonus) : IConfiguration;

public sealed class TallyFold : IConfigurationFold<TallyConfiguration>
{
    public static TallyConfiguration Initial(string tenant) => new(0, 0);

    public static TallyConfiguration Apply(TallyConfiguration configuration, Publication publication) =>
        new(publication.Number, long.Parse(publication.Content, System.Globalization.CultureInfo.InvariantCulture));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(InstantMillisecondsConverter)])]
[JsonSerializable(typeof(Tally))]
[JsonSerializable(typeof(TallyEvent.Added))]
[JsonSerializable(typeof(TallyEvent.AlarmSet))]
[JsonSerializable(typeof(TallyEvent.Rang))]
[JsonSerializable(typeof(TallyEvent.Passed))]
[JsonSerializable(typeof(TallyEvent.HeardWord))]
[JsonSerializable(typeof(TallyEvent.Published))]
[JsonSerializable(typeof(TallyCommand.Add))]
[JsonSerializable(typeof(TallyCommand.Hear))]
public sealed partial class TallyJson : JsonSerializerContext;

public sealed class TallyDecider : IDecider<Tally, TallyCommand, TallyEvent, TallyConfiguration>
{
    public const string Kind = "tally";

    public static Tally Initial(EntityKey key) => new(0, [], []);

    public static Decision<TallyEvent> Decide(
        Tally state, TallyCommand command, DecisionContext<TallyConfiguration> context) => command switch
        {
            TallyCommand.Add { Amount: 0 } => Decision<TallyEvent>.Nothing,
            TallyCommand.Add { Amount: < 0 } => Rejection.Refused("negative", "Amounts are not negative."),
            TallyCommand.Add add => Decision<TallyEvent>.Accept(new TallyEvent.Added(add.Amount)),
            TallyCommand.SetAlarm alarm => Decision<TallyEvent>.Accept(new TallyEvent.AlarmSet(alarm.At)),
            TallyCommand.Pass pass => Decision<TallyEvent>.Accept(new TallyEvent.Passed(pass.To, pass.Amount)),
            TallyCommand.Hear hear => Decision<TallyEvent>.Accept(new TallyEvent.HeardWord(hear.Word)),
            TallyCommand.Peek peek => Decision<TallyEvent>.Accept(
                new TallyEvent.Added(context.Facts.Entity(Kind, peek.Other)?.AmountMinor ?? -1)),
            TallyCommand.Enlist enlist => Decision<TallyEvent>.Accept(new TallyEvent.HeardWord("enlisted")) with
            {
                SideRows = [new SideRow.Listed([new ListMember(enlist.Member, context.At)])],
            },
            TallyCommand.Count count => Decision<TallyEvent>.Accept(
                new TallyEvent.Added(context.Facts.Listed(count.Member).Count)),
            TallyCommand.Publish publish => new Decision<TallyEvent>
            {
                Events =
                [
                    new TallyEvent.Published(publish.Bonus),
                    .. publish.Along is { } pass
                        ? [new TallyEvent.Passed(pass.To, pass.Amount)]
                        : Array.Empty<TallyEvent>(),
                ],
                SideRows = [new SideRow.Publish(new Publication(
                    context.Facts.NextConfigurationNumber(), "bonus", "bonus", 1, publish.From, $"{publish.Bonus}"))],
            },
            TallyCommand.Break => throw new InvalidOperationException("planted bug"),
            _ => throw new InvalidOperationException(),
        };

    public static Decision<TallyEvent> Wake(Tally state, DecisionContext<TallyConfiguration> context) =>
        Decision<TallyEvent>.Accept(
            [.. state.Alarms.Where(at => at <= context.At).Select(
                at => new TallyEvent.Rang(at, context.Configuration.Bonus))]);

    public static Tally Evolve(Tally state, TallyEvent @event, Instant at) => @event switch
    {
        TallyEvent.Added added => state with { Sum = state.Sum + added.Amount },
        TallyEvent.AlarmSet set => state with { Alarms = [.. state.Alarms.Append(set.At).Order()] },
        TallyEvent.Rang rang => state with
        {
            Alarms = [.. state.Alarms.Where(alarm => alarm != rang.At)],
            Heard = [.. state.Heard, $"ring {rang.At.ToUnixTimeMilliseconds()} +{rang.Bonus}"],
        },
        TallyEvent.Passed passed => state with { Sum = state.Sum - passed.Amount },
        TallyEvent.HeardWord heard => state with { Heard = [.. state.Heard, heard.Word] },
        TallyEvent.Published published => state with { ConfiguredBonus = published.Bonus },
        _ => throw Invariant.Unreachable("Every event is known."),
    };

    public static Instant? NextWake(Tally state, TallyConfiguration configuration) =>
        state.Alarms.Count == 0 ? null : state.Alarms[0];

    public static IReadOnlyList<Message> React(Tally state, TallyEvent @event, TallyConfiguration configuration) =>
        @event is TallyEvent.Passed passed
            ? [Message(passed.To, passed.Amount)]
            : [];

    public static EntityRow Row(Tally state) => new() { AmountMinor = state.Sum };

    private static Message Message(string to, long amount)
    {
        var parts = to.Split('/');
        var body = parts[0] == Kind && amount > 100
            ? System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
                new TallyCommand.Hear($"got {amount}"), TallyJson.Default.Hear)
            : System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new TallyCommand.Add(amount), TallyJson.Default.Add);
        return new Message(new EntityKey("t", parts[0], parts[1]), amount > 100 ? "hear" : "add", body);
    }
}
