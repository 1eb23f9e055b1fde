using Collections.Domain.Notices;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Configuration;

/// <summary>
/// Publishing notice templates: the entity's id is the template's name and a version never changes. No account is
/// re-evaluated: a template says how notices read, not when they are due.
/// </summary>
public sealed class TemplateDecider : IDecider<PublishedTemplate, TemplateCommand, TemplateEvent, TenantConfiguration>
{
    /// <summary>The kind of these entities and of their publications.</summary>
    public const string Kind = "template";

    private TemplateDecider()
    {
    }

    /// <inheritdoc/>
    public static PublishedTemplate Initial(EntityKey key) => new()
    {
        Tenant = key.Tenant,
        Name = key.Id,

        // A shipped template counts as version 0: the first upload is compared with it.
        History = ShippedTemplates.Documents.TryGetValue(key.Id, out var shipped)
            ? new VersionHistory { Outline = DocumentOutline.Of(shipped) }
            : VersionHistory.Empty,
    };

    /// <inheritdoc/>
    public static Decision<TemplateEvent> Decide(
        PublishedTemplate state, TemplateCommand command, DecisionContext<TenantConfiguration> context) =>
        command switch
        {
            TemplateCommand.PublishTemplate publish => PublicationRules.Publish(
                state.History,
                new Draft(publish.Content, publish.EffectiveFrom),
                KindFor(state.Name, publish),
                context),
            _ => throw Invariant.Unreachable($"Unknown command {command.GetType().Name}."),
        };

    /// <inheritdoc/>
    public static Decision<TemplateEvent> Wake(PublishedTemplate state, DecisionContext<TenantConfiguration> context) =>
        PublicationRules.Wake(state.History, context.At, KindFor(state.Name, null));

    /// <inheritdoc/>
    public static PublishedTemplate Evolve(PublishedTemplate state, TemplateEvent @event, Instant at) => @event switch
    {
        TemplateEvent.Published published => state with
        {
            History = state.History.Publish(
                published.Version,
                new PublishedText(published.Number, at, published.EffectiveFrom, published.Format, published.Content)),
        },
        TemplateEvent.Effective effective => state with { History = state.History.TakeEffect(effective.Version) },
        _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
    };

    /// <inheritdoc/>
    public static Instant? NextWake(PublishedTemplate state, TenantConfiguration configuration) =>
        state.History.NextPending?.EffectiveFrom;

    /// <inheritdoc/>
    public static IReadOnlyList<Message> React(
        PublishedTemplate state, TemplateEvent @event, TenantConfiguration configuration) => @event switch
        {
            TemplateEvent.Published or TemplateEvent.Effective => [],
            _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
        };

    /// <summary>
    /// Status <c>published</c> (some version applies), <c>pending</c> (all wait for their day) or null; the label is
    /// the latest version, <c>v3</c>.
    /// </summary>
    public static EntityRow Row(PublishedTemplate state) => state.History.ToRow();

    private static PublicationKind<TemplateEvent> KindFor(
        string name, TemplateCommand.PublishTemplate? publish) => new()
        {
            Name = Kind,
            Check = document => TemplateReader.Read(document, name).Faults,
            Published = accepted => new TemplateEvent.Published(
                accepted.Version,
                accepted.Number,
                accepted.EffectiveFrom,
                publish!.Format,
                publish.Source,
                accepted.Content,
                accepted.Changes),
            TookEffect = (version, number) => new TemplateEvent.Effective(version, number),
        };
}
