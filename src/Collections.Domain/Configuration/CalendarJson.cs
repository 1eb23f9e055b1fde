using System.Text.Json.Serialization;
using Collections.Kernel.Json;

namespace Collections.Domain.Configuration;

/// <summary>
/// JSON of the kind's state, events and commands: camelCase, declared order, instants as Unix milliseconds.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(InstantMillisecondsConverter)])]
[JsonSerializable(typeof(PublishedCalendar))]
[JsonSerializable(typeof(CalendarEvent.Published))]
[JsonSerializable(typeof(CalendarEvent.Effective))]
[JsonSerializable(typeof(CalendarCommand.PublishCalendar))]
public sealed partial class CalendarJson : JsonSerializerContext;
