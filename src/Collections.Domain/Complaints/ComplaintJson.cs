using System.Text.Json.Serialization;
using Collections.Kernel.Json;

namespace Collections.Domain.Complaints;

/// <summary>
/// JSON of the kind's state and events: camelCase, declared order, nulls left out, instants as Unix milliseconds.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantMillisecondsConverter), typeof(RecordConverter)])]
[JsonSerializable(typeof(Complaint))]
[JsonSerializable(typeof(ComplaintEvent.Filed))]
[JsonSerializable(typeof(ComplaintEvent.Linked))]
[JsonSerializable(typeof(ComplaintEvent.Assigned))]
[JsonSerializable(typeof(ComplaintEvent.Late))]
[JsonSerializable(typeof(ComplaintEvent.Resolved))]
[JsonSerializable(typeof(ComplaintEvent.Reopened))]
public sealed partial class ComplaintJson : JsonSerializerContext;
