using NodaTime;

namespace Collections.Kernel;

/// <summary>Everything a decision may know besides the entity's state: no clock, no store, no chance.</summary>
/// <typeparam name="TConfiguration">The immutable configuration of the tenant.</typeparam>
/// <param name="Key">The entity that decides.</param>
/// <param name="Version">The entity's version before the decision; ids born in it derive from key, version and
/// index.</param>
/// <param name="At">The instant of the decision, whole milliseconds.</param>
/// <param name="Principal">Who acts.</param>
/// <param name="Configuration">The configuration effective at <paramref name="At"/>.</param>
/// <param name="Facts">The answers to the command's look-ups.</param>
public sealed record DecisionContext<TConfiguration>(
    EntityKey Key,
    long Version,
    Instant At,
    Principal Principal,
    TConfiguration Configuration,
    Facts Facts)
    where TConfiguration : IConfiguration;

/// <summary>A tenant's immutable configuration.</summary>
public interface IConfiguration
{
    /// <summary>The number of the publication that took effect last; 0 before the first.</summary>
    long Number { get; }
}

/// <summary>Builds configurations; pure, so that every server builds the same.</summary>
/// <typeparam name="TConfiguration">The configuration built.</typeparam>
public interface IConfigurationFold<TConfiguration>
    where TConfiguration : IConfiguration
{
    /// <summary>What a tenant starts with, number 0.</summary>
    static abstract TConfiguration Initial(string tenant);

    /// <summary>The configuration after one more publication.</summary>
    static abstract TConfiguration Apply(TConfiguration configuration, Publication publication);
}
