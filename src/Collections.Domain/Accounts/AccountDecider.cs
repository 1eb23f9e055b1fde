using Collections.Domain.Configuration;
using Collections.Domain.Treatments;
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
        if (command is AccountCommand.WorkTreatment
            or AccountCommand.StartTreatment
            or AccountCommand.ContactOutcome
            or AccountCommand.TaskClosed
            or AccountCommand.TaskOpened
            or AccountCommand.TaskUnanswered)
        {
            return Worked(state, command, context);
        }

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
        var after = (Account?)booked.After ?? before;
        if (after.Phase != AccountPhase.Open)
        {
            return booked;
        }

        var look = new Look(new Booking(after, BooksContext(context)), context.Configuration, booked.Events);
        return Closed(look, after, booked);
    }

    /// <summary>What people and tasks do to treatments, with what the policies make of it.</summary>
    private static Decision<AccountEvent> Worked(
        Account before, AccountCommand command, DecisionContext<TenantConfiguration> context)
    {
        if (before.Phase != AccountPhase.Open)
        {
            return AccountRejections.AccountUnknown(before.Id);
        }

        var look = new Look(new Booking(before, BooksContext(context)), context.Configuration, []);
        switch (command)
        {
            case AccountCommand.WorkTreatment work when WorkByHand.Work(look, work) is { } refusal:
                return refusal;
            case AccountCommand.StartTreatment start when StartByHand.Start(look, start) is { } refusal:
                return refusal;
            case AccountCommand.TaskClosed closed:
                WorkByHand.Close(look, closed);
                TaskWatch.Close(look, closed.TaskId);
                break;
            case AccountCommand.TaskOpened opened:
                TaskWatch.Open(look, opened);
                break;
            case AccountCommand.TaskUnanswered unanswered:
                TaskWatch.Write(look, unanswered);
                break;
            case AccountCommand.ContactOutcome outcome:
                WorkByHand.Note(look, outcome);
                break;
            default:
                break;
        }

        return look.EventCount == 0 ? Decision<AccountEvent>.Nothing : Closed(look, before, new());
    }

    private static Decision<AccountEvent> Closed(Look look, Account before, Decision<AccountEvent> booked)
    {
        Review.Run(look);
        if (look.Booking.Events.Count == 0)
        {
            return booked;
        }

        // A bill that a step gave up is news to the accounts that are paid for.
        Family.ShareChanges(look.Booking, before);
        BookInvariants.Require(look.Account);
        return booked with { Events = [.. booked.Events, .. look.Booking.Events], After = look.Account };
    }

    private static BookContext BooksContext(DecisionContext<TenantConfiguration> context) => new(
        BookDefaults.Of(context.Configuration.Settings), context.Key, context.Version, context.At, context.Facts);
}
