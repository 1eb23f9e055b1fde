using System.Diagnostics;
using System.Diagnostics.Metrics;
using Collections.Kernel;
using NodaTime;

namespace Collections.Runtime.Observing;

/// <summary>
/// What an engine tells about itself: counts, times and spans under the name <see cref="SourceName"/>. Tags are kinds
/// of entities and outcomes, never ids of people, names or values; spans carry the entity's address.
/// </summary>
public sealed class EngineMeter : IDisposable
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string SourceName = "Collections";

    private readonly Meter _meter = new(SourceName);
    private readonly ActivitySource _spans = new(SourceName);
    private readonly TimeProvider _time;
    private readonly Counter<long> _commands;
    private readonly Histogram<double> _commandSeconds;
    private readonly Histogram<long> _batch;
    private readonly Histogram<double> _commitSeconds;
    private readonly Histogram<double> _wakeLag;
    private readonly Counter<long> _delivered;
    private readonly Counter<long> _parked;
    private double _oldestDue;

    /// <summary>A meter.</summary>
    /// <param name="time">Measures how long things take; not the business clock.</param>
    public EngineMeter(TimeProvider time)
    {
        _time = time;
        _commands = _meter.CreateCounter<long>(
            "collections.commands", "{command}", "Commands answered, by kind, cause and outcome.");
        _commandSeconds = Seconds("collections.command.duration", "From asking to the durable answer.", Durations);
        _batch = _meter.CreateHistogram(
            "collections.commit.batch",
            "{commit}",
            "Commits that went to the store together.",
            advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] });
        _commitSeconds = Seconds("collections.commit.duration", "From handing a batch over until durable.", Durations);
        _wakeLag = Seconds("collections.wakeup.lag", "How late wake-ups fired.", Lags);
        _delivered = _meter.CreateCounter<long>(
            "collections.messages.delivered", "{message}", "Messages delivered, by kind of receiver.");
        _parked = _meter.CreateCounter<long>(
            "collections.messages.parked", "{message}", "Messages given up for an operator to see.");
        _meter.CreateObservableGauge(
            "collections.wakeup.oldest_due",
            () => Volatile.Read(ref _oldestDue),
            "s",
            "Age of the oldest due wake-up.");
    }

    private static double[] Durations => [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

    private static double[] Lags => [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 60, 600, 3_600, 86_400];

    /// <inheritdoc/>
    public void Dispose()
    {
        _meter.Dispose();
        _spans.Dispose();
    }

    /// <summary>Shows how much an engine has under way.</summary>
    public void Watch(Engine engine)
    {
        _meter.CreateObservableGauge(
            "collections.work.underway", () => engine.WorkUnderWay, "{item}", "Commands and messages under way.");
        _meter.CreateObservableGauge(
            "collections.messages.outstanding",
            () => engine.MessagesOutstanding,
            "{message}",
            "Messages not delivered.");
        _meter.CreateObservableGauge(
            "collections.entities.cached", () => engine.EntitiesCached, "{entity}", "Entities in memory.");
    }

    /// <summary>Starts watching a command; null as the command means time passing.</summary>
    internal Asking Ask(EntityKey key, ICommand? command, bool isMessage)
    {
        var cause = command is null ? "wake" : isMessage ? "message" : "command";

        // Nobody traces most of the time: then not even the name is made.
        var span = _spans.HasListeners() ? _spans.StartActivity($"{key.Kind} {cause}") : null;
        span?.SetTag("collections.entity", key.ToString());
        span?.SetTag("collections.command", command?.GetType().Name ?? "Wake");
        return new Asking(key.Kind, cause, _time.GetTimestamp(), span);
    }

    /// <summary>A command was answered; without an outcome it failed.</summary>
    internal void Answered(Asking asking, Outcome? outcome)
    {
        var word = outcome switch
        {
            Outcome.Accepted => "accepted",
            Outcome.Unchanged => "unchanged",
            Outcome.Rejected => "rejected",
            Outcome.Replayed => "replayed",
            _ => "failed",
        };
        _commands.Add(
            1,
            new KeyValuePair<string, object?>("kind", asking.Kind),
            new KeyValuePair<string, object?>("cause", asking.Cause),
            new KeyValuePair<string, object?>("outcome", word));
        _commandSeconds.Record(
            _time.GetElapsedTime(asking.Started).TotalSeconds,
            new KeyValuePair<string, object?>("cause", asking.Cause));
        asking.Span?.SetTag("collections.outcome", word);
        asking.Span?.SetStatus(outcome is null ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
        asking.Span?.Dispose();
    }

    /// <summary>A message reached its receiver.</summary>
    internal void Delivered(string receiverKind) =>
        _delivered.Add(1, new KeyValuePair<string, object?>("receiver", receiverKind));

    /// <summary>A message was given up.</summary>
    internal void Parked(string receiverKind) =>
        _parked.Add(1, new KeyValuePair<string, object?>("receiver", receiverKind));

    /// <summary>A wake-up fired that late.</summary>
    internal void Woken(Duration lag) => _wakeLag.Record(Math.Max(0, lag.TotalSeconds));

    /// <summary>How old the oldest due wake-up is; zero when none is due.</summary>
    internal void OldestDue(Duration age) => Volatile.Write(ref _oldestDue, Math.Max(0, age.TotalSeconds));

    /// <summary>The stopwatch's reading before a batch of commits.</summary>
    internal long Now() => _time.GetTimestamp();

    /// <summary>A batch of commits is durable.</summary>
    internal void Committed(int commits, long started)
    {
        _batch.Record(commits);
        _commitSeconds.Record(_time.GetElapsedTime(started).TotalSeconds);
    }

    private Histogram<double> Seconds(string name, string description, double[] boundaries) => _meter.CreateHistogram(
        name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = boundaries });

    /// <summary>A command under way, as the meter remembers it.</summary>
    internal readonly record struct Asking(string Kind, string Cause, long Started, Activity? Span);
}
