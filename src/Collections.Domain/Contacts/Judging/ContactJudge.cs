using Collections.Domain.Configuration;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>
/// Judges one contact by the policy in force. Every rule is looked at, in the order: legal holds, complaints, lists and
/// opt-out, holds of the account, the number, consent, third parties, quiet dates, hours, cool-downs, limits, limits of
/// the number, drop rate. The first block wins, then the latest deferral.
/// </summary>
internal sealed class ContactJudge
{
    // Each round of a deferral passes the end of some rule's reason; more than that is no end at all.
    private const int RoundsMax = 500;

    // What most policies find: a list of so many does not have to grow.
    private const int FindingsUsual = 12;

    private static readonly Duration Horizon = Duration.FromDays(400);

    private readonly Person _state;
    private readonly ContactQuery _query;
    private readonly JudgedPolicy _judged;
    private readonly LegalHours _hours;

    public ContactJudge(Person state, ContactQuery query, TenantConfiguration configuration)
    {
        _state = state;
        _query = query;
        _judged = new JudgedPolicy(query, configuration);
        _hours = LegalHours.Of(_judged.Policy, query, configuration);
    }

    /// <summary>The answer at an instant.</summary>
    public ContactPermission At(Instant at)
    {
        var findings = Findings(at);
        var decision = GateAnswer.Allow;
        foreach (var finding in findings)
        {
            decision = finding.Outcome > decision ? finding.Outcome : decision;
        }

        Instant? until = null;
        if (decision == GateAnswer.Defer)
        {
            until = FirstAllowed(findings);
            if (until is null)
            {
                decision = GateAnswer.Block;
                findings.Add(_judged.Finding(ContactRules.Window, GateAnswer.Block, "no legal hour within a year"));
            }
        }

        return new ContactPermission(decision, until, findings, at)
        {
            Policy = _judged.Policy.Name,
            PolicyVersion = _judged.InForce.Version,
            Closes = decision == GateAnswer.Allow
                ? Instant.Min(_hours.NextClosed(at), _query.HoursAgreed?.Until ?? Instant.MaxValue)
                : null,
            Disclosures = Disclosures(at),
            AsksNumber = _query.NumberId is not null && _judged.SetsAt(at).Any(part =>
                part.Set.Frequency.Any(limit => limit.Scope == LimitScope.Number
                    && ContactChannels.Takes(limit.Channels, _query.Channel))),
            Consented = ConsentBook.Asked(_state, _query, at) is not null,
        };
    }

    private List<RuleFinding> Findings(Instant at)
    {
        var findings = new List<RuleFinding>(FindingsUsual);
        findings.AddRange(PersonRules.Holds(_state, _query, _judged, at));
        findings.Add(OptOutConfirmation.Of(_state, _query, _judged, at)
            ?? Stamped(ContactWishes.Judge(_state, _query.Channel)));
        findings.Add(Stamped(HoldRule.Judge(_state, _query, at)));
        findings.AddRange(PersonRules.Number(_query, _judged, at));
        findings.AddRange(PersonRules.Caller(_query, _judged));
        findings.AddRange(PersonRules.Consent(_state, _query, _judged, at));
        findings.AddRange(PersonRules.ThirdParty(_state, _query, _judged, at));
        findings.AddRange(Timed(at, isTold: true));
        findings.AddRange(PersonRules.DropRate(_query, _judged, at));
        return findings;
    }

    /// <summary>
    /// The rules that time alone can satisfy. What the clocks show is put into words only for who is told of it.
    /// </summary>
    private IEnumerable<RuleFinding> Timed(Instant at, bool isTold)
    {
        if (QuietRule.Judge(_state, _query, _judged, at) is { } quiet)
        {
            yield return quiet;
        }

        yield return Window(at, isTold);
        foreach (var finding in FrequencyRules.Cooldowns(_state, _query, _judged, at))
        {
            yield return finding;
        }

        foreach (var finding in FrequencyRules.Limits(_state, _query, _judged, (at, OfNumber: false)))
        {
            yield return finding;
        }

        if (FrequencyRules.Forgotten(_state, _query, _judged, at) is { } forgotten)
        {
            yield return forgotten;
        }

        foreach (var finding in _query.NumberAnswer?.Findings
            ?? FrequencyRules.Limits(_state, _query, _judged, (at, OfNumber: true)))
        {
            yield return finding;
        }
    }

    private RuleFinding Window(Instant at, bool isTold)
    {
        if (_hours.Fault is { } fault)
        {
            return _judged.Finding(
                _hours.ZoneIsUnknown ? ContactRules.Zone : ContactRules.FailClosed, GateAnswer.Block, fault);
        }

        var saw = !isTold ? string.Empty
            : _query.HoursAgreed is { } agreed ? $"{_hours.Describe(at)} (hours agreed: {agreed.ConsentId})"
            : _hours.Describe(at);
        if (_hours.NextOpen(at) is not { } opens)
        {
            return Closed(at, GateAnswer.Block, $"{saw}: none within a year");
        }

        return opens == at
            ? _judged.Finding(ContactRules.Window, GateAnswer.Allow, saw)
            : Closed(at, GateAnswer.Defer, saw) with { Until = opens };
    }

    /// <summary>A finding about hours that names the rules whose hours they are.</summary>
    private RuleFinding Closed(Instant at, GateAnswer outcome, string saw)
    {
        var finding = _judged.Finding(ContactRules.Window, outcome, saw);
        return finding with { Policy = _hours.ClosedBy(at) ?? finding.Policy };
    }

    /// <summary>The first instant at which no rule defers any more; null when there is none.</summary>
    private Instant? FirstAllowed(List<RuleFinding> findings)
    {
        var first = findings.Max(finding => finding.Until) ?? Instant.MinValue;
        var last = first + Horizon;
        for (var rounds = 0; rounds < RoundsMax && first < last; rounds++)
        {
            var next = first;
            foreach (var finding in Timed(first, isTold: false))
            {
                if (finding.Outcome == GateAnswer.Block)
                {
                    return null;
                }

                next = finding.Until is { } until && finding.Outcome == GateAnswer.Defer
                    ? Instant.Max(next, until)
                    : next;
            }

            if (next == first)
            {
                return first;
            }

            first = next;
        }

        return null;
    }

    private IReadOnlyList<string> Disclosures(Instant at)
    {
        var sets = _judged.SetsAt(at);
        if (sets is [var only])
        {
            return only.Set.Disclosure.Words;
        }

        var words = new List<string>();
        foreach (var (set, _) in sets)
        {
            words.AddRange(set.Disclosure.Words.Where(word => !words.Contains(word)));
        }

        return words;
    }

    private RuleFinding Stamped(RuleFinding finding) =>
        finding with { Policy = _judged.Policy.Name, PolicyVersion = _judged.InForce.Version };
}
