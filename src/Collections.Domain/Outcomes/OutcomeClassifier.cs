namespace Collections.Domain.Outcomes;

/// <summary>
/// Which canonical outcome the evidence of a dial stands for. The strongest evidence that says something decides: the
/// vendor's code, then what was heard before an answer, then the Q.850 cause, then the SIP code with the phase of the
/// call, then our own timeout. Chinese carriers answer 480 and 503 for nearly everything, so signalling comes last.
/// Unknown codes say nothing; when nothing says anything the outcome is <c>OTHER</c>.
/// </summary>
public static class OutcomeClassifier
{
    private const int TimeoutCode = 408;

    /// <summary>The outcome; never fails.</summary>
    public static CallOutcome Classify(CallEvidence evidence)
    {
        var table = OutcomeTable.Shipped;
        return FromVendor(table, evidence, earlyMedia: false)
            ?? (evidence.LocalLimit ? table.Of("LOCAL_LIMIT") : null)
            ?? FromVendor(table, evidence, earlyMedia: true)
            ?? Meaning(table.OrNull(evidence.AsrClass))
            ?? FromAnswer(table, evidence)
            ?? FromCause(table, evidence)
            ?? FromSip(table, evidence, evidence.Sip)
            ?? (evidence.TimedOut ? FromSip(table, evidence, TimeoutCode) : null)
            ?? table.Of(OutcomeTable.Other);
    }

    private static CallOutcome? FromVendor(OutcomeTable table, CallEvidence evidence, bool earlyMedia) =>
        evidence.Vendor
            .Where(said => IsEarlyMedia(table, said.Key) == earlyMedia)
            .OrderBy(said => said.Key, StringComparer.Ordinal)
            .Select(said => Meaning(table.OfVendor(said.Key, said.Value)))
            .FirstOrDefault(outcome => outcome is not null);

    private static bool IsEarlyMedia(OutcomeTable table, string dialect) =>
        table.EarlyMediaVendors.Contains(dialect, StringComparer.OrdinalIgnoreCase);

    /// <summary>Only an answered call tells who answered; a Reason header may come with it and says less.</summary>
    private static CallOutcome? FromAnswer(OutcomeTable table, CallEvidence evidence) => evidence.AnsweredBy switch
    {
        null => null,
        AnsweredBy.Human => table.Of("ANSWERED_HUMAN"),
        AnsweredBy.Machine => table.Of("ANSWERED_MACHINE"),
        AnsweredBy.Fax => table.Of("FAX"),
        AnsweredBy.Silence => table.Of("SILENT"),
        AnsweredBy.Forwarded => table.Of("CALL_FORWARDED"),
        AnsweredBy.NoAgent => table.Of("ABANDONED"),
        _ => null,
    };

    private static CallOutcome? FromCause(OutcomeTable table, CallEvidence evidence)
    {
        if (evidence.ReasonQ850 is not { } cause || !table.Causes.TryGetValue(cause, out var row))
        {
            return null;
        }

        return row.Outcome is null ? FromSip(table, evidence, row.Sip) : Pick(table, evidence, row);
    }

    private static CallOutcome? FromSip(OutcomeTable table, CallEvidence evidence, int? code) =>
        code is { } given && table.SipCodes.TryGetValue(given, out var row) ? Pick(table, evidence, row) : null;

    private static CallOutcome Pick(OutcomeTable table, CallEvidence evidence, SignalRow row) => table.Of(
        evidence.Alerted && row.Alerted is not null ? row.Alerted
        : evidence.EarlyMedia && row.EarlyMedia is not null ? row.EarlyMedia
        : row.Outcome);

    /// <summary>A source that says "other" says nothing: weaker evidence may know better.</summary>
    private static CallOutcome? Meaning(CallOutcome? said) => said?.Code == OutcomeTable.Other ? null : said;
}
