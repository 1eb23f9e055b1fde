using System.Text.Json.Serialization;
using Collections.Kernel.Json;

namespace Collections.Domain.Lists;

/// <summary>
/// JSON of the kind's state, events and commands: camelCase, declared order, nulls left out, instants as Unix
/// milliseconds.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantMillisecondsConverter), typeof(RecordConverter)])]
[JsonSerializable(typeof(MemberList))]
[JsonSerializable(typeof(ListEvent.Put))]
[JsonSerializable(typeof(ListEvent.MemberAdded))]
[JsonSerializable(typeof(ListEvent.MembersAdded))]
[JsonSerializable(typeof(ListEvent.RemovalRequested))]
[JsonSerializable(typeof(ListEvent.MemberRemoved))]
[JsonSerializable(typeof(ListEvent.RemovalRejected))]
[JsonSerializable(typeof(ListCommand.PutList))]
[JsonSerializable(typeof(ListCommand.AddMember))]
[JsonSerializable(typeof(ListCommand.AddMembers))]
[JsonSerializable(typeof(ListCommand.RequestRemoval))]
[JsonSerializable(typeof(ListCommand.ApproveRemoval))]
[JsonSerializable(typeof(ListCommand.RejectRemoval))]
public sealed partial class ListJson : JsonSerializerContext;
