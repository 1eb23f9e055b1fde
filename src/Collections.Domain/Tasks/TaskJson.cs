using System.Text.Json.Serialization;
using Collections.Kernel.Json;

namespace Collections.Domain.Tasks;

/// <summary>
/// JSON of the kind's state, events, commands and messages: camelCase, declared order, nulls left out, instants as
/// Unix milliseconds.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantMillisecondsConverter), typeof(RecordConverter)])]
[JsonSerializable(typeof(CollectionTask))]
[JsonSerializable(typeof(TaskClosed))]
[JsonSerializable(typeof(TaskEvent.Created))]
[JsonSerializable(typeof(TaskEvent.Assigned))]
[JsonSerializable(typeof(TaskEvent.Closed))]
[JsonSerializable(typeof(TaskEvent.Cancelled))]
[JsonSerializable(typeof(TaskCommand.CreateTask))]
[JsonSerializable(typeof(TaskCommand.CloseTask))]
[JsonSerializable(typeof(TaskCommand.CancelTask))]
[JsonSerializable(typeof(TaskCommand.AssignTask))]
public sealed partial class TaskJson : JsonSerializerContext;
