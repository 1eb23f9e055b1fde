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
[JsonSerializable(typeof(PersonEvent.ZoneChanged))]
[JsonSerializable(typeof(PersonCommand.MoveAccount))]
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
[JsonSerializable(typeof(PersonEvent.NumberAsked))]
[JsonSerializable(typeof(PersonEvent.NumberReleased))]
[JsonSerializable(typeof(PersonEvent.Recorded))]
[JsonSerializable(typeof(PersonEvent.ConsentGiven))]
[JsonSerializable(typeof(PersonEvent.ConsentWithdrawn))]
[JsonSerializable(typeof(PersonEvent.ThirdPartyPut))]
[JsonSerializable(typeof(PersonEvent.ThirdPartyRemoved))]
[JsonSerializable(typeof(PersonEvent.LegalHoldPlaced))]
[JsonSerializable(typeof(PersonEvent.LegalHoldReleased))]
[JsonSerializable(typeof(PersonEvent.QuietDatesSet))]
[JsonSerializable(typeof(PersonEvent.QuietDatesRemoved))]
[JsonSerializable(typeof(PersonEvent.CauseNoted))]
[JsonSerializable(typeof(PersonEvent.ReachabilityChanged))]
[JsonSerializable(typeof(PersonCommand.ConfirmContact))]
[JsonSerializable(typeof(PersonCommand.AnswerNumber))]
[JsonSerializable(typeof(PersonCommand.RecordContact))]
[JsonSerializable(typeof(PersonCommand.GiveConsent))]
[JsonSerializable(typeof(PersonCommand.WithdrawConsent))]
[JsonSerializable(typeof(PersonCommand.PutThirdParty))]
[JsonSerializable(typeof(PersonCommand.RemoveThirdParty))]
[JsonSerializable(typeof(PersonCommand.PlaceLegalHold))]
[JsonSerializable(typeof(PersonCommand.ReleaseLegalHold))]
[JsonSerializable(typeof(PersonCommand.SetQuietDates))]
[JsonSerializable(typeof(PersonCommand.RemoveQuietDates))]
[JsonSerializable(typeof(PersonCommand.NoteCause))]
[JsonSerializable(typeof(PersonCommand.SetReachability))]
public sealed partial class PersonJson : JsonSerializerContext;
