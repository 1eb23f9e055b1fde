using System.Text.Json.Serialization;
using Collections.Kernel.Json;

namespace Collections.Domain.Jobs;

/// <summary>
/// JSON of the kind's state, events and commands: camelCase, declared order, instants as Unix milliseconds.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(InstantMillisecondsConverter)])]
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(RunnerRequest))]
[JsonSerializable(typeof(JobEvent.Started))]
[JsonSerializable(typeof(JobEvent.Advanced))]
[JsonSerializable(typeof(JobEvent.Stalled))]
[JsonSerializable(typeof(JobEvent.Completed))]
[JsonSerializable(typeof(JobEvent.Failed))]
[JsonSerializable(typeof(JobEvent.Cancelled))]
[JsonSerializable(typeof(JobEvent.Resumed))]
[JsonSerializable(typeof(JobCommand.StartReevaluation))]
[JsonSerializable(typeof(JobCommand.StartWhatIf))]
[JsonSerializable(typeof(JobCommand.AdvanceJob))]
[JsonSerializable(typeof(JobCommand.CompleteJob))]
[JsonSerializable(typeof(JobCommand.FailJob))]
[JsonSerializable(typeof(JobCommand.CancelJob))]
[JsonSerializable(typeof(JobCommand.ResumeJob))]
public sealed partial class JobJson : JsonSerializerContext;
