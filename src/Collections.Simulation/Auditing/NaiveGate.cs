using System.Text.Json;
using NodaTime;

namespace Collections.Simulation.Auditing;

/// <summary>
/// What stands against contacts with a person as the auditor keeps it, and whether a contact was right by it. Each fact
/// bears the true time at which it was durable: a contact that was decided before cannot have known it.
/// </summary>
internal sealed class NaiveGate(Action<string> complain, Func<Instant> now)
{
    private readonly SortedDictionary<string, (bool Out, Instant Since)> _channels = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Stop> _stops = new(StringComparer.Ordinal);

    private readonly Dictionary<string, Instant> _deferred = new(StringComparer.Ordinal);

    private (bool Out, Instant Since) _all;

    /// <summary>Contacts permitted, by id: when the last time.</summary>
    public SortedDictionary<string, Instant> Permitted { get; } = new(StringComparer.Ordinal);

    /// <summary>Contacts of which the gate heard the end.</summary>
    public SortedSet<string> Settled { get; } = new(StringComparer.Ordinal);

    /// <summary>Legal holds and complaints that stand.</summary>
    public IEnumerable<string> Stops => _stops.Keys;

    /// <summary>Whatever stood against contacts at some time.</summary>
    public SortedSet<string> Placed { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the person wants nothing on a channel.</summary>
    public bool IsOut(string channel) => WishFor(channel).Out;

    /// <summary>What stands against a contact and was known by an instant; null for nothing.</summary>
    public string? Against(AuditedContact contact, Instant known)
    {
        var wish = WishFor(contact.Channel);
        if (wish.Out && wish.Since <= known)
        {
            return "after the person opted out";
        }

        return _stops.Where(each => each.Value.Concerns(contact) && each.Value.Since <= known)
            .Select(each => $"although {each.Key} stands")
            .FirstOrDefault();
    }

    /// <summary>Whether a contact waits for a time that is still to come.</summary>
    public bool Waits(string id, Instant at) => _deferred.TryGetValue(id, out var until) && until > at;

    /// <summary>Takes in one event; a permit is judged at once.</summary>
    public void Apply(string type, JsonElement data, Instant at, Func<string, DateTimeZone> zoneOf)
    {
        switch (type)
        {
            case "contact.opted_out" or "contact.opted_in":
                Wish(data.Text("channel"), type == "contact.opted_out");
                break;
            case "contact.permitted":
                Permit(data, at, zoneOf(data.Text("accountId")));
                break;
            case "contact.deferred":
                _deferred[data.Text("noticeId")] = Instant.FromUnixTimeMilliseconds(data.Number("until"));
                break;
            case "contact.settled":
                Settled.Add(data.Text("noticeId"));
                break;
            default:
                Hold(type, data);
                break;
        }
    }

    private void Hold(string type, JsonElement data)
    {
        switch (type)
        {
            case "contact.hold_placed":
                var hold = data.Part("hold");
                Place(HoldName(hold), new Stop(hold.Day("from")!.Value, hold.Day("until"), now())
                {
                    AccountId = hold.Text("accountId"),
                    Zone = DateTimeZoneProviders.Tzdb[hold.Text("timeZone")],
                });
                break;
            case "contact.hold_released":
                _stops.Remove(HoldName(data));
                break;
            case "contact.legal_hold_placed":
                var law = data.Part("hold");
                Place("law " + law.Text("holdId"), new Stop(law.Day("from")!.Value, law.Day("until"), now())
                {
                    AccountId = law.Text("accountId"),
                    Channel = law.Text("channel"),
                });
                break;
            case "contact.legal_hold_released":
                _stops.Remove("law " + data.Text("holdId"));
                break;
            case "contact.quiet_dates_set":
                var dates = data.Part("dates");
                Place("quiet " + dates.Text("quietId"), new Stop(
                    dates.Day("first")!.Value, dates.Day("last")!.Value.PlusDays(1), now()));
                break;
            case "contact.quiet_dates_removed":
                _stops.Remove("quiet " + data.Text("quietId"));
                break;
            default:
                break;
        }
    }

    private static string HoldName(JsonElement hold) => $"hold {hold.Text("accountId")}/{hold.Text("holdId")}";

    /// <summary>The same words again do not make it younger.</summary>
    private void Place(string name, Stop stop)
    {
        Placed.Add(name);
        if (!_stops.TryGetValue(name, out var known) || known with { Since = stop.Since } != stop)
        {
            _stops[name] = stop;
        }
    }

    private void Permit(JsonElement data, Instant at, DateTimeZone zone)
    {
        var id = data.Text("noticeId");
        Permitted[id] = at;
        var contact = new AuditedContact(data.Text("channel"), data.Text("accountId"), at, zone);
        if (Against(contact, Instant.MaxValue) is { } reason)
        {
            complain($"gate: {id} was permitted {reason}");
        }
    }

    private (bool Out, Instant Since) WishFor(string channel) => _channels.GetValueOrDefault(channel, _all);

    private void Wish(string channel, bool isOut)
    {
        if (channel.Length > 0)
        {
            _channels[channel] = (isOut, now());
            return;
        }

        // A wish for everything ends what was said about single channels.
        _all = (isOut, now());
        _channels.Clear();
    }

    /// <summary>Days on which nobody may be contacted: [from, until).</summary>
    private sealed record Stop(LocalDate From, LocalDate? Until, Instant Since)
    {
        public string AccountId { get; init; } = string.Empty;

        public string Channel { get; init; } = string.Empty;

        public DateTimeZone? Zone { get; init; }

        public bool Concerns(AuditedContact contact)
        {
            var today = contact.At.InZone(Zone ?? contact.Zone).Date;
            return (AccountId.Length == 0 || AccountId == contact.AccountId)
                && (Channel.Length == 0 || Channel == contact.Channel)
                && From <= today
                && !(Until <= today);
        }
    }
}

/// <summary>A contact that the auditor looks at.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="AccountId">The account.</param>
/// <param name="At">When.</param>
/// <param name="Zone">The account's zone.</param>
internal sealed record AuditedContact(string Channel, string AccountId, Instant At, DateTimeZone Zone);
