using System.Text.Json.Serialization;
using Collections.Kernel.Json;

namespace Collections.Domain.Contacts;

/// <summary>
/// JSON of the kind's state, events, commands and messages: camelCase, declared order, nulls left out, instants as
/// Unix milliseconds.
/// </summary>
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
[JsonSerializable(typeof(Person))]
[JsonSerializable(typeof(ContactOutcome))]
[JsonSerializable(typeof(SendNotice))]
[JsonSerializable(typeof(PersonEvent.Requested))]
[JsonSerializable(typeof(PersonEvent.Permitted))]
[JsonSerializable(typeof(PersonEvent.Deferred))]
[JsonSerializable(typeof(PersonEvent.Blocked))]
[JsonSerializable(typeof(PersonEvent.Settled))]
[JsonSerializable(typeof(PersonEvent.Expired))]
[JsonSerializable(typeof(PersonEvent.HoldPlaced))]
[JsonSerializable(typeof(PersonEvent.HoldReleased))]
[JsonSerializable(typeof(PersonEvent.OptedOut))]
[JsonSerializable(typeof(PersonEvent.OptedIn))]
[JsonSerializable(typeof(PersonEvent.Erased))]
[JsonSerializable(typeof(PersonCommand.RequestContact))]
[JsonSerializable(typeof(PersonCommand.SettleContact))]
[JsonSerializable(typeof(PersonCommand.PlaceContactHold))]
[JsonSerializable(typeof(PersonCommand.ReleaseContactHold))]
[JsonSerializable(typeof(PersonCommand.LeaveAccount))]
[JsonSerializable(typeof(PersonCommand.ReserveContact))]
[JsonSerializable(typeof(PersonCommand.OptOut))]
[JsonSerializable(typeof(PersonCommand.OptIn))]
[JsonSerializable(typeof(PersonCommand.ErasePerson))]
public sealed partial class PersonJson : JsonSerializerContext;
