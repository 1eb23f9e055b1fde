using System.Text;
using Collections.Storage.Sqlite;
using Collections.Torture.Tests.Victims;
using NodaTime;

namespace Collections.Torture.Tests.Auditing;

/// <summary>The answers of idempotent requests are still given, as they were given first.</summary>
internal static class ReplayAudit
{
    /// <summary>
    /// Less than the 72 hours: a repetition after a kill may have been asked a little later than its first time.
    /// </summary>
    private static readonly Duration Surely = Duration.FromHours(60);

    /// <returns>How many answers were looked up.</returns>
    public static async ValueTask<int> CheckAsync(
        SqliteStore store, IEnumerable<AckLine> acks, Instant now, Findings findings)
    {
        var looked = 0;
        foreach (var ack in acks.Where(IsKept))
        {
            if (Instant.FromUnixTimeMilliseconds(ack.At) + Surely <= now)
            {
                continue;
            }

            looked++;
            var kept = await store.FindAnswerAsync(Portfolio.Tenant, "torture:" + ack.Key, now);
            findings.Unless(
                kept is not null && Encoding.UTF8.GetString(kept.Body.Span) == AckLine.Body(ack.Outcome, ack.Version),
                $"{ack}: the kept answer is {(kept is null ? "gone" : Encoding.UTF8.GetString(kept.Body.Span))}");
        }

        return looked;
    }

    /// <summary>Answers of the rules are kept; an unknown resource (404) is not, it may exist by the next try.</summary>
    private static bool IsKept(AckLine ack) =>
        ack.Key is not null && !ack.Outcome.EndsWith("_unknown", StringComparison.Ordinal);
}
