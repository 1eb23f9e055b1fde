using Collections.Domain.Accounts;
using Collections.Domain.Overdue;
using Collections.Domain.Rules;

namespace Collections.Domain.Treatments;

/// <summary>A hit of a rule becomes a treatment with a copy of the template's steps.</summary>
internal static class Starting
{
    /// <summary>
    /// Starts the treatment; false when so little is unpaid that it would be over at once, then nothing is started.
    /// </summary>
    internal static bool Start(Look look, PolicyRule rule, List<AgedBill> bills) => Start(
        look,
        look.Policy.Treatments[rule.Start],
        bills,
        (rule.Name, new RulesLook(look.Policy.Name, look.Version.Version, look.Today)));

    /// <summary>Starts a treatment that a person asked for; false as above.</summary>
    internal static bool StartByHand(Look look, TreatmentTemplate template, List<AgedBill> bills) =>
        Start(look, template, bills, (string.Empty, null));

    private static bool Start(
        Look look, TreatmentTemplate template, List<AgedBill> bills, (string Rule, RulesLook? Look) cause)
    {
        Items<TreatedBill> treated = [.. bills.Select(bill => new TreatedBill(bill.BillId, Math.Abs(bill.TotalMinor)))];
        if (template.Cancel.IsMet(
            Unpaid.Of(look, treated), Unpaid.Major(look, treated.Sum(bill => bill.OriginalMinor))))
        {
            return false;
        }

        foreach (var other in look.Account.Treatments)
        {
            if (other.IsOpen && treated.Any(bill => other.Treats(bill.BillId)))
            {
                Ending.Cancel(look, other, "replaced");
            }
        }

        look.Book(new AccountEvent.TreatmentStarted(
            Copy(look, cause.Rule, template) with { Bills = treated }, cause.Look));
        return true;
    }

    private static Treatment Copy(Look look, string rule, TreatmentTemplate template) => new()
    {
        TreatmentId = look.NewId("trt"),
        Template = template.Name,
        Policy = look.Policy.Name,
        PolicyVersion = look.Version.Version,
        Rule = rule,
        StartedAt = look.Booking.Context.At,
        Cancel = template.Cancel,
        Reopens = template.Reopen,
        Calendar = look.Policy.Calendar,
        Steps = [.. template.Steps.Select(step => Copy(look, step))],
    };

    private static TreatmentStep Copy(Look look, TemplateStep step) => new()
    {
        Name = step.Name,
        After = step.After,
        Do = step.Do,
        DueOn = step.After.Steps.Count > 0
            ? null
            : StepDays.DueOn(
                step.After,
                look.Today,
                look.Configuration.CalendarOrDefault(look.Policy.Calendar),
                look.Policy.Calendar is not null),
    };
}
