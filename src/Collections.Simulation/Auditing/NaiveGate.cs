using System.Text.Json;
using NodaTime;

namespace Collections.Simulation.Auditing;

/// <summary>A person's wishes as the auditor keeps them, and whether a contact was right by them.</summary>
internal sealed class NaiveGate(Action<string> complain)
{
    private static readonly LocalTime Opens = new(8, 0);
    private static readonly LocalTime Closes = new(21, 0);

    private readonly SortedDictionary<string, bool> _channels = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (string Account, LocalDate From, LocalDate? Until, string Zone)> _holds =
        new(StringComparer.Ordinal);

    private bool _out;

    /// <summary>Notices permitted, by id.</summary>
    public SortedSet<string> Permitted { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the hours of contact are open.</summary>
    public static bool IsOpen(Instant at, DateTimeZone zone)
    {
        var time = at.InZone(zone).TimeOfDay;
        return time >= Opens && time < Closes;
    }

    /// <summary>Whether the person wants nothing on a channel.</summary>
    public bool IsOut(string channel) => _channels.GetValueOrDefault(channel, _out);

    /// <summary>Takes in one event; a permit is judged at once.</summary>
    public void Apply(string type, JsonElement data, Instant at, Func<string, DateTimeZone> zoneOf)
    {
        switch (type)
        {
            case "contact.opted_out" or "contact.opted_in":
                Wish(data.Text("channel"), type == "contact.opted_out");
                break;
            case "contact.hold_placed":
                var hold = data.Part("hold");
                _holds[$"{hold.Text("accountId")}/{hold.Text("holdId")}"] = (
                    hold.Text("accountId"), hold.Day("from")!.Value, hold.Day("until"), hold.Text("timeZone"));
                break;
            case "contact.hold_released":
                _holds.Remove($"{data.Text("accountId")}/{data.Text("holdId")}");
                break;
            case "contact.permitted":
                Permit(data, at, zoneOf(data.Text("accountId")));
                break;
            default:
                break;
        }
    }

    private void Permit(JsonElement data, Instant at, DateTimeZone zone)
    {
        Permitted.Add(data.Text("noticeId"));
        if (IsOut(data.Text("channel")))
        {
            complain($"gate: {data.Text("noticeId")} was permitted after the person opted out");
        }

        if (!IsOpen(at, zone))
        {
            complain($"gate: {data.Text("noticeId")} was permitted at {at.InZone(zone)}");
        }

        var held = _holds.Values.Any(hold => hold.Account == data.Text("accountId")
            && at.InZone(DateTimeZoneProviders.Tzdb[hold.Zone]).Date is var today
            && hold.From <= today && (hold.Until is null || today < hold.Until));
        if (held)
        {
            complain($"gate: {data.Text("noticeId")} was permitted on a day of a hold");
        }
    }

    private void Wish(string channel, bool isOut)
    {
        if (channel.Length > 0)
        {
            _channels[channel] = isOut;
            return;
        }

        // A wish for everything ends what was said about single channels.
        _out = isOut;
        _channels.Clear();
    }
}
