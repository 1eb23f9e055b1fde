using Collections.Kernel;
using Collections.Runtime;
using Collections.Torture.Tests.Victims;
using NodaTime;

namespace Collections.Torture.Tests.Auditing;

/// <summary>Nothing acknowledged is lost, nothing happened twice.</summary>
internal static class AckAudit
{
    /// <summary>Refusals that the workload itself can bring about; any other one is a finding.</summary>
    private static readonly HashSet<(string Verb, string Outcome)> Expected =
    [
        (Verbs.WriteOff, "Rejected:bill_not_open"),
        (Verbs.Release, "Rejected:hold_unknown"),
    ];

    private static readonly Dictionary<string, string[]> EventsOf = new(StringComparer.Ordinal)
    {
        [Verbs.Bill] = ["bill.drafted", "bill.issued"],
        [Verbs.CommitBill] = ["bill.issued"],
        [Verbs.Adjust] = ["bill.adjusted"],
        [Verbs.WriteOff] = ["bill.written_off"],
        [Verbs.Pending] = ["payment.pending"],
        [Verbs.Settled] = ["payment.settled"],
        [Verbs.Failed] = ["payment.failed"],
        [Verbs.Reverse] = ["payment.reversed"],
        [Verbs.Credit] = ["credit.added"],
        [Verbs.Tag] = ["tag.added"],
        [Verbs.Untag] = ["tag.removed"],
        [Verbs.Hold] = ["hold.placed"],
        [Verbs.Release] = ["hold.released"],
        [Verbs.Policy] = ["policy.published"],
    };

    public static void Check(IEnumerable<AckLine> acks, LogBook book, Findings findings)
    {
        foreach (var ack in acks)
        {
            Check(ack, book.Of(EntityKey.Parse(ack.Entity)), findings);
        }
    }

    /// <summary>No event of one id stands in the log twice, acknowledged or not.</summary>
    public static void CheckNothingTwice(LogBook book, Findings findings)
    {
        foreach (var (key, chapter) in book.Chapters)
        {
            foreach (var ((type, id), facts) in chapter.ById)
            {
                findings.Unless(facts.Count == 1, $"{key}: {type} of '{id}' happened {facts.Count} times");
            }
        }
    }

    /// <summary>
    /// Whether the kill came between the deed and its answer, and the client had no turn again until the answer was no
    /// longer kept (72 hours on the business clock): then the repetition is judged like any other command. Clients of a
    /// busy account may wait that long, for each life serves only some of them.
    /// </summary>
    private static bool CameTooLate(AckLine ack, Chapter chapter) =>
        ack.Key is not null
        && Facts(ack, chapter).Any(
            fact => fact.At + IdempotentRequest.KeptFor <= Instant.FromUnixTimeMilliseconds(ack.Until));

    private static IEnumerable<Fact> Facts(AckLine ack, Chapter chapter) =>
        EventsOf.GetValueOrDefault(ack.Verb, []).SelectMany(type => chapter.Of(type, ack.Id));

    private static string Told(AckLine ack, Chapter chapter) => string.Join(
        ", ", Facts(ack, chapter).Select(fact => $"{fact.Type} in version {fact.Version} at {fact.At}"));

    private static void Check(AckLine ack, Chapter chapter, Findings findings)
    {
        findings.Unless(
            ack.Version <= chapter.Version,
            $"{ack}: acknowledged version {ack.Version}, the log ends at {chapter.Version}");
        if (ack.IsRefusal)
        {
            findings.Unless(
                Expected.Contains((ack.Verb, ack.Outcome)) || CameTooLate(ack, chapter),
                $"{ack}: was refused; {Told(ack, chapter)}");
            return;
        }

        var facts = ack.Verb == Verbs.Put
            ? chapter.Of("account.created", string.Empty)
            : [.. Facts(ack, chapter).Take(1)];
        if (facts is not [var fact])
        {
            findings.Add($"{ack}: acknowledged, but not in the log");
            return;
        }

        findings.Unless(
            fact.Version <= ack.Version, $"{ack}: happened in version {fact.Version}, after the acknowledged one");
        findings.Unless(
            ack.AmountMinor == 0 || FactIds.AmountOf(fact.Type, fact.Data) == ack.AmountMinor,
            $"{ack}: the log says {fact.Data.GetRawText()}");
    }
}
