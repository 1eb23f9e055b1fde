using System.Text.Json.Serialization;
using Collections.Kernel.Json;

namespace Collections.Domain.Numbers;

/// <summary>
/// JSON of the kind's state, events and commands: camelCase, declared order, nulls left out, instants as Unix
/// milliseconds.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantMillisecondsConverter), typeof(LocalDateConverter), typeof(RecordConverter)])]
[JsonSerializable(typeof(NumberRecord))]
[JsonSerializable(typeof(NumberEvent.Reserved))]
[JsonSerializable(typeof(NumberEvent.Refused))]
[JsonSerializable(typeof(NumberEvent.Released))]
[JsonSerializable(typeof(NumberEvent.Used))]
[JsonSerializable(typeof(NumberEvent.StateChanged))]
[JsonSerializable(typeof(NumberEvent.Flagged))]
[JsonSerializable(typeof(NumberCommand.ReserveNumber))]
[JsonSerializable(typeof(NumberCommand.SettleNumber))]
[JsonSerializable(typeof(NumberCommand.MarkNumber))]
[JsonSerializable(typeof(NumberCommand.FlagNumber))]
[JsonSerializable(typeof(NumberCommand.RestoreNumber))]
public sealed partial class NumberJson : JsonSerializerContext;
