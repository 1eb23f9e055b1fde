using Collections.Kernel;
using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Domain.Configuration;

/// <summary>A document that someone wants to publish.</summary>
/// <param name="Content">The document as JSON; made canonical here.</param>
/// <param name="EffectiveFrom">Null for at once.</param>
public sealed record Draft(string Content, Instant? EffectiveFrom);

/// <summary>A publication that passed every rule: what its event says.</summary>
/// <param name="Version">The new version.</param>
/// <param name="Number">The tenant's configuration number it makes.</param>
/// <param name="EffectiveFrom">When it takes effect, whole milliseconds.</param>
/// <param name="Content">The canonical content.</param>
/// <param name="Changes">What it changes against the version published before it.</param>
public sealed record Accepted(
    int Version, long Number, Instant EffectiveFrom, string Content, IReadOnlyList<string> Changes);

/// <summary>What a kind of published documents adds to the common rules.</summary>
/// <typeparam name="TEvent">The kind's events.</typeparam>
public sealed record PublicationKind<TEvent>
{
    /// <summary>The publication's kind, which is the entity's kind.</summary>
    public required string Name { get; init; }

    /// <summary>The faults of a parsed document.</summary>
    public required Func<Node, IReadOnlyList<Fault>> Check { get; init; }

    /// <summary>The fact that a version was published.</summary>
    public required Func<Accepted, TEvent> Published { get; init; }

    /// <summary>The fact that a version (version, number) took effect.</summary>
    public required Func<int, long, TEvent> TookEffect { get; init; }
}

/// <summary>
/// How a document of the tenant's configuration is published, the same for every kind: checked whole, versions dense
/// within the name, one number per publication in the tenant, in effect now or on a later day, never before.
/// </summary>
public static class PublicationRules
{
    /// <summary>Longest canonical content, in characters: the size of the largest request body.</summary>
    public const int ContentLengthMax = 1_048_576;

    /// <summary>The fault of a document that is longer.</summary>
    internal static readonly Fault TooLong = new(
        Severity.Error, string.Empty, "too_long", $"A document holds at most {ContentLengthMax} characters.", default);

    /// <summary>
    /// Publishes a draft. Nothing changes when the content is the one that applies at the asked instant anyway.
    /// Refusals:
    /// <c>invalid_request</c> with every fault as a field (400), <c>effective_from_in_past</c>,
    /// <c>too_many_pending_versions</c> (422).
    /// </summary>
    /// <param name="history">The versions so far.</param>
    /// <param name="draft">The document.</param>
    /// <param name="kind">The rules of the kind.</param>
    /// <param name="context">The decision's context; the command has looked up the next configuration number.</param>
    public static Decision<TEvent> Publish<TEvent>(
        VersionHistory history,
        Draft draft,
        PublicationKind<TEvent> kind,
        DecisionContext<TenantConfiguration> context)
    {
        var (document, syntax) = JsonDocuments.Read(draft.Content);
        if (document is null)
        {
            return Malformed(syntax);
        }

        // The rules see what will be stored: the canonical text, read again.
        var content = JsonDocuments.Write(document);
        var faults = content.Length > ContentLengthMax ? [TooLong] : kind.Check(CanonicalContent.Read(content));
        if (faults.Any(fault => fault.Severity == Severity.Error))
        {
            return Malformed(faults);
        }

        var from = LocalDays.CutToMilliseconds(draft.EffectiveFrom ?? context.At);
        if (from < context.At)
        {
            return Rejection.Refused(
                "effective_from_in_past", "A version takes effect now or later, never in the past.");
        }

        if (history.AppliesAt(from)?.ContentHash == PublishedVersion.HashOf(content))
        {
            return Decision<TEvent>.Nothing;
        }

        if (from > context.At && history.PendingCount >= VersionHistory.PendingMax)
        {
            return Rejection.Refused(
                "too_many_pending_versions", $"At most {VersionHistory.PendingMax} versions wait for their day.");
        }

        var number = context.Facts.NextConfigurationNumber();
        var changes = history.Outline.ChangesTo(DocumentOutline.Of(document));
        return Accept(new Accepted(history.LatestVersion + 1, number, from, content, changes), kind, context);
    }

    /// <summary>Announces every version whose day has come, in order of effect.</summary>
    public static Decision<TEvent> Wake<TEvent>(VersionHistory history, Instant at, PublicationKind<TEvent> kind) =>
        Decision<TEvent>.Accept(
        [
            .. history.Kept
                .Where(version => !version.TookEffect && version.EffectiveFrom <= at)
                .OrderBy(version => version.EffectiveFrom)
                .ThenBy(version => version.Number)
                .Select(version => kind.TookEffect(version.Version, version.Number)),
        ]);

    private static Decision<TEvent> Accept<TEvent>(
        Accepted accepted, PublicationKind<TEvent> kind, DecisionContext<TenantConfiguration> context)
    {
        var publication = new Publication(
            accepted.Number, kind.Name, context.Key.Id, accepted.Version, accepted.EffectiveFrom, accepted.Content);
        var published = kind.Published(accepted);
        IReadOnlyList<TEvent> happened = accepted.EffectiveFrom == context.At
            ? [published, kind.TookEffect(accepted.Version, accepted.Number)]
            : [published];
        return Decision<TEvent>.Accept(happened) with { SideRows = [new SideRow.Publish(publication)] };
    }

    /// <summary>The refusal of a document with faults, each of them a field.</summary>
    internal static Rejection Malformed(IReadOnlyList<Fault> faults)
    {
        var errors = faults.Where(fault => fault.Severity == Severity.Error).ToList();
        var message = $"The document has {errors.Count} fault(s); nothing was published.";
        return new Rejection(RejectionClass.Invalid, "invalid_request", message)
        {
            Fields = [.. errors.Select(fault => new FieldFault(fault.Path, fault.Code, fault.Message))],
        };
    }
}
