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
[JsonSerializable(typeof(TaskTerms))]
[JsonSerializable(typeof(TaskClosed))]
[JsonSerializable(typeof(TaskOpened))]
[JsonSerializable(typeof(TaskUnanswered))]
[JsonSerializable(typeof(TaskEvent.Created))]
[JsonSerializable(typeof(TaskEvent.Assigned))]
[JsonSerializable(typeof(TaskEvent.Closed))]
[JsonSerializable(typeof(TaskEvent.Cancelled))]
[JsonSerializable(typeof(TaskEvent.Unreachable))]
[JsonSerializable(typeof(TaskEvent.Merged))]
[JsonSerializable(typeof(TaskEvent.DuplicateMerged))]
[JsonSerializable(typeof(TaskEvent.Ready))]
[JsonSerializable(typeof(TaskEvent.Deferred))]
[JsonSerializable(typeof(TaskEvent.Claimed))]
[JsonSerializable(typeof(TaskEvent.Released))]
[JsonSerializable(typeof(TaskEvent.Attempted))]
[JsonSerializable(typeof(TaskEvent.IdentityVerified))]
[JsonSerializable(typeof(TaskEvent.IdentityFailed))]
[JsonSerializable(typeof(TaskEvent.CallbackAgreed))]
[JsonSerializable(typeof(TaskEvent.Paused))]
[JsonSerializable(typeof(TaskEvent.Resumed))]
[JsonSerializable(typeof(TaskEvent.FallbackRequested))]
[JsonSerializable(typeof(TaskEvent.AlertTriggered))]
[JsonSerializable(typeof(TaskCommand.CreateTask))]
[JsonSerializable(typeof(TaskCommand.CloseTask))]
[JsonSerializable(typeof(TaskCommand.CancelTask))]
[JsonSerializable(typeof(TaskCommand.AssignTask))]
[JsonSerializable(typeof(TaskCommand.ClaimTask))]
[JsonSerializable(typeof(TaskCommand.ReleaseTask))]
[JsonSerializable(typeof(TaskCommand.RecordAttempt))]
[JsonSerializable(typeof(TaskCommand.CheckIdentity))]
[JsonSerializable(typeof(TaskCommand.DeferTask))]
[JsonSerializable(typeof(TaskCommand.AgreeCallback))]
[JsonSerializable(typeof(TaskCommand.PauseTask))]
[JsonSerializable(typeof(TaskCommand.ResumeTask))]
[JsonSerializable(typeof(TaskCommand.MergeTask))]
[JsonSerializable(typeof(TaskCommand.AbsorbTask))]
public sealed partial class TaskJson : JsonSerializerContext;
