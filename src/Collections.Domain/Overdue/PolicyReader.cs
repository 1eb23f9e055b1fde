using Collections.Domain.Overdue.Reading;
using Collections.Domain.Reminders;
using Collections.Domain.Rules;
using Collections.Domain.Treatments;
using Collections.Kernel;
using Collections.Kernel.Documents;

namespace Collections.Domain.Overdue;

/// <summary>What reading a policy document gave.</summary>
/// <param name="Policy">The policy; null when a fault refuses it.</param>
/// <param name="Faults">Every fault and warning, in the order of reading.</param>
public sealed record PolicyReading(Policy? Policy, IReadOnlyList<Fault> Faults);

/// <summary>
/// Reads policies from documents. Pure; lists every fault with its path and place, and compiles the conditions so that
/// judging an account parses nothing.
/// </summary>
public static class PolicyReader
{
    /// <summary>Longest name of a policy, state, tag or value.</summary>
    internal const int NameLengthMax = 64;

    /// <summary>Most entries of one list of a policy.</summary>
    internal const int ListMax = 500;

    /// <summary>Reads a policy that uses nothing but the standard vocabulary.</summary>
    public static PolicyReading Read(Node document, string name) => Read(document, name, PolicyVocabulary.Standard);

    /// <summary>Reads a policy.</summary>
    /// <param name="document">The document.</param>
    /// <param name="name">The name it is published under; a different <c>policy</c> inside is a fault except under
    /// <c>default</c>.</param>
    /// <param name="vocabulary">The names it may use.</param>
    public static PolicyReading Read(Node document, string name, PolicyVocabulary vocabulary)
    {
        var faults = new FaultList();
        var root = new NodeCursor(document, "", faults);
        var map = root.AsMap(
            "policy", "appliesTo", "age", "calendar", "reviewEvery", "states", "rules", "treatments", "reminders");
        if (map is not { } fields)
        {
            return new PolicyReading(null, faults.Items);
        }

        CheckName(fields["policy"], name);
        var treatments = TemplatesReader.Read(fields["treatments"], vocabulary);
        var policy = new Policy
        {
            Name = name,
            AppliesTo = ReadAppliesTo(fields["appliesTo"]),
            Age = ReadAge(fields["age"]),
            Calendar = ReadCalendar(fields["calendar"], vocabulary),
            ReviewEvery = SpanReader.ReadPositive(fields["reviewEvery"]),
            States = StatesReader.Read(fields["states"], vocabulary),
            Rules = RulesReader.Read(fields["rules"], [.. treatments.Keys], vocabulary),
            Treatments = treatments,
            Reminders = RemindersReader.Read(fields["reminders"]),
        };
        return new PolicyReading(faults.HasErrors ? null : policy, faults.Items);
    }

    /// <summary>Refuses a part of the language that this build does not have yet.</summary>
    internal static void Refuse(NodeCursor? part)
    {
        if (part is { } present)
        {
            var key = present.Path[(present.Path.LastIndexOf('/') + 1)..];
            present.Faults.Error(present, "not_supported_yet", $"'{key}' is not supported by this version yet.");
        }
    }

    private static void CheckName(NodeCursor? field, string name)
    {
        if (field?.AsText(NameLengthMax) is { } inside && inside != name && name != Policy.DefaultName)
        {
            var message = $"The document names the policy '{inside}', it is published as '{name}'.";
            field.Value.Faults.Error(field.Value, "name_mismatch", message);
        }
    }

    private static AppliesTo ReadAppliesTo(NodeCursor? field)
    {
        if (field?.AsMap("collectionClass", "division", "currency") is not { } map)
        {
            return AppliesTo.Everyone;
        }

        CheckCurrencies(map["currency"]);
        return new AppliesTo
        {
            CollectionClass = map["collectionClass"]?.AsTexts(ListMax, NameLengthMax),
            Division = map["division"]?.AsTexts(ListMax, NameLengthMax),
            Currency = map["currency"]?.AsTexts(ListMax, NameLengthMax),
        };
    }

    private static void CheckCurrencies(NodeCursor? field)
    {
        if (field is not { Node: Node.Sequence } list || list.AsList(ListMax) is not { } items)
        {
            return;
        }

        foreach (var item in items)
        {
            if (item.Node is Node.Scalar { Text: { Length: > 0 } code } && Currency.OrNull(code) is null)
            {
                item.Faults.Error(item, "unknown_currency", $"'{code}' is no currency of ISO 4217.");
            }
        }
    }

    private static AgeBasis ReadAge(NodeCursor? field)
    {
        if (field?.AsMap("from", "graceDays") is not { } map)
        {
            return AgeBasis.PastDue;
        }

        var from = map["from"]?.AsChoice("dueDate", "issuedOn") == 1 ? AgeStart.IssuedOn : AgeStart.DueDate;
        return new AgeBasis(from, map["graceDays"]?.AsInteger(0, AgeBasis.GraceDaysMax) ?? 0);
    }

    private static string? ReadCalendar(NodeCursor? field, PolicyVocabulary vocabulary)
    {
        var calendar = field?.AsText(NameLengthMax);
        if (calendar is not null && vocabulary.Calendars?.Contains(calendar) == false)
        {
            field!.Value.Faults.Error(field.Value, "unknown_calendar", $"There is no calendar '{calendar}'.");
        }

        return calendar;
    }
}
