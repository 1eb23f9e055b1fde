using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Domain.Overdue;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.WhatIf;

/// <summary>What a policy makes of an account at an instant.</summary>
/// <param name="State">The state it is in then.</param>
/// <param name="Starts">Treatments that start: rule and template.</param>
/// <param name="Actions">What else is done: kind and name, see <see cref="WhatIfAction"/>.</param>
public sealed record WhatIfOutcome(
    string State,
    IReadOnlyList<(string Rule, string Template)> Starts,
    IReadOnlyList<(string Kind, string? Name)> Actions);

/// <summary>What a draft does to an account, beside what is in force.</summary>
/// <param name="FollowsLive">Whether the account follows the policy's version in force.</param>
/// <param name="FollowsDraft">Whether it would follow the draft.</param>
/// <param name="Live">What the policies in force make of it.</param>
/// <param name="Draft">What the policies with the draft among them make of it.</param>
/// <param name="Sample">The account with reasons; null when nothing differs or no sample is wanted.</param>
public sealed record WhatIfFinding(
    bool FollowsLive, bool FollowsDraft, WhatIfOutcome Live, WhatIfOutcome Draft, WhatIfSample? Sample);

/// <summary>
/// Looks at accounts twice at one instant: under the configuration in force and under the same one with a draft of a
/// policy in it. The account's own decider judges, so that the answer is what publishing the draft would bring; what it
/// decides is counted and forgotten.
/// </summary>
/// <param name="live">The configuration in force.</param>
/// <param name="draft">The draft and the version it would get.</param>
/// <param name="at">The instant; an account with a later fact is looked at then.</param>
public sealed class WhatIfLook(TenantConfiguration live, PolicyVersion draft, Instant at)
{
    private readonly TenantConfiguration _drafted = live.With(draft);

    /// <summary>Counts an account; one that is not open is no account yet.</summary>
    /// <param name="key">The account.</param>
    /// <param name="version">Its version.</param>
    /// <param name="account">Its state.</param>
    /// <param name="counting">Where it is counted.</param>
    public void Count(EntityKey key, long version, Account account, WhatIfCounting counting)
    {
        if (account.Phase != AccountPhase.Open)
        {
            return;
        }

        var name = draft.Policy.Name;
        var livePolicy = Review.PolicyOf(account, live);
        var draftPolicy = Review.PolicyOf(account, _drafted);
        if (livePolicy.Policy.Name != name && draftPolicy.Policy.Name != name)
        {
            counting.AddUntouched();
            return;
        }

        var context = new DecisionContext<TenantConfiguration>(
            key, version, Instant.Max(at, account.AsOf), Principal.System, live, Facts.None);
        var before = Outcome(account, context);
        var after = Outcome(account, context with { Configuration = _drafted });
        var wanted = Differ(before, after) && counting.WantsSample(before.State, after.State);
        counting.Add(new WhatIfFinding(
            livePolicy.Policy.Name == name,
            draftPolicy.Policy.Name == name,
            before,
            after,
            wanted
                ? new WhatIfSample(
                    account.Id,
                    WhatIfReasons.Of(account, livePolicy.Policy, before, context.At),
                    WhatIfReasons.Of(account, draftPolicy.Policy, after, context.At))
                : null));
    }

    private static bool Differ(WhatIfOutcome live, WhatIfOutcome draft) =>
        live.State != draft.State || !live.Starts.SequenceEqual(draft.Starts);

    private static WhatIfOutcome Outcome(Account account, DecisionContext<TenantConfiguration> context)
    {
        var state = account.Overdue?.State ?? PolicyState.ClearName;
        var starts = new List<(string, string)>();
        var actions = new List<(string, string?)>();
        foreach (var happened in AccountDecider.Wake(account, context).Events)
        {
            switch (happened)
            {
                case AccountEvent.OverdueChanged changed:
                    state = changed.To;
                    break;
                case AccountEvent.TreatmentStarted started:
                    starts.Add((started.Treatment.Rule, started.Treatment.Template));
                    break;
                default:
                    if (WhatIfActions.Of(account, happened) is { } action)
                    {
                        actions.Add(action);
                    }

                    break;
            }
        }

        return new WhatIfOutcome(state, starts, actions);
    }
}
