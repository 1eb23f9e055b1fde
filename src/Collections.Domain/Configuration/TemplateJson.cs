using System.Text.Json.Serialization;
using Collections.Kernel.Json;

namespace Collections.Domain.Configuration;

/// <summary>
/// JSON of the kind's state, events and commands: camelCase, declared order, instants as Unix milliseconds.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(InstantMillisecondsConverter)])]
[JsonSerializable(typeof(PublishedTemplate))]
[JsonSerializable(typeof(TemplateEvent.Published))]
[JsonSerializable(typeof(TemplateEvent.Effective))]
[JsonSerializable(typeof(TemplateCommand.PublishTemplate))]
public sealed partial class TemplateJson : JsonSerializerContext;
