using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>
/// The rules of the <c>account</c> kind. <see cref="Books"/> decides about money, <see cref="Review"/> about lateness:
/// every change of the books is looked at by the policy in the same decision.
/// </summary>
public sealed class AccountDecider : IDecider<Account, AccountCommand, AccountEvent, TenantConfiguration>
{
    /// <summary>The kind's name in entity keys.</summary>
    public const string Kind = "account";

    /// <inheritdoc/>
    public static Account Initial(EntityKey key) => Account.Initial(key);

    /// <inheritdoc/>
    public static Decision<AccountEvent> Decide(
        Account state, AccountCommand command, DecisionContext<TenantConfiguration> context)
    {
        var booked = Books.Decide(state, command, BooksContext(context));

        // An import records facts and fires nothing: the review is pending until time is moved on.
        if (booked.Rejection is not null || booked.Events.Count == 0 || command is AccountCommand.RecordHistory)
        {
            return booked;
        }

        return Reviewed(state, booked, context);
    }

    /// <inheritdoc/>
    public static Decision<AccountEvent> Wake(Account state, DecisionContext<TenantConfiguration> context)
    {
        var woken = Reviewed(state, Books.Wake(state, BooksContext(context)), context);
        return woken.Events.Count == 0 && AccountWake.Next(state, context.Configuration) <= context.At
            // A periodic review, or a new policy under which days already past would count as still to come: the look
            // itself is the fact, and what comes next counts from it.
            ? Decision<AccountEvent>.Accept(new AccountEvent.Reviewed())
            : woken;
    }

    /// <inheritdoc/>
    public static Account Evolve(Account state, AccountEvent @event, Instant at) => Fold.Evolve(state, @event, at);

    /// <inheritdoc/>
    public static Instant? NextWake(Account state, TenantConfiguration configuration) =>
        AccountWake.Next(state, configuration);

    /// <inheritdoc/>
    public static IReadOnlyList<Message> React(
        Account state, AccountEvent @event, TenantConfiguration configuration) =>
        AccountFlows.React(state, @event);

    /// <inheritdoc cref="AccountRow"/>
    public static EntityRow Row(Account state) => AccountRow.Of(state);

    /// <summary>The decision with what the policies make of the account after it.</summary>
    private static Decision<AccountEvent> Reviewed(
        Account before, Decision<AccountEvent> booked, DecisionContext<TenantConfiguration> context)
    {
        var after = before;
        foreach (var happened in booked.Events)
        {
            after = Fold.Evolve(after, happened, context.At);
        }

        var review = Review.Of(after, context.At, context.Configuration);
        return review.Count == 0 ? booked : booked with { Events = [.. booked.Events, .. review] };
    }

    private static BookContext BooksContext(DecisionContext<TenantConfiguration> context)
    {
        var settings = context.Configuration.Settings;
        return new BookContext(
            new BookDefaults(settings.Currency, settings.TimeZone, settings.Locale),
            context.Key,
            context.Version,
            context.At,
            context.Facts);
    }
}
