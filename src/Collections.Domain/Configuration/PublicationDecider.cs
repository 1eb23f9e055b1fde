using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Configuration;

/// <summary>
/// Publishing documents of a tenant's configuration: the entity's id is the document's name and a version never
/// changes. When one takes effect that accounts are judged by, a job re-evaluates them.
/// </summary>
/// <typeparam name="TDocument">The kind of documents.</typeparam>
public sealed class PublicationDecider<TDocument>
    : IDecider<PublishedState, PublicationCommand, PublicationEvent, TenantConfiguration>
    where TDocument : IPublishedDocument
{
    private PublicationDecider()
    {
    }

    /// <inheritdoc/>
    public static PublishedState Initial(EntityKey key) => new()
    {
        Tenant = key.Tenant,
        Name = key.Id,
        History = TDocument.Shipped.TryGetValue(key.Id, out var shipped)
            ? new VersionHistory { Outline = DocumentOutline.Of(shipped) }
            : VersionHistory.Empty,
    };

    /// <inheritdoc/>
    public static Decision<PublicationEvent> Decide(
        PublishedState state, PublicationCommand command, DecisionContext<TenantConfiguration> context) =>
        command switch
        {
            PublicationCommand.Publish publish => PublicationRules.Publish(
                state.History,
                publish,
                document => TDocument.Check(document, state.Name, context.Configuration),
                context),
            _ => throw Invariant.Unreachable($"Unknown command {command.GetType().Name}."),
        };

    /// <inheritdoc/>
    public static Decision<PublicationEvent> Wake(
        PublishedState state, DecisionContext<TenantConfiguration> context) =>
        PublicationRules.Wake(state.History, context.At);

    /// <inheritdoc/>
    public static PublishedState Evolve(PublishedState state, PublicationEvent @event, Instant at) => @event switch
    {
        PublicationEvent.Published published => state with
        {
            History = state.History.Publish(
                published.Version,
                new PublishedText(published.Number, at, published.EffectiveFrom, published.Format, published.Content)),
        },
        PublicationEvent.Effective effective => state with { History = state.History.TakeEffect(effective.Version) },
        _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
    };

    /// <inheritdoc/>
    public static Instant? NextWake(PublishedState state, TenantConfiguration configuration) =>
        state.History.NextPending?.EffectiveFrom;

    /// <inheritdoc/>
    public static IReadOnlyList<Message> React(
        PublishedState state, PublicationEvent @event, TenantConfiguration configuration) => @event switch
        {
            PublicationEvent.Effective effective when TDocument.Reevaluates =>
                [Reevaluation.Start(state.Tenant, effective.Number)],
            PublicationEvent.Published or PublicationEvent.Effective => [],
            _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
        };

    /// <summary>
    /// Status <c>published</c> (some version applies), <c>pending</c> (all wait for their day) or null; the label is
    /// the latest version, <c>v3</c>.
    /// </summary>
    public static EntityRow Row(PublishedState state) => state.History.ToRow();
}
