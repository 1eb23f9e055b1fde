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
    public static Account Initial(EntityKey key) => Account.Initial(key.Id);

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

        var after = booked.Events.Aggregate(state, (account, happened) => Fold.Evolve(account, happened, context.At));
        var review = Review.Of(after, context.At, context.Configuration);
        return review.Count == 0 ? booked : booked with { Events = [.. booked.Events, .. review] };
    }

    /// <inheritdoc/>
    public static Decision<AccountEvent> Wake(Account state, DecisionContext<TenantConfiguration> context)
    {
        var review = Review.Of(state, context.At, context.Configuration);
        if (review.Count == 0 && AccountWake.Next(state, context.Configuration) <= context.At)
        {
            // A periodic review, or a new policy under which days already past would count as still to come: the look
            // itself is the fact, and what comes next counts from it.
            review.Add(new AccountEvent.Reviewed());
        }

        return Decision<AccountEvent>.Accept(review);
    }

    /// <inheritdoc/>
    public static Account Evolve(Account state, AccountEvent @event, Instant at) => Fold.Evolve(state, @event, at);

    /// <inheritdoc/>
    public static Instant? NextWake(Account state, TenantConfiguration configuration) =>
        AccountWake.Next(state, configuration);

    /// <inheritdoc/>
    public static IReadOnlyList<Message> React(
        Account state, AccountEvent @event, TenantConfiguration configuration) =>
        AccountFlows.React(state, @event, configuration.Tenant);

    /// <summary>
    /// Status: overdue state. Person: customer. Parent: the account that pays for this one. Amount: balance. Day: the
    /// oldest due date with something outstanding. Labels: tags.
    /// </summary>
    public static EntityRow Row(Account state)
    {
        if (state.Profile is not { } profile)
        {
            return new EntityRow();
        }

        return new EntityRow
        {
            Status = state.Overdue?.State ?? Overdue.PolicyState.ClearName,
            Person = profile.CustomerId,
            Parent = state.PayingParent,
            AmountMinor = Balances.BalanceMinor(state),
            Currency = profile.Currency,
            Day = Balances.OldestDueDate(state),
            Zone = profile.TimeZone,
            Labels = state.Tags,
        };
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
