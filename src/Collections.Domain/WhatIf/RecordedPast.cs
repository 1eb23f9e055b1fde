using Collections.Domain.Accounts;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.WhatIf;

/// <summary>A decision of the past as the log holds it.</summary>
/// <param name="At">When it was made.</param>
/// <param name="Command">The name of the command; <c>wake</c> when time alone brought it about.</param>
/// <param name="Events">What it decided.</param>
public sealed record RecordedDecision(Instant At, string Command, IReadOnlyList<AccountEvent> Events);

/// <summary>The past of one account over the time of a back-test.</summary>
/// <param name="Key">The account.</param>
/// <param name="Start">The account as it stood before the first decision.</param>
/// <param name="Version">Its version then.</param>
/// <param name="Decisions">What was decided since, oldest first.</param>
public sealed record RecordedPast(
    EntityKey Key, Account Start, long Version, IReadOnlyList<RecordedDecision> Decisions);

/// <summary>The time a back-test covers: [From, Until], and the configurations in force in it.</summary>
/// <param name="From">Its first instant; the draft takes effect here.</param>
/// <param name="Until">Its last instant.</param>
/// <param name="Configurations">
/// From when each configuration was in force, in order; the first one from <paramref name="From"/> or before.
/// </param>
public sealed record BacktestTime(
    Instant From, Instant Until, IReadOnlyList<(Instant From, Configuration.TenantConfiguration Live)> Configurations)
{
    /// <summary>How far a back-test looks back at most: what the log of most portfolios holds unabridged.</summary>
    public const int DaysMax = 90;

    /// <summary>The configuration in force at the end.</summary>
    public Configuration.TenantConfiguration Last => Configurations[^1].Live;
}
