using System.Text.Json;
using System.Text.Json.Serialization;
using Collections.Kernel;
using Collections.Kernel.Json;
using NodaTime;

namespace Collections.Domain.Retention;

/// <summary>
/// How long a class of data is kept: a line of <c>Data/retention.json</c>. Every line needs legal review.
/// </summary>
public sealed record RetentionClass
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Calendar months it is kept; null for ever.</summary>
    public int? Months { get; init; }

    /// <summary>Other months where a country's law says so, by ISO 3166-1 alpha-2 code.</summary>
    public IReadOnlyDictionary<string, int> Regions { get; init; } = new Dictionary<string, int>();

    /// <summary>What the time is counted from, for a person.</summary>
    public required string After { get; init; }

    /// <summary>Where the months come from.</summary>
    public required string Source { get; init; }

    /// <summary>
    /// The first instant at which what happened at <paramref name="last"/> may be destroyed: the same day of the later
    /// month, its end if the month is shorter, in UTC; null for never.
    /// </summary>
    /// <param name="last">The instant the time is counted from.</param>
    /// <param name="country">The tenant's country; null when none was given.</param>
    public Instant? EndsAt(Instant last, string? country)
    {
        var months = country is not null && Regions.TryGetValue(country, out var local) ? local : Months;
        return months is { } count ? last.InUtc().LocalDateTime.PlusMonths(count).InUtc().ToInstant() : null;
    }
}

/// <summary>The classes of data and how long each is kept.</summary>
public static class RetentionClasses
{
    /// <summary>The class of accounts, persons and everything said about them.</summary>
    public const string CaseRecords = "case_records";

    /// <summary>The shipped classes, in the file's order.</summary>
    public static IReadOnlyList<RetentionClass> Shipped { get; } = Load();

    /// <summary>The class of a name; null when there is none.</summary>
    public static RetentionClass? OrNull(string name) => Shipped.FirstOrDefault(each => each.Name == name);

    private static IReadOnlyList<RetentionClass> Load()
    {
        using var stream = typeof(RetentionClass).Assembly.GetManifestResourceStream("retention/retention.json");
        Invariant.Require(stream is not null, "The classes of retention are embedded.");
        var classes = JsonSerializer.Deserialize(stream, RetentionJson.Default.IReadOnlyListRetentionClass);
        Invariant.Require(classes is { Count: > 0 }, "The classes of retention are a list.");
        return classes;
    }
}

/// <summary>JSON of the classes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(RecordConverter)])]
[JsonSerializable(typeof(IReadOnlyList<RetentionClass>))]
internal sealed partial class RetentionJson : JsonSerializerContext;
