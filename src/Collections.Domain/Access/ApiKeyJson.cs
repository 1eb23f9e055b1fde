using System.Text.Json.Serialization;
using Collections.Kernel.Json;

namespace Collections.Domain.Access;

/// <summary>
/// JSON of the kind's state, events and commands: camelCase, declared order, nulls left out, instants as Unix
/// milliseconds.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantMillisecondsConverter)])]
[JsonSerializable(typeof(ApiKey))]
[JsonSerializable(typeof(ApiKeyEvent.Created))]
[JsonSerializable(typeof(ApiKeyEvent.Revoked))]
[JsonSerializable(typeof(ApiKeyCommand.CreateApiKey))]
[JsonSerializable(typeof(ApiKeyCommand.RevokeApiKey))]
public sealed partial class ApiKeyJson : JsonSerializerContext;
