using Collections.Kernel;
using NodaTime;
using NodaTime.Text;

namespace Collections.Domain.Contacts;

/// <summary>
/// What stands against a contact whatever its hour: the law, the number, missing consent, the wrong party.
/// </summary>
internal static class PersonRules
{
    private const string Attorney = "attorney";

    /// <summary>The relations that may act for a minor, or for one who has a guardian.</summary>
    private static readonly string[] Guardians = [LegalHoldKinds.Guardian, "parent"];

    /// <summary>Legal holds and complaints.</summary>
    public static IEnumerable<RuleFinding> Holds(Person state, ContactQuery query, JudgedPolicy judged, Instant at)
    {
        var legal = state.LegalHolds.FirstOrDefault(hold =>
            hold.Kind != LegalHoldKinds.Complaint && Stands(hold, state, query, at));
        yield return legal is null
            ? judged.Finding(ContactRules.LegalHold, GateAnswer.Allow, "no legal hold")
            : judged.Finding(ContactRules.LegalHold, GateAnswer.Block, Describe(legal, state, (query, at)));
        var complaint = state.LegalHolds.FirstOrDefault(hold =>
            hold.Kind == LegalHoldKinds.Complaint && Stands(hold, state, query, at));
        if (complaint is not null)
        {
            yield return judged.Finding(
                ContactRules.Complaint, GateAnswer.Block, Describe(complaint, state, (query, at)));
        }
    }

    /// <summary>Lists the number stands on, and its state.</summary>
    public static IEnumerable<RuleFinding> Number(ContactQuery query, JudgedPolicy judged, Instant at)
    {
        if (query is { NumberMissing: true, NumberId: null })
        {
            const string saw = "no number is known, so no list can be looked at";
            yield return judged.Finding(ContactRules.NumberMissing, GateAnswer.Block, saw);
        }

        if (query.Number is not { } number)
        {
            yield break;
        }

        var stopping = number.Stopping(query, at);
        yield return stopping.Count > 0
            ? judged.Finding(ContactRules.DoNotContact, GateAnswer.Block, $"listed: {string.Join(", ", stopping)}")
            : judged.Finding(ContactRules.DoNotContact, GateAnswer.Allow, "on no list");
        var unusable = NumberStates.IsUnusable(number.Status)
            || (query.Channel == "sms" && number.Flags.Contains("NO_SMS"));
        yield return unusable
            ? judged.Finding(ContactRules.Number, GateAnswer.Block, $"the number is {number.Status}")
            : judged.Finding(ContactRules.Number, GateAnswer.Allow, number.Status ?? "nothing is known against it");
    }

    /// <summary>
    /// The number shown, where somebody says which: one that is not verified, or that nobody looked at, is not shown.
    /// </summary>
    public static IEnumerable<RuleFinding> Caller(ContactQuery query, JudgedPolicy judged)
    {
        if (query.CallerId is not null)
        {
            yield return query.CallerVerified is true
                ? judged.Finding(ContactRules.Caller, GateAnswer.Allow, "the number shown is verified")
                : judged.Finding(ContactRules.Caller, GateAnswer.Block, "the number shown is not verified");
        }
    }

    /// <summary>Consent, where a set of the policy asks for it.</summary>
    public static IEnumerable<RuleFinding> Consent(Person state, ContactQuery query, JudgedPolicy judged, Instant at)
    {
        foreach (var (set, _) in judged.SetsAt(at))
        {
            foreach (var rule in set.Consent)
            {
                if (!Asks(rule, query))
                {
                    continue;
                }

                var given = ConsentBook.For(state, query, at);
                yield return given is null
                    ? judged.Finding(set, ContactRules.Consent, GateAnswer.Block, "no consent on record")
                    : judged.Finding(
                        set, ContactRules.Consent, GateAnswer.Allow, $"consent {given.ConsentId} of {given.At}");
            }
        }
    }

    /// <summary>Contacts with others than the debtor.</summary>
    public static IEnumerable<RuleFinding> ThirdParty(
        Person state, ContactQuery query, JudgedPolicy judged, Instant at)
    {
        if (query.ThirdPartyId is not { } id)
        {
            yield break;
        }

        if (state.ThirdParties.FirstOrDefault(each => each.ThirdPartyId == id) is not { } party)
        {
            yield return judged.Finding(ContactRules.ThirdParty, GateAnswer.Block, "nobody is known by that id");
            yield break;
        }

        foreach (var (set, _) in judged.SetsAt(at))
        {
            if (set.ThirdParty is { } rule)
            {
                yield return Against(rule, party, state) is { } reason
                    ? judged.Finding(set, ContactRules.ThirdParty, GateAnswer.Block, reason)
                    : judged.Finding(
                        set, ContactRules.ThirdParty, GateAnswer.Allow, $"{party.Relation}: nothing against");
            }
        }

        // A policy that says nothing of third parties protects them as the strictest one does.
        if (judged.Policy.Sets.All(set => set.ThirdParty is null))
        {
            yield return party.Refused
                ? judged.Finding(ContactRules.ThirdParty, GateAnswer.Block, "refused contact")
                : judged.Finding(ContactRules.ThirdParty, GateAnswer.Block, "the policy has no rule for third parties");
        }
    }

    /// <summary>The drop rate of a campaign, where both are known.</summary>
    public static IEnumerable<RuleFinding> DropRate(ContactQuery query, JudgedPolicy judged, Instant at)
    {
        if (query.DropPercent is not { } percent)
        {
            yield break;
        }

        foreach (var (set, _) in judged.SetsAt(at))
        {
            if (set.DropRate is { } rule)
            {
                var saw = $"{percent} % of at most {rule.Percent} % in {rule.Days} days";
                yield return judged.Finding(
                    set, ContactRules.DropRate, percent > rule.Percent ? GateAnswer.Block : GateAnswer.Allow, saw);
            }
        }
    }

    private static bool Stands(LegalHold hold, Person state, ContactQuery query, Instant at)
    {
        var zone = LocalDays.ZoneOrNull(query.TimeZone);
        var covers = (hold.AccountId is null || query.AccountId is null || hold.AccountId == query.AccountId)
            && (hold.Channel is null
                || ContactChannels.MediumOf(hold.Channel) == ContactChannels.MediumOf(query.Channel));

        // A zone that is unknown cannot end a hold.
        var isOn = zone is null
            || (LocalDays.DayOf(at, zone) is var today
                && today >= hold.From
                && (hold.Until is not { } until || today < until));
        return covers && isOn && !Spares(hold, state, (query, at));
    }

    /// <summary>
    /// The debtor's attorney may be spoken to, and others where only the debtor himself cannot be; for a minor only a
    /// guardian who consented, and never by a machine.
    /// </summary>
    private static bool Spares(LegalHold hold, Person state, (ContactQuery Query, Instant At) asked) =>
        RelationOf(state, asked.Query) is { } relation
        && (relation == Attorney
            || (LegalHoldKinds.NeedsGuardian(hold.Kind)
                ? AgainstGuardian(state, asked) is null
                : LegalHoldKinds.IsOfDebtorOnly(hold.Kind)));

    /// <summary>What stands against a contact with one who acts for the debtor; null when nothing does.</summary>
    private static string? AgainstGuardian(Person state, (ContactQuery Query, Instant At) asked) =>
        !Guardians.Contains(RelationOf(state, asked.Query)) ? "only a guardian is contacted"
        : asked.Query.Channel == ContactChannels.AiVoice ? "a machine does not call a guardian"
        : ConsentBook.IsGiven(state, asked.Query, (LegalHoldKinds.Guardian, asked.At))
            ? null
            : "no consent of the guardian is on record";

    private static string? RelationOf(Person state, ContactQuery query) =>
        state.ThirdParties.FirstOrDefault(each => each.ThirdPartyId == query.ThirdPartyId)?.Relation;

    private static bool Asks(ConsentRule rule, ContactQuery query) =>
        ContactChannels.Takes(rule.Channels, query.Channel)
        && (rule.Purposes is null || rule.Purposes.Contains(query.Purpose));

    private static string? Against(ThirdPartyRule rule, ThirdParty party, Person state)
    {
        if (rule.StopOnRefusal && party.Refused)
        {
            return "refused contact";
        }

        if (rule.AsDebtor.Contains(party.Relation))
        {
            return null;
        }

        return rule.Never.Contains(party.Relation) ? $"{party.Relation} is never contacted"
            : !rule.Allowed ? $"{party.Relation}: third parties are not contacted"
            : rule.ContactsMax is { } most && party.Contacts >= most ? $"{party.Contacts} contacts of at most {most}"
            : rule.OnlyIf.Count > 0 && !rule.OnlyIf.Any(condition => Is(condition, state))
                ? "only when the debtor cannot be reached or cannot act"
                : null;
    }

    private static bool Is(DebtorCondition condition, Person state) => condition switch
    {
        DebtorCondition.Unreachable => state.Unreachable,
        DebtorCondition.Deceased => state.LegalHolds.Any(hold => hold.Kind == LegalHoldKinds.Deceased),
        DebtorCondition.Incapacitated => state.LegalHolds.Any(hold =>
            hold.Kind == LegalHoldKinds.Incapacitated || LegalHoldKinds.NeedsGuardian(hold.Kind)),
        _ => throw Invariant.Unreachable($"Unknown condition {condition}."),
    };

    private static string Describe(LegalHold hold, Person state, (ContactQuery Query, Instant At) asked)
    {
        var from = LocalDatePattern.Iso.Format(hold.From);
        var days = hold.Until is { } until
            ? $"{hold.Kind} {hold.HoldId} from {from} to before {LocalDatePattern.Iso.Format(until)}"
            : $"{hold.Kind} {hold.HoldId} from {from}";
        return LegalHoldKinds.NeedsGuardian(hold.Kind) && AgainstGuardian(state, asked) is { } reason
            ? $"{days}: {reason}"
            : days;
    }
}
