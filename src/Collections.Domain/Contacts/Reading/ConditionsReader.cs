using Collections.Kernel.Documents;
using NodaTime;
using NodaTime.Text;

namespace Collections.Domain.Contacts;

/// <summary>Reads what a contact policy says beside hours and numbers of contacts.</summary>
internal static class ConditionsReader
{
    private const int DaysMax = 3_660;

    private const int HoursMax = 8_784;

    private static readonly AnnualDatePattern Annual = AnnualDatePattern.CreateWithInvariantCulture("MM-dd");

    /// <summary>A cool-down; null when at fault.</summary>
    public static CooldownRule? Cooldown(NodeCursor item)
    {
        if (item.AsMap("rule", "after", "days", "hours", "dayOneIsEventDay", "scope", "channels", "consentExempt")
            is not { } map)
        {
            return null;
        }

        var rule = map.Require("rule")?.AsText(PolicyParts.NameLengthMax);
        var after = map.Require("after") is { } field
            ? (CooldownCause?)PolicyParts.Word(field, "CONVERSATION", "ABANDONED", "PTP_CREATED", "DISPUTE_OPEN")
            : null;
        var scope = map["scope"] is { } wanted ? FrequencyReader.Scope(wanted) : LimitScope.Person;
        var days = map["days"]?.AsInteger(1, LimitWindow.DaysMax) ?? 0;
        var hours = map["hours"]?.AsInteger(1, LimitWindow.DaysMax * 24) ?? 0;
        if (map["days"].HasValue == map["hours"].HasValue)
        {
            item.Faults.Error(item, "days_or_hours", "A cool-down is told either in days or in hours.");
        }

        return rule is null || after is null || scope is null
            ? null
            : new CooldownRule
            {
                Rule = rule,
                After = after.Value,
                Days = days,
                Hours = hours,
                DayOneIsEventDay = map["dayOneIsEventDay"]?.AsFlag() ?? false,
                Scope = scope.Value,
                Channels = PolicyParts.Codes(map["channels"]),
                ConsentExempt = map["consentExempt"]?.AsFlag() ?? false,
            };
    }

    /// <summary>A rule of consent; null when at fault.</summary>
    public static ConsentRule? Consent(NodeCursor item) =>
        item.AsMap("channels", "purposes") is { } map
            ? new ConsentRule(PolicyParts.Codes(map["channels"]), PolicyParts.Codes(map["purposes"]))
            : null;

    /// <summary>The rule for others than the debtor; null when absent or at fault.</summary>
    public static ThirdPartyRule? ThirdParty(NodeCursor? field)
    {
        if (field?.AsMap("allowed", "asDebtor", "never", "maxContacts", "onlyIf", "mayDiscloseDebt", "stopOnRefusal")
            is not { } map)
        {
            return null;
        }

        var conditions = map["onlyIf"]?.AsList(3)?
            .Select(item => (DebtorCondition?)PolicyParts.Word(item, "UNREACHABLE", "DECEASED", "INCAPACITATED"))
            .OfType<DebtorCondition>();
        return new ThirdPartyRule
        {
            Allowed = map["allowed"]?.AsFlag() ?? true,
            AsDebtor = PolicyParts.Codes(map["asDebtor"]) ?? [],
            Never = PolicyParts.Codes(map["never"]) ?? [],
            ContactsMax = map["maxContacts"]?.AsInteger(0, 1_000),
            OnlyIf = [.. conditions ?? []],
            MayDiscloseDebt = map["mayDiscloseDebt"]?.AsFlag() ?? false,
            StopOnRefusal = map["stopOnRefusal"]?.AsFlag() ?? true,
        };
    }

    /// <summary>How a person opts out; null when absent or at fault.</summary>
    public static OptOutRule? OptOut(NodeCursor? field)
    {
        if (field?.AsMap("keywords", "honorWithinDays", "confirmOnce", "confirmWithinMinutes") is not { } map)
        {
            return null;
        }

        return new OptOutRule(
            PolicyParts.Codes(map["keywords"]) ?? [],
            map["honorWithinDays"]?.AsInteger(0, DaysMax) ?? 0,
            map["confirmOnce"]?.AsFlag() ?? false,
            map["confirmWithinMinutes"]?.AsInteger(0, HoursMax) ?? 0);
    }

    /// <summary>Quiet days: a date, FIRST/LAST, MM-DD for every year, or a map with <c>dates</c>.</summary>
    public static QuietDate? Quiet(NodeCursor item)
    {
        if (item.Node is Node.Scalar)
        {
            return Dates(item, reason: null);
        }

        return item.AsMap("dates", "reason") is { } map && map.Require("dates") is { } dates
            ? Dates(dates, map["reason"]?.AsText(PolicyParts.TextLengthMax))
            : null;
    }

    /// <summary>What has to be said.</summary>
    public static DisclosureRule Disclosure(NodeCursor? field) =>
        field?.AsMap("recording", "ai", "identity", "validation", "optOut") is { } map
            ? new DisclosureRule
            {
                Recording = map["recording"]?.AsFlag() ?? false,
                Ai = map["ai"]?.AsFlag() ?? false,
                Identity = map["identity"]?.AsFlag() ?? false,
                Validation = map["validation"]?.AsFlag() ?? false,
                OptOut = map["optOut"]?.AsFlag() ?? false,
            }
            : new DisclosureRule();

    /// <summary>The most calls that may be dropped; null when absent or at fault.</summary>
    public static DropRateRule? DropRate(NodeCursor? field)
    {
        if (field?.AsMap("percent", "days") is not { } map
            || map.Require("percent")?.AsDecimal() is not { } percent
            || map.Require("days")?.AsInteger(1, DaysMax) is not { } days)
        {
            return null;
        }

        return new DropRateRule(percent, days);
    }

    /// <summary>How long records are kept.</summary>
    public static RetentionRule Retention(NodeCursor? field) =>
        field?.AsMap("recordsDays", "recordingsDays") is { } map
            ? new RetentionRule(map["recordsDays"]?.AsInteger(1, 36_600), map["recordingsDays"]?.AsInteger(1, 36_600))
            : new RetentionRule();

    /// <summary>How a task dials; null when absent or at fault.</summary>
    public static AttemptPlan? Attempts(NodeCursor? field)
    {
        if (field?.AsMap("max", "retryHours") is not { } map
            || map.Require("max")?.AsInteger(1, 100) is not { } max
            || map.Require("retryHours")?.AsList(100) is not { } items)
        {
            return null;
        }

        return new AttemptPlan(max, [.. items.Select(item => item.AsInteger(0, HoursMax)).OfType<int>()]);
    }

    private static QuietDate? Dates(NodeCursor field, string? reason)
    {
        if (field.AsText(PolicyParts.NameLengthMax) is not { } text)
        {
            return null;
        }

        var parts = text.Split('/');
        if (parts.Length <= 2 && Day(parts[0]) is var (first, yearly) && Day(parts[^1]) is var (last, alsoYearly)
            && yearly == alsoYearly)
        {
            last = yearly && last < first ? last.PlusYears(1) : last;
            if (first <= last)
            {
                return new QuietDate(first, last, yearly, reason);
            }
        }

        field.Faults.Error(
            field,
            "not_a_date",
            "A date YYYY-MM-DD, a day MM-DD of every year or a range FIRST/LAST is expected here.");
        return null;
    }

    private static (LocalDate Day, bool Yearly)? Day(string text)
    {
        if (LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date))
        {
            return (date, false);
        }

        // A leap year, so that 02-29 can be named.
        return Annual.Parse(text).TryGetValue(default, out var annual) ? (annual.InYear(2024), true) : null;
    }
}
