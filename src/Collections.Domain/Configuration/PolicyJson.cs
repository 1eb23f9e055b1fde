using System.Text.Json.Serialization;
using Collections.Kernel.Json;

namespace Collections.Domain.Configuration;

/// <summary>
/// JSON of the kind's state, events and commands: camelCase, declared order, instants as Unix milliseconds.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(InstantMillisecondsConverter)])]
[JsonSerializable(typeof(PublishedPolicy))]
[JsonSerializable(typeof(PolicyEvent.Published))]
[JsonSerializable(typeof(PolicyEvent.Effective))]
[JsonSerializable(typeof(PolicyCommand.PublishPolicy))]
public sealed partial class PolicyJson : JsonSerializerContext;
