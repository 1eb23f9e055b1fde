using System.Text.Json.Nodes;
using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Domain.Overdue;
using Collections.Domain.Overdue.Conditions;
using Collections.Domain.Rules;
using Collections.Kernel;
using NodaTime;
using NodaTime.Text;

namespace Collections.Server.Explanations;

/// <summary>
/// Why an account is in its state at an instant: every state of its policy with every condition and what it saw, what
/// would clear it, and what time alone will change.
/// </summary>
internal static class AccountExplanation
{
    /// <summary>The explanation, in the shape of the API.</summary>
    public static JsonObject Of(Account account, TenantConfiguration configuration, Instant at)
    {
        var profile = account.Profile!;
        var zone = LocalDays.Zone(profile.TimeZone);
        var today = LocalDays.DayOf(at, zone);
        var facts = AccountFacts.Of(account);
        var version = configuration.PolicyFor(
            profile.Segmentation ?? Segmentation.None, Currency.Of(profile.Currency));
        var findings = StateJudge.Explain(version.Policy, facts, today);
        var frozen = account.Holds.Any(hold => hold.Scope == HoldScope.All && hold.IsActiveOn(today));
        var recorded = account.Overdue?.State ?? AccountView.Clear;
        var judged = findings.FirstOrDefault(finding => finding.Holds)?.State.Name ?? AccountView.Clear;
        var state = frozen ? recorded : judged;
        return new JsonObject
        {
            ["accountId"] = account.Id,
            ["at"] = InstantPattern.ExtendedIso.Format(at),
            ["state"] = state,
            ["since"] = state == recorded ? DayText(account.Overdue?.Since) : null,
            ["frozen"] = frozen,
            ["policy"] = version.Policy.Name,
            ["policyVersion"] = version.Version,
            ["states"] = new JsonArray([.. findings.Select(ToJson)]),
            ["rules"] = new JsonArray([.. RuleExplanation.Of(account, version.Policy, today).Select(ToJson)]),
            ["toClear"] = ToClear(version.Policy, facts, today),
            ["next"] = Next(NextState.Of(account, version.Policy, today, state), zone),
        };
    }

    private static JsonObject ToJson(StateFinding finding) => new()
    {
        ["name"] = finding.State.Name,
        ["holds"] = finding.Holds,
        ["conditions"] = new JsonArray([.. finding.Conditions.Select(ToJson)]),
    };

    private static JsonObject ToJson(RuleFinding finding) => new()
    {
        ["name"] = finding.Rule,
        ["outcome"] = finding.Outcome,
        ["conditions"] = new JsonArray([.. finding.Conditions.Select(ToJson)]),
        ["bills"] = new JsonArray([.. finding.Bills.Select(bill => new JsonObject
        {
            ["billId"] = bill.BillId,
            ["taken"] = bill.WhyNot is null,
            ["why"] = bill.WhyNot,
        })]),
    };

    private static JsonObject ToJson(ConditionFinding condition) => new()
    {
        ["condition"] = condition.Condition,
        ["saw"] = condition.Saw,
        ["holds"] = condition.Holds,
    };

    private static JsonObject ToClear(Policy policy, OverdueFacts facts, LocalDate today)
    {
        var clearing = ClearingAmount.Of(policy, facts, today);
        return new JsonObject
        {
            ["amount"] = clearing.Amount?.Amount,
            ["bills"] = new JsonArray([.. clearing.Bills.Select(bill => JsonValue.Create(bill))]),
            ["state"] = clearing.State?.Name ?? AccountView.Clear,
            ["on"] = DayText(clearing.On),
            ["onWithoutPayment"] = DayText(clearing.OnWithoutPayment),
            ["stands"] = new JsonArray([.. clearing.Stands.Select(ToJson)]),
        };
    }

    private static JsonObject? Next(StateChange? change, DateTimeZone zone) => change is null ? null : new JsonObject
    {
        ["at"] = InstantPattern.ExtendedIso.Format(LocalDays.StartOf(change.Day, zone)),
        ["state"] = change.State?.Name ?? AccountView.Clear,
    };

    private static JsonValue? DayText(LocalDate? day) =>
        day is { } known ? JsonValue.Create(LocalDatePattern.Iso.Format(known)) : null;
}
