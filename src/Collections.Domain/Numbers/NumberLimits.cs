using System.Globalization;
using Collections.Domain.Contacts;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Numbers;

/// <summary>The limits that count per number, whoever is called over it.</summary>
internal static class NumberLimits
{
    /// <summary>Reserves a contact, or says what stands against it. Every rule looked at is told.</summary>
    public static Decision<NumberEvent> Reserve(NumberRecord state, NumberReservation reservation)
    {
        var known = NumberFold.Find(state, reservation.ContactId, reservation.Attempt);
        var findings = new List<RuleFinding> { State(state, reservation) };
        var zones = Zones(reservation);
        findings.AddRange(zones.Count == 0
            ? [Finding(reservation, ContactRules.FailClosed, GateAnswer.Block, "no zone of the number is known")]
            : Judge(state, reservation, zones));
        var decision = known is null ? findings.Max(finding => finding.Outcome) : GateAnswer.Allow;
        var until = decision == GateAnswer.Defer ? findings.Max(finding => finding.Until) : null;
        var answer = new NumberAnswer(
            reservation.ContactId, reservation.Attempt, state.Id, decision, until, findings);
        return Decision<NumberEvent>.Accept(decision == GateAnswer.Allow
            ? new NumberEvent.Reserved(reservation.PersonId, known ?? MarkOf(state, reservation), answer)
            : new NumberEvent.Refused(reservation.PersonId, answer)) with
        {
            Report = answer,
        };
    }

    private static RuleFinding State(NumberRecord state, NumberReservation reservation) =>
        Finding(
            reservation,
            ContactRules.Number,
            NumberWords.IsUnusable(state.State) ? GateAnswer.Block : GateAnswer.Allow,
            $"the number is {NumberWords.Of(state.State)}");

    private static IEnumerable<RuleFinding> Judge(
        NumberRecord state, NumberReservation reservation, IReadOnlyList<DateTimeZone> zones)
    {
        var at = reservation.At;
        if (state.MarksFrom is { } forgotten && reservation.Limits.Count > 0)
        {
            // Contacts that might count were forgotten: not before the longest window is past them.
            var until = forgotten + Duration.FromDays(LimitWindow.DaysMax + 1);
            yield return Finding(
                reservation,
                ContactRules.History,
                until > at ? GateAnswer.Defer : GateAnswer.Allow,
                $"contacts up to {forgotten} were forgotten") with
            {
                Until = until > at ? until : null,
            };
        }

        var query = new LimitQuery(
            reservation.Channel, reservation.AccountId, reservation.Consented, state.Id);
        var marks = state.Marks
            .Where(mark => mark.Mark.ContactId != reservation.ContactId || mark.Attempt != reservation.Attempt)
            .Select(mark => mark.Mark);
        foreach (var limit in reservation.Limits)
        {
            if (FrequencyJudge.Count(limit, marks, query, (zones, at)) is not { } count)
            {
                continue;
            }

            var saw = string.Create(CultureInfo.InvariantCulture, $"{count.Count} of {limit.Limit} over this number");
            var (answer, until) = count.Until is not { } free ? (GateAnswer.Allow, (Instant?)null)
                : free == Instant.MaxValue ? (GateAnswer.Block, null)
                : (GateAnswer.Defer, free);
            yield return Finding(reservation, limit.Rule, answer, saw) with { Until = until };
        }
    }

    private static NumberMark MarkOf(NumberRecord state, NumberReservation reservation) => new(
        new ContactMark
        {
            ContactId = reservation.ContactId,
            At = reservation.At,
            Channel = reservation.Channel,
            AccountId = reservation.AccountId,
            NumberId = state.Id,
            Consented = reservation.Consented,
        },
        reservation.Attempt);

    private static IReadOnlyList<DateTimeZone> Zones(NumberReservation reservation) =>
        [.. reservation.Zones.Select(LocalDays.ZoneOrNull).OfType<DateTimeZone>()];

    private static RuleFinding Finding(NumberReservation reservation, string rule, GateAnswer answer, string saw) =>
        new(rule, answer, saw) { Policy = reservation.Policy, PolicyVersion = reservation.PolicyVersion };
}
