using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tasks;

/// <summary>
/// The projection of a task. Status: <c>open paused closed cancelled unreachable merged</c>. Parent: the account.
/// Amount: its rank among tasks that are ready, see <see cref="RankOf"/>. Day: its deadline's day, UTC; none without a
/// deadline. Labels: <c>kind:</c>, <c>queue:</c>, <c>campaign:</c>, <c>name:</c>, <c>agent:</c>, <c>bill:</c> with what
/// they are; <c>ready:any</c> or <c>ready:AGENT</c> when it may be claimed by anyone or by one; <c>claim:</c> with the
/// mark of the request that claimed it; <c>breached</c>; <c>not_eligible</c>. Empty while only announced.
/// </summary>
internal static class TaskRow
{
    // Instants are some 10^12 milliseconds: priorities never mix.
    private const long PriorityStep = 100_000_000_000_000;

    public static EntityRow Of(CollectionTask state) => state.Terms is not { } terms
        ? new EntityRow()
        : new EntityRow
        {
            Status = state.StatusWord,
            Person = terms.PersonId,
            Parent = terms.AccountId,
            AmountMinor = RankOf(state, terms),
            Day = state.DueAt?.InUtc().Date,
            Zone = "UTC",
            Labels = Labels(state, terms),
        };

    /// <summary>
    /// The smaller, the earlier it is worked on: by priority, then by deadline (its creation when it has none).
    /// </summary>
    private static long RankOf(CollectionTask state, TaskTerms terms)
    {
        var by = state.DueAt ?? state.CreatedAt ?? Instant.FromUnixTimeMilliseconds(0);
        return ((TaskTerms.PriorityMax - terms.Urgency) * PriorityStep) + by.ToUnixTimeMilliseconds();
    }

    private static string[] Labels(CollectionTask state, TaskTerms terms)
    {
        (string Name, string? Value)[] all =
        [
            ("kind", terms.Kind), ("queue", state.Queue), ("campaign", terms.Campaign), ("name", terms.Name),
            ("agent", state.AssignedTo), ("bill", terms.BillId), ("ready", Ready(state)),
            ("claim", state.Claim?.ClaimId),
        ];
        IEnumerable<string> labels = all
            .Where(label => label.Value is not null)
            .Select(label => $"{label.Name}:{label.Value}");
        string?[] marks =
        [
            state.SlaBreached ? "breached" : null,
            state is { IsOpen: true, Deferred.Rule: Claiming.FiltersRule } ? "not_eligible" : null,
        ];
        return [.. labels.Concat(marks.OfType<string>()).Order(StringComparer.Ordinal)];
    }

    private static string? Ready(CollectionTask state) =>
        state is { IsOpen: true, IsReady: true, Claim: null, Pauses.Count: 0 } ? Claiming.IsFor(state) ?? "any" : null;
}
