using Collections.Domain.Overdue;
using Collections.Domain.Overdue.Conditions;
using Collections.Domain.Overdue.Reading;
using Collections.Kernel.Documents;

namespace Collections.Domain.Rules;

/// <summary>Reads the rules of a policy.</summary>
internal static class RulesReader
{
    /// <summary>Most rules of one policy.</summary>
    private const int RulesMax = 200;

    /// <summary>Reads the list in its order. A rule at fault is left out of the answer.</summary>
    /// <param name="field">The list; null when absent.</param>
    /// <param name="templates">The names of the policy's treatments.</param>
    /// <param name="vocabulary">The names conditions may use.</param>
    internal static IReadOnlyList<PolicyRule> Read(
        NodeCursor? field, IReadOnlyCollection<string> templates, PolicyVocabulary vocabulary)
    {
        if (field?.AsList(RulesMax) is not { } items)
        {
            return [];
        }

        var rules = new List<PolicyRule>(items.Count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (ReadRule(item, templates, vocabulary) is not { } rule)
            {
                continue;
            }

            if (names.Add(rule.Name))
            {
                rules.Add(rule with { Rank = rules.Count });
            }
            else
            {
                item.Faults.Error(
                    $"{item.Path}/name", "duplicate", $"A rule before is called '{rule.Name}' as well.", item.Node.At);
            }
        }

        return rules;
    }

    private static PolicyRule? ReadRule(
        NodeCursor item, IReadOnlyCollection<string> templates, PolicyVocabulary vocabulary)
    {
        if (item.AsMap("name", "when", "creditBill", "bills", "start", "stop", "replace") is not { } map)
        {
            return null;
        }

        var name = map.Require("name")?.AsText(PolicyReader.NameLengthMax);
        var when = ReadWhen(map, vocabulary);
        var bills = ReadBills(map);
        var start = ReadStart(map, templates);
        var stop = map["stop"]?.AsFlag() ?? false;
        var replace = map["replace"]?.AsFlag() ?? false;
        return name is null || when is null || bills is null || start is null
            ? null
            : new PolicyRule
            {
                Name = name,
                Rank = 0,
                When = when,
                Bills = bills,
                Start = start,
                Stop = stop,
                Replace = replace,
            };
    }

    private static Condition? ReadWhen(MapCursor rule, PolicyVocabulary vocabulary)
    {
        var when = rule["when"] is { } field ? ConditionReader.Read(field, vocabulary) : new AllOf([]);
        return rule["creditBill"]?.AsFlag() is { } wanted && when is not null
            ? new AllOf([when, new Flag("creditBill", wanted, AccountFlags.CreditBill)])
            : when;
    }

    private static string? ReadStart(MapCursor rule, IReadOnlyCollection<string> templates)
    {
        if (rule.Require("start") is not { } field || field.AsText(PolicyReader.NameLengthMax) is not { } start)
        {
            return null;
        }

        if (templates.Contains(start))
        {
            return start;
        }

        var known = templates.Count == 0 ? "none" : string.Join(", ", templates);
        field.Faults.Error(field, "unknown_treatment", $"There is no treatment '{start}'; known: {known}.");
        return null;
    }

    private static BillFilter? ReadBills(MapCursor rule)
    {
        if (rule["bills"] is not { } field)
        {
            var credit = AsksForCreditBills(rule.Node) || (rule.Node["when"] is { } when && AsksForCreditBills(when));
            return credit ? BillFilter.Credit : BillFilter.PastDue;
        }

        if (field.AsMap("age", "amount", "skipPostponed", "skipDisputed") is not { } map)
        {
            return null;
        }

        AgeComparison[]? ages = map["age"] is { } age ? Comparisons.Ages(age) : [];
        NumberComparison[]? amounts = map["amount"] is { } amount ? Comparisons.Decimals(amount) : [];
        var skipPostponed = map["skipPostponed"]?.AsFlag() ?? true;
        var skipDisputed = map["skipDisputed"]?.AsFlag() ?? false;
        return ages is null || amounts is null ? null : BillFilter.Of(ages, amounts, skipPostponed, skipDisputed);
    }

    /// <summary>Whether a map asks for <c>creditBill: true</c>, itself or in a part that has to hold.</summary>
    private static bool AsksForCreditBills(Node node) =>
        node is Node.Mapping map
        && ((map["creditBill"] is Node.Scalar { Text: { } text }
                && text.Equals("true", StringComparison.OrdinalIgnoreCase))
            || (map["all"] is Node.Sequence all && all.Items.Any(AsksForCreditBills)));
}
