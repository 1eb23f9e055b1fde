using System.Globalization;
using System.Text.RegularExpressions;
using Collections.Domain.Contacts;
using Collections.Kernel;
using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Simulation.Calc;

/// <summary>The person of a case, with the contacts that the case tells of.</summary>
internal static partial class CaseHistory
{
    private const string OneNumber = "number-1";

    /// <summary>The contact thought of.</summary>
    public static ContactQuery Query(CalcCase each) => CasePolicy.Query(each) with
    {
        AccountId = each.Text("request", "debt") ?? each.Text("debt"),
        NumberId = each.Text("request", "number") ?? each.Text("number") ?? OneNumber,
    };

    /// <summary>The person as he is at an instant.</summary>
    public static Person Person(CalcCase each, Instant at)
    {
        var marks = each.Own("history") switch
        {
            Node.Sequence list => [.. list.Items.Select((item, i) => Mark(each, item, i))],
            Node.Mapping map => Counted(each, map, at),
            _ => new List<ContactMark>(),
        };
        var consents = (each.Text("request", "consent") ?? each.Text("consent")) is "true"
            ? new[] { Asked(at - Duration.FromHours(1)) }
            : [];
        return new Person
        {
            Tenant = "calc",
            Id = each.Text("person") ?? "P",
            History = [.. marks.OrderBy(mark => mark.At)],
            Consents = consents,
        };
    }

    private static Consent Asked(Instant at) =>
        new() { ConsentId = "case", At = at, Requested = true, Source = "case" };

    private static ContactMark Mark(CalcCase each, Node item, int index)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/history/{index}");
        var map = item as Node.Mapping;
        var text = (map is null ? item as Node.Scalar : map["at"] as Node.Scalar)?.Text
            ?? throw new MalformedCaseException(path, "A contact has an instant 'at'.");
        var outcome = Said("out") ?? Said("outcome");
        if (outcome is not null && !ContactResults.IsKnown(outcome))
        {
            throw new MalformedCaseException($"{path}/out", $"'{outcome}' is no outcome of a contact.");
        }

        return new ContactMark
        {
            ContactId = string.Create(CultureInfo.InvariantCulture, $"h{index}"),
            At = each.Instant($"{path}/at", text, CasePolicy.Day),
            Channel = Said("channel") ?? each.Text("channel") ?? ContactChannels.Phone,
            AccountId = Said("debt") ?? each.Text("debt"),
            NumberId = Said("number") ?? each.Text("number") ?? OneNumber,
            Result = ContactResults.Canonical(outcome ?? "NO_ANSWER"),
            Inbound = string.Equals(Said("direction"), "IN", StringComparison.OrdinalIgnoreCase),
            Consented = Said("consent") is "true",
        };

        string? Said(string key) => (map?[key] as Node.Scalar)?.Text;
    }

    /// <summary>Contacts of which only the number is told: spread evenly over their window, the latest today.</summary>
    private static List<ContactMark> Counted(CalcCase each, Node.Mapping map, Instant at)
    {
        var marks = new List<ContactMark>();
        foreach (var (key, value) in map.Entries)
        {
            if (CountKey().Match(key) is not { Success: true } match || value is not Node.Scalar { Text: { } text })
            {
                continue;
            }

            var count = int.Parse(text, CultureInfo.InvariantCulture);
            var isToday = !match.Groups["size"].Success;
            var size = isToday ? 1 : int.Parse(match.Groups["size"].ValueSpan, CultureInfo.InvariantCulture);
            var unit = isToday ? "d" : match.Groups["unit"].Value;
            var what = match.Groups["what"].Value;
            for (var i = 0; i < count; i++)
            {
                marks.Add(new ContactMark
                {
                    ContactId = string.Create(CultureInfo.InvariantCulture, $"{key}-{i}"),
                    At = Spread(each, (at, unit), (size, count), i),
                    Channel = what == "messages" ? "sms" : each.Text("channel") ?? ContactChannels.Phone,
                    AccountId = (map["debt"] as Node.Scalar)?.Text ?? each.Text("debt"),
                    NumberId = OneNumber,
                    Result = what switch
                    {
                        "conversations" => ContactResults.AnsweredHuman,
                        "connected" => "ANSWERED_MACHINE",
                        "messages" => ContactResults.Sent,
                        _ => "NO_ANSWER",
                    },
                });
            }
        }

        return marks;
    }

    private static Instant Spread(
        CalcCase each, (Instant At, string Unit) now, (int Size, int Count) window, int index)
    {
        if (now.Unit != "d")
        {
            var length = now.Unit == "h" ? Duration.FromHours(window.Size) : Duration.FromMinutes(window.Size);
            return now.At - (length * (index + 1) / (window.Count + 1));
        }

        var day = LocalDays.DayOf(now.At, each.Zone).PlusDays(-(index * window.Size / window.Count));
        var perDay = index % Math.Max(1, (window.Count + window.Size - 1) / window.Size);
        return day.At(new LocalTime(10, 0)).PlusMinutes(-40 * perDay).InZoneLeniently(each.Zone).ToInstant();
    }

    [GeneratedRegex(
        @"\A(?<what>count|communications|attempts|calls|connected|conversations|messages)"
        + @"((?<size>[0-9]{1,4})(?<unit>d|h|m|min)|Today)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex CountKey();
}
