using Collections.Kernel;
using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Domain.Configuration;

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
    /// <param name="check">The faults of a parsed document.</param>
    /// <param name="context">The decision's context; the command has looked up the next configuration number.</param>
    public static Decision<PublicationEvent> Publish(
        VersionHistory history,
        PublicationCommand.Publish draft,
        Func<Node, IReadOnlyList<Fault>> check,
        DecisionContext<TenantConfiguration> context)
    {
        var (document, syntax) = JsonDocuments.Read(draft.Content);
        if (document is null)
        {
            return Malformed(syntax);
        }

        // The rules see what will be stored: the canonical text, read again.
        var content = JsonDocuments.Write(document);
        var faults = content.Length > ContentLengthMax ? [TooLong] : check(CanonicalContent.Read(content));
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
            return Decision<PublicationEvent>.Nothing;
        }

        if (from > context.At && history.PendingCount >= VersionHistory.PendingMax)
        {
            return Rejection.Refused(
                "too_many_pending_versions", $"At most {VersionHistory.PendingMax} versions wait for their day.");
        }

        var changes = history.Outline.ChangesTo(DocumentOutline.Of(document));
        return Accept(
            new PublicationEvent.Published(
                history.LatestVersion + 1,
                context.Facts.NextConfigurationNumber(),
                from,
                draft.Format,
                draft.Source,
                content,
                changes),
            context);
    }

    /// <summary>Announces every version whose day has come, in order of effect.</summary>
    public static Decision<PublicationEvent> Wake(VersionHistory history, Instant at) =>
        Decision<PublicationEvent>.Accept(
        [
            .. history.Kept
                .Where(version => !version.TookEffect && version.EffectiveFrom <= at)
                .OrderBy(version => version.EffectiveFrom)
                .ThenBy(version => version.Number)
                .Select(version => new PublicationEvent.Effective(version.Version, version.Number)),
        ]);

    private static Decision<PublicationEvent> Accept(
        PublicationEvent.Published published, DecisionContext<TenantConfiguration> context)
    {
        var (key, from) = (context.Key, published.EffectiveFrom);
        var publication = new Publication(
            published.Number, key.Kind, key.Id, published.Version, from, published.Content);
        IReadOnlyList<PublicationEvent> happened = from == context.At
            ? [published, new PublicationEvent.Effective(published.Version, published.Number)]
            : [published];
        return Decision<PublicationEvent>.Accept(happened) with { SideRows = [new SideRow.Publish(publication)] };
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
