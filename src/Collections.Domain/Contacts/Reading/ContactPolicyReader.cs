using Collections.Domain.Lexicons;
using Collections.Kernel;
using Collections.Kernel.Documents;

namespace Collections.Domain.Contacts;

/// <summary>What reading a contact policy gave.</summary>
/// <param name="Policy">The policy; null when a fault refuses it.</param>
/// <param name="Faults">Every fault and warning, in the order of reading.</param>
public sealed record ContactPolicyReading(ContactPolicy? Policy, IReadOnlyList<Fault> Faults);

/// <summary>
/// Reads contact policies and presets from documents. Pure; lists every fault with its path and place.
/// </summary>
public static class ContactPolicyReader
{
    private const int PresetsMax = 20;

    private static readonly string[] Keys =
    [
        "policy", "appliesTo", "presets", "jurisdiction", "source", "needsLegalReview", "effectiveFrom", "calendar",
        "zoneResolution", "zone", "windows", "frequency", "cooldowns", "consent", "thirdParty", "optOut", "quietDates",
        "disclosure", "dropRate", "retention", "attempts", "wording",
    ];

    /// <summary>Reads a policy.</summary>
    /// <param name="document">The document.</param>
    /// <param name="name">The name it is published under; a different <c>policy</c> inside is a fault except under
    /// <c>default</c>.</param>
    /// <param name="calendars">The calendars it may name; null to take any name.</param>
    public static ContactPolicyReading Read(Node document, string name, IReadOnlySet<string>? calendars) =>
        Read(document, name, calendars, ContactPresets.Find);

    /// <summary>Reads a policy among presets that are looked up by their name.</summary>
    internal static ContactPolicyReading Read(
        Node document, string name, IReadOnlySet<string>? calendars, Func<string, ContactPolicy?> presets)
    {
        var faults = new FaultList();
        if (new NodeCursor(document, string.Empty, faults).AsMap(Keys) is not { } map)
        {
            return new ContactPolicyReading(null, faults.Items);
        }

        CheckName(map["policy"], name);
        var own = SetOf(map, name);
        IReadOnlyList<ContactRuleSet> sets =
        [
            .. Presets(map["presets"], presets)
                .DistinctBy(set => set.Name)
                .Select(set => set.Calendar is null ? set with { Calendar = own.Calendar } : set),
            own,
        ];
        CheckCalendar(map["calendar"], calendars);
        CheckRules(sets, map);
        var policy = new ContactPolicy
        {
            Name = name,
            AppliesTo = AppliesTo(map["appliesTo"]),
            Sets = sets,
        };
        return new ContactPolicyReading(faults.HasErrors ? null : policy, faults.Items);
    }

    private static ContactRuleSet SetOf(MapCursor map, string name) => new()
    {
        Name = name,
        Jurisdiction = map["jurisdiction"]?.AsText(PolicyParts.NameLengthMax),
        Source = map["source"]?.AsText(PolicyParts.TextLengthMax),
        NeedsLegalReview = map["needsLegalReview"]?.AsFlag() ?? false,
        EffectiveFrom = PolicyParts.Date(map["effectiveFrom"]),
        Calendar = map["calendar"]?.AsText(PolicyParts.NameLengthMax),
        ZoneResolution = map["zoneResolution"] is { } field
            ? (ZoneResolution)(PolicyParts.Word(field, "INTERSECT_ALL", "ADDRESS", "AREA_CODE", "TENANT") ?? 0)
            : ZoneResolution.IntersectAll,
        Zone = Zone(map["zone"]),
        Windows = PolicyParts.Items(map["windows"], WindowReader.Read),
        Frequency = PolicyParts.Items(map["frequency"], FrequencyReader.Read),
        Cooldowns = PolicyParts.Items(map["cooldowns"], ConditionsReader.Cooldown),
        Consent = PolicyParts.Items(map["consent"], ConditionsReader.Consent),
        ThirdParty = ConditionsReader.ThirdParty(map["thirdParty"]),
        OptOut = ConditionsReader.OptOut(map["optOut"]),
        QuietDates = PolicyParts.Items(map["quietDates"], ConditionsReader.Quiet),
        Disclosure = ConditionsReader.Disclosure(map["disclosure"]),
        DropRate = ConditionsReader.DropRate(map["dropRate"]),
        Retention = ConditionsReader.Retention(map["retention"]),
        Attempts = ConditionsReader.Attempts(map["attempts"]),
        Wording = LexiconReader.Read(map["wording"]),
    };

    private static List<ContactRuleSet> Presets(NodeCursor? field, Func<string, ContactPolicy?> presets)
    {
        if (field?.AsList(PresetsMax) is not { } items)
        {
            return [];
        }

        var sets = new List<ContactRuleSet>();
        foreach (var item in items)
        {
            if (item.AsText(PolicyParts.NameLengthMax) is not { } preset)
            {
                continue;
            }

            if (presets(preset) is { } found)
            {
                sets.AddRange(found.Sets);
            }
            else
            {
                item.Faults.Error(item, "unknown_preset", $"There is no preset '{preset}'.");
            }
        }

        return sets;
    }

    private static ContactAppliesTo AppliesTo(NodeCursor? field) =>
        field?.AsMap("country", "currency", "collectionClass", "division", "region") is { } map
            ? new ContactAppliesTo
            {
                Country = PolicyParts.Codes(map["country"]),
                Currency = PolicyParts.Codes(map["currency"]),
                CollectionClass = PolicyParts.Codes(map["collectionClass"]),
                Division = PolicyParts.Codes(map["division"]),
                Region = PolicyParts.Codes(map["region"]),
            }
            : ContactAppliesTo.Everyone;

    private static string? Zone(NodeCursor? field)
    {
        var zone = field?.AsText(PolicyParts.NameLengthMax);
        if (zone is not null && LocalDays.ZoneOrNull(zone) is null)
        {
            field!.Value.Faults.Error(field.Value, "unknown_timezone", $"'{zone}' is no IANA time zone.");
        }

        return zone;
    }

    private static void CheckName(NodeCursor? field, string name)
    {
        if (field?.AsText(PolicyParts.NameLengthMax) is { } inside
            && inside != name
            && name != ContactPolicy.DefaultName)
        {
            var message = $"The document names the contact policy '{inside}', it is published as '{name}'.";
            field.Value.Faults.Error(field.Value, "name_mismatch", message);
        }
    }

    private static void CheckCalendar(NodeCursor? field, IReadOnlySet<string>? calendars)
    {
        if (field is { Node: Node.Scalar { Text: { } calendar } } && calendars?.Contains(calendar) == false)
        {
            field.Value.Faults.Error(field.Value, "unknown_calendar", $"There is no calendar '{calendar}'.");
        }
    }

    /// <summary>Findings name their rule, so two rules of one policy cannot share a name.</summary>
    private static void CheckRules(IReadOnlyList<ContactRuleSet> sets, MapCursor map)
    {
        var names = sets.SelectMany(set =>
            set.Frequency.Select(each => each.Rule).Concat(set.Cooldowns.Select(each => each.Rule)));
        foreach (var twice in names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            map.Faults.Error(map.Path, "duplicate", $"More than one rule is called '{twice.Key}'.", map.Node.At);
        }
    }
}
