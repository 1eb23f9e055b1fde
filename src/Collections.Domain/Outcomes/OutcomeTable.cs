using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Collections.Kernel;
using Collections.Kernel.Json;

namespace Collections.Domain.Outcomes;

/// <summary>
/// The canonical outcomes of calls with their dialects, embedded as data (<c>Outcomes/Data/outcomes.json</c>). The
/// classes follow RFC 3398 (SIP and Q.850) and the published code lists of the vendors named there.
/// </summary>
public sealed class OutcomeTable
{
    /// <summary>The outcome of everything that nobody knows.</summary>
    public const string Other = "OTHER";

    private readonly FrozenDictionary<string, CallOutcome> _byCode;
    private readonly FrozenDictionary<(string Dialect, string Code), CallOutcome> _byVendor;

    private OutcomeTable(OutcomeDocument document)
    {
        EarlyMediaVendors = document.EarlyMediaVendors;
        Causes = document.Q850.SelectMany(row => row.Causes, (row, cause) => (cause, row)).ToFrozenDictionary(
            pair => pair.cause, pair => pair.row);
        SipCodes = document.Sip.SelectMany(row => row.Codes, (row, code) => (code, row)).ToFrozenDictionary(
            pair => pair.code, pair => pair.row);
        All = document.Outcomes;
        _byCode = All.SelectMany(outcome => outcome.Aliases.Prepend(outcome.Code), (outcome, name) => (name, outcome))
            .ToFrozenDictionary(pair => pair.name, pair => pair.outcome, StringComparer.OrdinalIgnoreCase);
        _byVendor = (
            from outcome in All
            from dialect in outcome.Vendor
            from code in dialect.Value
            select (Key: KeyOf(dialect.Key, code), Outcome: outcome))
            .ToFrozenDictionary(pair => pair.Key, pair => pair.Outcome);
        foreach (var row in document.Sip.Concat(document.Q850))
        {
            Invariant.Require(
                row.Named.All(code => OrNull(code) is not null) && (row.Outcome is null) == row.Sip.HasValue,
                "Signalling means outcomes of the table.");
        }
    }

    /// <summary>The shipped table.</summary>
    public static OutcomeTable Shipped { get; } = Load();

    /// <summary>Every outcome, in the table's order.</summary>
    public IReadOnlyList<CallOutcome> All { get; }

    /// <summary>The dialects that tell what was heard before an answer, not what the carrier said.</summary>
    internal IReadOnlyList<string> EarlyMediaVendors { get; }

    /// <summary>What Q.850 causes mean.</summary>
    internal FrozenDictionary<int, SignalRow> Causes { get; }

    /// <summary>What SIP codes mean.</summary>
    internal FrozenDictionary<int, SignalRow> SipCodes { get; }

    /// <summary>The outcome of a code or alias in any letters; <c>OTHER</c> for one that is unknown.</summary>
    public CallOutcome Of(string? code) => OrNull(code) ?? _byCode[Other];

    /// <summary>The outcome of a code or alias in any letters; null for one that is unknown.</summary>
    public CallOutcome? OrNull(string? code) => code is null ? null : _byCode.GetValueOrDefault(code);

    /// <summary>The outcome that a dialect's code names; null for one that is unknown.</summary>
    /// <param name="dialect">The dialect: <c>aliyunSmart</c>, <c>volcCallResult</c> ...</param>
    /// <param name="code">The code in it.</param>
    public CallOutcome? OfVendor(string dialect, string code) => _byVendor.GetValueOrDefault(KeyOf(dialect, code));

    private static (string Dialect, string Code) KeyOf(string dialect, string code) =>
        (dialect.ToUpperInvariant(), code.Trim().ToUpperInvariant());

    private static OutcomeTable Load()
    {
        using var stream = typeof(OutcomeTable).Assembly.GetManifestResourceStream("outcomes/outcomes.json");
        Invariant.Require(stream is not null, "The table of outcomes is embedded.");
        var document = JsonSerializer.Deserialize(stream, OutcomeJson.Default.OutcomeDocument);
        Invariant.Require(document is not null, "The table of outcomes is a document.");
        return new OutcomeTable(document);
    }
}

/// <summary>The file of the table.</summary>
internal sealed record OutcomeDocument
{
    /// <summary>The outcomes.</summary>
    public required IReadOnlyList<CallOutcome> Outcomes { get; init; }

    /// <summary>The dialects that tell what was heard before an answer, not what the carrier said.</summary>
    public required IReadOnlyList<string> EarlyMediaVendors { get; init; }

    /// <summary>Q.850 causes.</summary>
    public required IReadOnlyList<SignalRow> Q850 { get; init; }

    /// <summary>SIP codes.</summary>
    public required IReadOnlyList<SignalRow> Sip { get; init; }
}

/// <summary>What a group of signalling codes means.</summary>
internal sealed record SignalRow
{
    /// <summary>The SIP codes.</summary>
    public IReadOnlyList<int> Codes { get; init; } = [];

    /// <summary>The Q.850 causes.</summary>
    public IReadOnlyList<int> Causes { get; init; } = [];

    /// <summary>The outcome; null when <see cref="Sip"/> stands for it.</summary>
    public string? Outcome { get; init; }

    /// <summary>The outcome after the phone had rung; null for the same.</summary>
    public string? Alerted { get; init; }

    /// <summary>The outcome when something was heard before the failure and the phone had not rung.</summary>
    public string? EarlyMedia { get; init; }

    /// <summary>The SIP code that a cause stands for (RFC 3398, section 7.2.4.1).</summary>
    public int? Sip { get; init; }

    /// <summary>Every outcome the row names.</summary>
    [JsonIgnore]
    public IEnumerable<string> Named => new[] { Outcome, Alerted, EarlyMedia }.OfType<string>();
}

/// <summary>JSON of the table.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(RecordConverter)])]
[JsonSerializable(typeof(OutcomeDocument))]
internal sealed partial class OutcomeJson : JsonSerializerContext;
