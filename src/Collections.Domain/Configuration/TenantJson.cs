using System.Text.Json.Serialization;
using Collections.Kernel.Json;

namespace Collections.Domain.Configuration;

/// <summary>
/// JSON of the kind's state, events and commands: camelCase, declared order, instants as Unix milliseconds.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(InstantMillisecondsConverter)])]
[JsonSerializable(typeof(Tenant))]
[JsonSerializable(typeof(TenantSettings))]
[JsonSerializable(typeof(TenantEvent.Configured))]
[JsonSerializable(typeof(TenantEvent.CheckpointRecorded))]
[JsonSerializable(typeof(TenantCommand.ConfigureTenant))]
[JsonSerializable(typeof(TenantCommand.RecordCheckpoint))]
public sealed partial class TenantJson : JsonSerializerContext;
