using System.Text.Json.Serialization;
using Collections.Kernel.Json;

namespace Collections.Domain.Callers;

/// <summary>
/// JSON of the kind's state, events and commands: camelCase, declared order, nulls left out, instants as Unix
/// milliseconds.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantMillisecondsConverter), typeof(RecordConverter)])]
[JsonSerializable(typeof(CallerNumber))]
[JsonSerializable(typeof(CallerEvent.Verified))]
[JsonSerializable(typeof(CallerEvent.Withdrawn))]
[JsonSerializable(typeof(CallerCommand.VerifyCaller))]
[JsonSerializable(typeof(CallerCommand.WithdrawCaller))]
public sealed partial class CallerJson : JsonSerializerContext;
