using System.Globalization;
using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Gateways.Composition;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Storage.Sqlite;

namespace Collections.Torture.Tests.Reservations;

/// <summary>
/// Many requesters that want to contact the same persons at once: calls and messages, about two accounts each, settled
/// with all kinds of outcomes, some never, while days and nights pass.
/// </summary>
internal sealed class Crowd(SqliteStore store, int seed)
{
    public const int Persons = 1_000;

    public const int Requesters = 64;

    /// <summary>What the crowd is held to; the checker knows it by heart.</summary>
    public const string Policy =
        """
        {
          "windows": [ { "days": "ALL", "ranges": ["08:00-21:00"] } ],
          "frequency": [
            { "rule": "CALLS_3_PER_DAY", "metric": "ATTEMPT", "window": "CALENDAR_DAYS(1)", "limit": 3,
              "excludeOutcomes": ["BUSY"] },
            { "rule": "CALLS_4_IN_48_H", "metric": "ATTEMPT", "scope": "PERSON_DEBT", "window": "ROLLING(48)", "limit": 4,
              "excludeOutcomes": ["BUSY"] },
            { "rule": "MESSAGES_2_PER_DAY", "metric": "MESSAGE", "window": "CALENDAR_DAYS(1)", "limit": 2 }
          ],
          "cooldowns": [
            { "rule": "CONVERSATION_3D", "after": "CONVERSATION", "days": 3, "dayOneIsEventDay": true,
              "scope": "PERSON_DEBT", "channels": ["phone"] }
          ]
        }
        """;

    private static readonly string[] Zones = ["America/New_York", "Asia/Shanghai", "Europe/Berlin", "UTC"];

    private static readonly string?[] Outcomes =
        ["NO_ANSWER", "NO_ANSWER", "BUSY", "VOICEMAIL", "ANSWERED_HUMAN", "NOT_MADE", "REJECTED", null];

    private readonly CrowdTime _time = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    private int _asked;

    /// <summary>How many contacts were permitted.</summary>
    public int Permitted;

    public static EntityKey Key(int person) =>
        new("default", Person.Kind, string.Create(CultureInfo.InvariantCulture, $"c{person:D4}"));

    public static string ZoneOf(int person) => Zones[person % Zones.Length];

    /// <summary>Asks so many times.</summary>
    public async Task RunAsync(int reservations)
    {
        await using var engine = ProductEngine.Over(store, _time);
        var published = await engine.AskAsync(
            new EntityKey("default", ContactPolicyDocument.KindName, ContactPolicy.DefaultName),
            new PublicationCommand.Publish("json", Policy, Policy, null));
        Invariant.Require(published.Rejection is null, "The policy is published.");
        await Task.WhenAll(Enumerable.Range(0, Requesters).Select(each => AskAsync(engine, each, reservations)));
    }

    private async Task AskAsync(Engine engine, int requester, int reservations)
    {
        var random = new Random(seed + requester);
        for (var n = Interlocked.Increment(ref _asked); n <= reservations; n = Interlocked.Increment(ref _asked))
        {
            // Half of all requests go to few persons, so that many of them meet.
            var person = random.Next(2) == 0 ? random.Next(20) : random.Next(Persons);
            var channel = random.Next(3) == 0 ? "sms" : "phone";
            var id = string.Create(CultureInfo.InvariantCulture, $"r{requester}-{n}");
            var reserve = new PersonCommand.ReserveContact(
                id, $"a{person}-{random.Next(2)}", channel, ZoneOf(person));
            var answer = await engine.AskAsync(Key(person), reserve);
            Invariant.Require(
                answer.Rejection is null or { Code: "too_many_reservations" }, $"The gate answers ({answer.Rejection}).");
            if (answer.Report is ContactPermission { Decision: GateAnswer.Allow })
            {
                Interlocked.Increment(ref Permitted);
                await SettleAsync(engine, person, (id, channel), random);
            }

            _time.Pass(TimeSpan.FromMilliseconds(random.Next(6_000)));
        }
    }

    private static async Task SettleAsync(
        Engine engine, int person, (string Id, string Channel) contact, Random random)
    {
        var outcome = Outcomes[random.Next(Outcomes.Length)];
        if (outcome is null)
        {
            return;
        }

        var result = contact.Channel == "sms" && outcome != "NOT_MADE" ? "SENT" : outcome;
        await engine.AskAsync(
            Key(person), new PersonCommand.SettleContact(contact.Id, SettleOutcome.Sent) { Result = result });
    }
}
