using Collections.Domain.Configuration;
using Collections.Kernel;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Collections.Domain.Tests.Laws;

/// <summary>A command at an instant.</summary>
public sealed record TrialStep<TCommand>(Instant At, TCommand Command);

/// <summary>
/// A history to put a decider through: one entity, one configuration, commands at non-decreasing instants.
/// </summary>
public sealed record Trial<TCommand>(
    EntityKey Key, TenantConfiguration Configuration, IReadOnlyList<TrialStep<TCommand>> Steps)
{
    public override string ToString()
    {
        var steps = string.Join('\n', Steps.Select(step => $"  {step.At} {step.Command}"));
        return $"{Key}, configuration {Configuration.Number}\n{steps}";
    }
}

/// <summary>Generators of trials.</summary>
public static class Trials
{
    /// <summary>Pauses between two commands: none, milliseconds, minutes, days, and a season once in a while.</summary>
    public static Gen<Duration> Pauses { get; } = Gen.Frequency(
        (3, Gen.Constant(Duration.Zero)),
        (2, Gen.Choose(1, 999).Select(n => Duration.FromMilliseconds(n))),
        (4, Gen.Choose(1, 2_000).Select(n => Duration.FromMinutes(n))),
        (4, Gen.Choose(1, 40).Select(n => Duration.FromDays(n))),
        (1, Gen.Choose(90, 200).Select(n => Duration.FromDays(n))));

    /// <summary>Most commands of a trial: long enough to meet, short enough to read when one fails.</summary>
    private const int StepsMax = 30;

    /// <summary>Trials that shrink by leaving out steps.</summary>
    public static Arbitrary<Trial<TCommand>> Of<TCommand>(
        Gen<(EntityKey Key, TenantConfiguration Configuration)> subjects,
        Gen<TCommand> first,
        Gen<TCommand> commands,
        Instant start)
    {
        var step = Pauses.SelectMany(pause => commands, (pause, command) => (pause, command));
        var opening = Pauses.SelectMany(pause => first, (pause, command) => (pause, command));
        var steps = Gen.Choose(0, StepsMax).SelectMany(
            count => opening.SelectMany(_ => step.ListOf(count), (one, others) => others.Prepend(one)));
        var trials = subjects.SelectMany(
            subject => steps,
            (subject, list) => new Trial<TCommand>(subject.Key, subject.Configuration, AtInstants(start, list)));
        return Arb.From(trials, Shrink);
    }

    private static List<TrialStep<TCommand>> AtInstants<TCommand>(
        Instant start, IEnumerable<(Duration Pause, TCommand Command)> steps)
    {
        var at = start;
        var placed = new List<TrialStep<TCommand>>();
        foreach (var (pause, command) in steps)
        {
            at += pause;
            placed.Add(new TrialStep<TCommand>(at, command));
        }

        return placed;
    }

    private static IEnumerable<Trial<TCommand>> Shrink<TCommand>(Trial<TCommand> trial)
    {
        var steps = trial.Steps;
        if (steps.Count > 3)
        {
            yield return trial with { Steps = [.. steps.Take(steps.Count / 2)] };
            yield return trial with { Steps = [.. steps.Skip(steps.Count / 2)] };
        }

        for (var i = 0; i < steps.Count; i++)
        {
            yield return trial with { Steps = [.. steps.Take(i), .. steps.Skip(i + 1)] };
        }
    }
}
