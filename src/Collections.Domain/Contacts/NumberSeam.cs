using System.Text.Json;
using System.Text.Json.Serialization;
using Collections.Kernel;
using Collections.Kernel.Json;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>
/// A person's permit waits for the number: may it be called now by the limits that count per number? Sent by a person
/// as
/// the message <see cref="NumberMessages.Reserve"/> once all rules of the person allow the contact; the number answers
/// with <see cref="NumberAnswer"/>. It is kept by (<see cref="ContactId"/>, <see cref="Attempt"/>): the same pair again
/// gives the same answer and counts once.
/// </summary>
public sealed record NumberReservation
{
    /// <summary>The contact, unique within the tenant.</summary>
    public required string ContactId { get; init; }

    /// <summary>Which try of the contact it is, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>The person that asks and is answered: the customer id.</summary>
    public required string PersonId { get; init; }

    /// <summary>The account the contact is about.</summary>
    public required string AccountId { get; init; }

    /// <summary>The channel: <c>phone</c>, <c>sms</c> ...</summary>
    public required string Channel { get; init; }

    /// <summary>IANA zones in which local days are counted; the first is the person's.</summary>
    public required IReadOnlyList<string> Zones { get; init; }

    /// <summary>The instant at which it is asked.</summary>
    public required Instant At { get; init; }

    /// <summary>When the reservation counts as a contact of unknown outcome if nobody settled it.</summary>
    public required Instant ExpiresAt { get; init; }

    /// <summary>The limits of scope <see cref="LimitScope.Number"/> of the contact policy in force.</summary>
    public required IReadOnlyList<FrequencyLimit> Limits { get; init; }

    /// <summary>The contact policy the limits come from.</summary>
    public required string Policy { get; init; }

    /// <summary>Its version; findings repeat it.</summary>
    public required int PolicyVersion { get; init; }

    /// <summary>
    /// Whether the person asked for the contact, so that limits which exempt consent do not count it.
    /// </summary>
    public bool Consented { get; init; }
}

/// <summary>What the number says, as the message <see cref="NumberMessages.Answered"/> to the person.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="Attempt">Its try.</param>
/// <param name="NumberId">The number: its keyed hash.</param>
/// <param name="Decision">Allow (it is reserved), defer or block (it is not).</param>
/// <param name="Until">When to ask again; null unless it defers.</param>
/// <param name="Findings">Every rule of the number that was looked at.</param>
public sealed record NumberAnswer(
    string ContactId,
    int Attempt,
    string NumberId,
    GateAnswer Decision,
    Instant? Until,
    IReadOnlyList<RuleFinding> Findings);

/// <summary>
/// How a reserved contact over a number ended, as the message <see cref="NumberMessages.Settle"/> of the person.
/// </summary>
/// <param name="ContactId">The contact.</param>
/// <param name="Attempt">Its try.</param>
/// <param name="Outcome">Its canonical outcome; null: it was not made, the reservation is given back.</param>
/// <param name="At">When it ended.</param>
public sealed record NumberSettlement(string ContactId, int Attempt, string? Outcome, Instant At);

/// <summary>
/// The messages between persons and numbers. Bodies: <c>{"reservation": ...}</c>, <c>{"answer": ...}</c>,
/// <c>{"settlement": ...}</c>; instants are Unix milliseconds.
/// </summary>
public static class NumberMessages
{
    /// <summary>The kind of numbers; the id is the number's keyed hash.</summary>
    public const string NumberKind = "number";

    /// <summary>Command of a number that carries a <see cref="NumberReservation"/>.</summary>
    public const string Reserve = "reserveNumber";

    /// <summary>Command of a person that carries a <see cref="NumberAnswer"/>.</summary>
    public const string Answered = "numberAnswered";

    /// <summary>Command of a number that carries a <see cref="NumberSettlement"/>.</summary>
    public const string Settle = "settleNumber";

    /// <summary>The message that asks a number.</summary>
    public static Message Ask(string tenant, string numberId, NumberReservation reservation) =>
        ToNumber(tenant, numberId, Reserve, new NumberBody { Reservation = reservation });

    /// <summary>The message that tells a number how a contact ended.</summary>
    public static Message Tell(string tenant, string numberId, NumberSettlement settlement) =>
        ToNumber(tenant, numberId, Settle, new NumberBody { Settlement = settlement });

    /// <summary>The message with which a number answers a person.</summary>
    public static Message Answer(string tenant, string personId, NumberAnswer answer) => new(
        new EntityKey(tenant, Person.Kind, personId),
        Answered,
        JsonSerializer.SerializeToUtf8Bytes(new NumberBody { Answer = answer }, NumberSeamJson.Default.NumberBody));

    private static Message ToNumber(string tenant, string numberId, string type, NumberBody body) => new(
        new EntityKey(tenant, NumberKind, numberId),
        type,
        JsonSerializer.SerializeToUtf8Bytes(body, NumberSeamJson.Default.NumberBody));
}

/// <summary>A body of these messages: one of its properties is given.</summary>
internal sealed record NumberBody
{
    public NumberReservation? Reservation { get; init; }

    public NumberAnswer? Answer { get; init; }

    public NumberSettlement? Settlement { get; init; }
}

/// <summary>JSON of the messages between persons and numbers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters =
    [
        typeof(InstantMillisecondsConverter),
        typeof(LocalDateConverter),
        typeof(RecordConverter),
    ])]
[JsonSerializable(typeof(NumberBody))]
internal sealed partial class NumberSeamJson : JsonSerializerContext;
