using Collections.Domain.Overdue;
using Collections.Kernel;
using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Domain.Configuration;

/// <summary>
/// Publishing overdue policies: the entity's id is the policy's name, a version never changes, and when one takes
/// effect a job re-evaluates the accounts.
/// </summary>
public sealed class PolicyDecider : IDecider<PublishedPolicy, PolicyCommand, PolicyEvent, TenantConfiguration>
{
    /// <summary>The kind of these entities and of their publications.</summary>
    public const string Kind = "policy";

    // The shipped policy counts as version 0: the first upload is compared with it.
    private static readonly VersionHistory ShippedHistory = new()
    {
        Outline = DocumentOutline.Of(CanonicalContent.Read(ShippedPolicies.DefaultDocument)),
    };

    private PolicyDecider()
    {
    }

    /// <inheritdoc/>
    public static PublishedPolicy Initial(EntityKey key) => new()
    {
        Tenant = key.Tenant,
        Name = key.Id,
        History = key.Id == Policy.DefaultName ? ShippedHistory : VersionHistory.Empty,
    };

    /// <inheritdoc/>
    public static Decision<PolicyEvent> Decide(
        PublishedPolicy state, PolicyCommand command, DecisionContext<TenantConfiguration> context) => command switch
        {
            PolicyCommand.PublishPolicy publish => PublicationRules.Publish(
                state.History,
                new Draft(publish.Content, publish.EffectiveFrom),
                KindFor(state.Name, publish, context.Configuration),
                context),
            _ => throw Invariant.Unreachable($"Unknown command {command.GetType().Name}."),
        };

    /// <inheritdoc/>
    public static Decision<PolicyEvent> Wake(PublishedPolicy state, DecisionContext<TenantConfiguration> context) =>
        PublicationRules.Wake(state.History, context.At, KindFor(state.Name, null, context.Configuration));

    /// <inheritdoc/>
    public static PublishedPolicy Evolve(PublishedPolicy state, PolicyEvent @event, Instant at) => @event switch
    {
        PolicyEvent.Published published => state with
        {
            History = state.History.Publish(
                published.Version,
                new PublishedText(published.Number, at, published.EffectiveFrom, published.Format, published.Content)),
        },
        PolicyEvent.Effective effective => state with { History = state.History.TakeEffect(effective.Version) },
        _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
    };

    /// <inheritdoc/>
    public static Instant? NextWake(PublishedPolicy state, TenantConfiguration configuration) =>
        state.History.NextPending?.EffectiveFrom;

    /// <inheritdoc/>
    public static IReadOnlyList<Message> React(
        PublishedPolicy state, PolicyEvent @event, TenantConfiguration configuration) => @event switch
        {
            PolicyEvent.Published => [],
            PolicyEvent.Effective effective => [Reevaluation.Start(state.Tenant, effective.Number)],
            _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
        };

    /// <summary>
    /// Status <c>published</c> (some version applies), <c>pending</c> (all wait for their day) or null; the label is
    /// the latest version, <c>v3</c>.
    /// </summary>
    public static EntityRow Row(PublishedPolicy state) => state.History.ToRow();

    private static PublicationKind<PolicyEvent> KindFor(
        string name, PolicyCommand.PublishPolicy? publish, TenantConfiguration configuration) => new()
        {
            Name = Kind,
            Check = document => Check(document, name, configuration),
            Published = accepted => new PolicyEvent.Published(
                accepted.Version,
                accepted.Number,
                accepted.EffectiveFrom,
                publish!.Format,
                publish.Source,
                accepted.Content,
                accepted.Changes),
            TookEffect = (version, number) => new PolicyEvent.Effective(version, number),
        };

    private static IReadOnlyList<Fault> Check(Node document, string name, TenantConfiguration configuration)
    {
        var reading = PolicyReader.Read(document, name, configuration.Vocabulary);
        return reading.Policy is null ? reading.Faults : configuration.TiesWith(reading.Policy);
    }
}
