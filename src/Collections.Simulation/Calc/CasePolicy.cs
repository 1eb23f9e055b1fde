using System.Collections.Immutable;
using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Simulation.Calc;

/// <summary>The contact policy that a case describes, in force in a tenant of its own.</summary>
internal static class CasePolicy
{
    /// <summary>The name under which a case's calendar is known.</summary>
    public const string CalendarName = "CASE";

    /// <summary>
    /// The day of bare times, and of cases that name none: a Tuesday without a change of clocks near it.
    /// </summary>
    public static readonly LocalDate Day = new(2026, 4, 7);

    /// <summary>A configuration with the case's policy and calendar.</summary>
    public static TenantConfiguration Configuration(CalcCase each)
    {
        var initial = TenantConfigurationFold.Initial("calc");
        var (policy, faults) = ContactPolicyReader.Read(Document(each), ContactPolicy.DefaultName, calendars: null);
        if (policy is null)
        {
            throw new MalformedCaseException(faults[0].Path, faults[0].Message);
        }

        return initial with
        {
            Settings = initial.Settings with { TimeZone = each.Text("tenantTz") ?? each.Zone.Id },
            Calendars = initial.Calendars.SetItem(
                CalendarName, new CalendarVersion(each.Calendar, 0, Instant.MinValue)),
            ContactPolicies = ImmutableSortedDictionary<string, ContactPolicyVersion>.Empty.Add(
                ContactPolicy.DefaultName, new ContactPolicyVersion(policy, 0, Instant.MinValue)),
        };
    }

    /// <summary>The contact that a case describes.</summary>
    public static ContactQuery Query(CalcCase each)
    {
        var zones = each.Own("zones") is null ? [] : each.Texts("zones");
        return new ContactQuery(
            each.Text("request", "channel") ?? each.Text("channel") ?? ContactChannels.Phone, each.Zone.Id)
        {
            AddressZone = zones.Count > 0 ? zones[^1] : null,
            NumberZones = zones.Count > 1 ? [.. zones.Take(zones.Count - 1)] : [],
            Preferred = each.Own("preferred") is null ? [] : each.Texts("preferred"),
        };
    }

    private static Node.Mapping Document(CalcCase each)
    {
        var entries = new List<KeyValuePair<string, Node>>();
        var presets = each.Own("preset") ?? each.Own("presets");

        // A preset has hours of its own: the file's defaults are for cases that name none.
        var windows = presets is null ? each["windows"] : each.Own("windows");
        Add("presets", presets is Node.Scalar ? new Node.Sequence([presets], presets.At) : presets);
        Add("zoneResolution", each["resolution"]);
        Add("quietDates", each.Own("quietDates"));
        Add("frequency", each.Own("frequency"));
        Add("cooldowns", each.Own("cooldowns"));
        if (windows is not null)
        {
            Add("calendar", new Node.Scalar(CalendarName, true, default));
            var rule = new List<KeyValuePair<string, Node>> { new("ranges", windows) };
            if ((presets is null ? each["days"] : each.Own("days")) is { } days)
            {
                rule.Add(new("days", days));
            }

            Add("windows", new Node.Sequence([new Node.Mapping(rule, windows.At)], windows.At));
        }

        return new Node.Mapping(entries, each.Body.At);

        void Add(string key, Node? value)
        {
            if (value is not null)
            {
                entries.Add(new(key, value));
            }
        }
    }
}
