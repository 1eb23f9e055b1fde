using Collections.Kernel;
using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Domain.Configuration;

/// <summary>
/// Publishing business calendars: the entity's id is the calendar's name, a version never changes, and when one takes
/// effect a job re-evaluates the accounts, whose steps may fall on other days.
/// </summary>
public sealed class CalendarDecider : IDecider<PublishedCalendar, CalendarCommand, CalendarEvent, TenantConfiguration>
{
    /// <summary>The kind of these entities and of their publications.</summary>
    public const string Kind = "calendar";

    private CalendarDecider()
    {
    }

    /// <inheritdoc/>
    public static PublishedCalendar Initial(EntityKey key) => new()
    {
        Tenant = key.Tenant,
        Name = key.Id,

        // A shipped calendar counts as version 0: the first upload is compared with it.
        History = ShippedCalendars.Documents.TryGetValue(key.Id, out var shipped)
            ? new VersionHistory { Outline = DocumentOutline.Of(shipped) }
            : VersionHistory.Empty,
    };

    /// <inheritdoc/>
    public static Decision<CalendarEvent> Decide(
        PublishedCalendar state, CalendarCommand command, DecisionContext<TenantConfiguration> context) =>
        command switch
        {
            CalendarCommand.PublishCalendar publish => PublicationRules.Publish(
                state.History,
                new Draft(publish.Content, publish.EffectiveFrom),
                KindFor(state.Name, publish),
                context),
            _ => throw Invariant.Unreachable($"Unknown command {command.GetType().Name}."),
        };

    /// <inheritdoc/>
    public static Decision<CalendarEvent> Wake(PublishedCalendar state, DecisionContext<TenantConfiguration> context) =>
        PublicationRules.Wake(state.History, context.At, KindFor(state.Name, null));

    /// <inheritdoc/>
    public static PublishedCalendar Evolve(PublishedCalendar state, CalendarEvent @event, Instant at) => @event switch
    {
        CalendarEvent.Published published => state with
        {
            History = state.History.Publish(
                published.Version,
                new PublishedText(published.Number, at, published.EffectiveFrom, published.Format, published.Content)),
        },
        CalendarEvent.Effective effective => state with { History = state.History.TakeEffect(effective.Version) },
        _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
    };

    /// <inheritdoc/>
    public static Instant? NextWake(PublishedCalendar state, TenantConfiguration configuration) =>
        state.History.NextPending?.EffectiveFrom;

    /// <inheritdoc/>
    public static IReadOnlyList<Message> React(
        PublishedCalendar state, CalendarEvent @event, TenantConfiguration configuration) => @event switch
        {
            CalendarEvent.Published => [],
            CalendarEvent.Effective effective => [Reevaluation.Start(state.Tenant, effective.Number)],
            _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
        };

    /// <summary>
    /// Status <c>published</c> (some version applies), <c>pending</c> (all wait for their day) or null; the label is
    /// the latest version, <c>v3</c>.
    /// </summary>
    public static EntityRow Row(PublishedCalendar state) => state.History.ToRow();

    private static PublicationKind<CalendarEvent> KindFor(
        string name, CalendarCommand.PublishCalendar? publish) => new()
        {
            Name = Kind,
            Check = document => BusinessCalendarReader.Read(name, document).Faults,
            Published = accepted => new CalendarEvent.Published(
                accepted.Version,
                accepted.Number,
                accepted.EffectiveFrom,
                publish!.Format,
                publish.Source,
                accepted.Content,
                accepted.Changes),
            TookEffect = (version, number) => new CalendarEvent.Effective(version, number),
        };
}
