using System.Collections.Immutable;
using Collections.Kernel;
using NodaTime;

namespace Collections.Runtime.Configuration;

/// <summary>
/// A tenant's configurations in order of effect. Since a publication never takes effect before it was published, the
/// configuration of a past instant never changes.
/// </summary>
public sealed class ConfigurationTimeline
{
    private readonly ImmutableArray<(Publication Publication, IConfiguration Configuration)> _steps;
    private readonly IConfiguration _initial;

    private ConfigurationTimeline(
        IConfiguration initial, ImmutableArray<(Publication Publication, IConfiguration Configuration)> steps)
    {
        _initial = initial;
        _steps = steps;
        LastNumber = steps.IsEmpty ? 0 : steps.Max(step => step.Publication.Number);
    }

    /// <summary>The highest number published.</summary>
    public long LastNumber { get; }

    /// <summary>The configuration in force at an instant.</summary>
    public IConfiguration At(Instant at)
    {
        for (var i = _steps.Length - 1; i >= 0; i--)
        {
            if (_steps[i].Publication.EffectiveFrom <= at)
            {
                return _steps[i].Configuration;
            }
        }

        return _initial;
    }

    /// <summary>The configuration of a number that a commit was stamped with.</summary>
    public IConfiguration ByNumber(long number)
    {
        if (number == 0)
        {
            return _initial;
        }

        foreach (var step in _steps)
        {
            if (step.Publication.Number == number)
            {
                return step.Configuration;
            }
        }

        throw Invariant.Unreachable($"Configuration {number} was published before it was used.");
    }

    /// <summary>When the configuration after a number takes effect; null when none is known yet.</summary>
    public Instant? NextAfter(long number)
    {
        var index = number == 0 ? 0 : IndexOf(number) + 1;
        return index < _steps.Length ? _steps[index].Publication.EffectiveFrom : null;
    }

    /// <summary>When the configuration of a number takes effect; null for the initial one and unknown ones.</summary>
    public Instant? EffectOf(long number)
    {
        foreach (var step in _steps)
        {
            if (step.Publication.Number == number)
            {
                return step.Publication.EffectiveFrom;
            }
        }

        return null;
    }

    internal static ConfigurationTimeline Build(
        ConfigurationSource source, string tenant, IEnumerable<Publication> publications)
    {
        var initial = source.Initial(tenant);
        var current = initial;
        var steps = ImmutableArray.CreateBuilder<(Publication, IConfiguration)>();
        foreach (var publication in publications.Order())
        {
            current = source.Apply(current, publication);
            Invariant.Require(
                current.Number == publication.Number, "A configuration carries its publication's number.");
            steps.Add((publication, current));
        }

        return new ConfigurationTimeline(initial, steps.ToImmutable());
    }

    private int IndexOf(long number)
    {
        for (var i = 0; i < _steps.Length; i++)
        {
            if (_steps[i].Publication.Number == number)
            {
                return i;
            }
        }

        throw Invariant.Unreachable($"Configuration {number} was published before it was used.");
    }
}
