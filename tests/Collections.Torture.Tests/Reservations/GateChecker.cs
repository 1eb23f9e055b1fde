using System.Text.Json;
using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Torture.Tests.Reservations;

/// <summary>
/// Recomputes from the event log alone, by the letter of the policy and none of the product's code, whether any permit
/// broke a cap, a cool-down or the hours.
/// </summary>
internal sealed class GateChecker(ILogReader log)
{
    private readonly List<string> _breaches = [];

    /// <summary>What was found, one line each.</summary>
    public IReadOnlyList<string> Breaches => _breaches;

    /// <summary>Permits looked at.</summary>
    public int Permits { get; private set; }

    /// <summary>Decisions that held a contact back.</summary>
    public int Refusals { get; private set; }

    public async Task CheckAsync(EntityKey person, string zone)
    {
        var calls = new List<Call>();
        var order = 0;
        var after = 0L;
        while (true)
        {
            var page = await log.ReadHistoryAsync(person, after, 500);
            foreach (var record in page)
            {
                after = record.Record.Version;
                using var entry = JsonDocument.Parse(record.Record.Bytes);
                var at = Instant.FromUnixTimeMilliseconds(entry.RootElement.GetProperty("at").GetInt64());
                foreach (var happened in entry.RootElement.GetProperty("events").EnumerateArray())
                {
                    Take(calls, happened, at, order++);
                }
            }

            if (page.Count < 500)
            {
                break;
            }
        }

        var local = DateTimeZoneProviders.Tzdb[zone];
        foreach (var call in calls)
        {
            Judge(call, calls, local);
        }
    }

    private void Take(List<Call> calls, JsonElement happened, Instant at, int order)
    {
        var data = happened.GetProperty("data");
        switch (happened.GetProperty("type").GetString())
        {
            case "contact.permitted":
                Permits++;
                calls.Add(new Call(
                    data.GetProperty("noticeId").GetString()!,
                    data.GetProperty("accountId").GetString()!,
                    data.GetProperty("channel").GetString()!,
                    at,
                    order));
                break;
            case "contact.deferred" or "contact.blocked":
                Refusals++;
                break;
            case "contact.settled":
                var settled = calls.Find(call => call.Id == data.GetProperty("noticeId").GetString())!;
                settled.Outcome = data.TryGetProperty("result", out var result) ? result.GetString()! : "OTHER";
                settled.SettledOrder = order;
                break;
            default:
                break;
        }
    }

    private void Judge(Call call, List<Call> calls, DateTimeZone zone)
    {
        var now = call.At.InZone(zone);
        if (now.Hour is < 8 or >= 21)
        {
            _breaches.Add($"{call.Id} at {now}: outside the hours");
        }

        if (call.Channel == "sms")
        {
            Cap(call, calls, "2 messages a day", 2, other => other.Channel == "sms" && SameDay(other, call, zone));
            return;
        }

        Cap(call, calls, "3 calls a day", 3, other => IsCall(other) && SameDay(other, call, zone));
        Cap(call, calls, "4 calls in 48 h", 4, other => IsCall(other)
            && other.Account == call.Account && call.At - other.At < Duration.FromHours(48));
        var talked = calls.Find(other => other.Outcome == "ANSWERED_HUMAN"
            && other.Channel == "phone"
            && other.Account == call.Account
            && other.SettledOrder < call.Order
            && Period.DaysBetween(other.At.InZone(zone).Date, now.Date) < 3);
        if (talked is not null)
        {
            _breaches.Add($"{call.Id} at {now}: conversation {talked.Id} at {talked.At.InZone(zone)}");
        }
    }

    private void Cap(Call call, List<Call> calls, string words, int most, Func<Call, bool> counts)
    {
        if (call.Outcome is "BUSY" or "NOT_MADE")
        {
            return;
        }

        var made = calls.Count(other =>
            other.Order <= call.Order && other.Outcome != "NOT_MADE" && counts(other));
        if (made > most)
        {
            _breaches.Add($"{call.Id} at {call.At}: {made} instead of {words}");
        }
    }

    private static bool IsCall(Call call) => call is { Channel: "phone", Outcome: not "BUSY" };

    private static bool SameDay(Call left, Call right, DateTimeZone zone) =>
        left.At.InZone(zone).Date == right.At.InZone(zone).Date;

    private sealed record Call(string Id, string Account, string Channel, Instant At, int Order)
    {
        public string? Outcome { get; set; }

        public int SettledOrder { get; set; } = int.MaxValue;
    }
}
