using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Numbers;

/// <summary>Numbers: their limits, what calls teach about them, and what people say of them.</summary>
public sealed class NumberDecider : IDecider<NumberRecord, NumberCommand, NumberEvent, TenantConfiguration>
{
    /// <summary>The kind of these entities.</summary>
    public const string Kind = NumberRecord.Kind;

    private NumberDecider()
    {
    }

    /// <inheritdoc/>
    public static NumberRecord Initial(EntityKey key) => new() { Tenant = key.Tenant, Id = key.Id };

    /// <summary>
    /// Refusals: <c>invalid_request</c> (400). What a number is asked by message it always answers; what it was told
    /// already changes nothing.
    /// </summary>
    public static Decision<NumberEvent> Decide(
        NumberRecord state, NumberCommand command, DecisionContext<TenantConfiguration> context) => command switch
        {
            NumberCommand.ReserveNumber reserve => NumberLimits.Reserve(state, reserve.Reservation),
            NumberCommand.SettleNumber settle => Settle(state, settle.Settlement, context),
            NumberCommand.MarkNumber mark => Mark(state, mark, context.At),
            NumberCommand.FlagNumber flag => Flag(state, flag),
            NumberCommand.RestoreNumber restore => Restore(state, restore.Reason),
            _ => throw Invariant.Unreachable($"Unknown command {command.GetType().Name}."),
        };

    /// <summary>A state that holds for a time is over: nothing in particular is known any more.</summary>
    public static Decision<NumberEvent> Wake(NumberRecord state, DecisionContext<TenantConfiguration> context) =>
        state.Until <= context.At
            ? Decision<NumberEvent>.Accept(new NumberEvent.StateChanged(
                state.State, NumberState.Unknown, null, Permanent: false, NumberEffects.Expired))
            : Decision<NumberEvent>.Nothing;

    /// <inheritdoc/>
    public static NumberRecord Evolve(NumberRecord state, NumberEvent @event, Instant at) =>
        NumberFold.Evolve(state, @event, at);

    /// <summary>The end of a state that holds for a time.</summary>
    public static Instant? NextWake(NumberRecord state, TenantConfiguration configuration) => state.Until;

    /// <inheritdoc/>
    public static IReadOnlyList<Message> React(
        NumberRecord state, NumberEvent @event, TenantConfiguration configuration) => @event switch
        {
            NumberEvent.Reserved e => [NumberMessages.Answer(state.Tenant, e.PersonId, e.Answer)],
            NumberEvent.Refused e => [NumberMessages.Answer(state.Tenant, e.PersonId, e.Answer)],
            NumberEvent.Released or NumberEvent.Used or NumberEvent.StateChanged or NumberEvent.Flagged => [],
            _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
        };

    /// <summary>
    /// Status: the state's word. Amount: the score. Labels: <c>flag:</c> with each mark. Empty while nothing is known.
    /// </summary>
    public static EntityRow Row(NumberRecord state) => !state.Known
        ? new EntityRow()
        : new EntityRow
        {
            Status = NumberWords.Of(state.State),
            AmountMinor = state.Score,
            Labels = [.. state.Flags.Select(flag => $"flag:{flag}")],
        };

    private static Decision<NumberEvent> Settle(
        NumberRecord state, NumberSettlement settlement, DecisionContext<TenantConfiguration> context)
    {
        var known = NumberFold.Find(state, settlement.ContactId, settlement.Attempt);
        if (settlement.Outcome is not { } said)
        {
            return known is null
                ? Decision<NumberEvent>.Nothing
                : Decision<NumberEvent>.Accept(
                    new NumberEvent.Released(settlement.ContactId, settlement.Attempt));
        }

        var outcome = ContactResults.Canonical(said);
        if (known?.Mark.Result == outcome)
        {
            return Decision<NumberEvent>.Nothing;
        }

        var isCall = outcome is not (ContactResults.Sent or ContactResults.NotMade);
        var zone = context.Configuration.Zone;
        var used = new NumberEvent.Used(
            settlement.ContactId,
            settlement.Attempt,
            outcome,
            settlement.At,
            isCall ? settlement.At.InZone(zone).Hour : null,
            isCall ? zone.Id : null);
        return Decision<NumberEvent>.Accept(
            isCall && known?.Mark.Result is null ? [used, .. NumberEffects.Of(state, outcome, context.At)] : [used]);
    }

    private static Decision<NumberEvent> Mark(NumberRecord state, NumberCommand.MarkNumber mark, Instant at)
    {
        if (Codes.Check("/reason", mark.Reason) is { } refusal)
        {
            return refusal;
        }

        if (mark.Until <= at)
        {
            return Rejection.Invalid("/until", "range", "'until' lies in the future.");
        }

        var permanent = mark.Until is null && NumberWords.IsUnusable(mark.State);
        return state.Known && state.State == mark.State && state.Until == mark.Until && state.Permanent == permanent
            ? Decision<NumberEvent>.Nothing
            : Decision<NumberEvent>.Accept(
                new NumberEvent.StateChanged(state.State, mark.State, mark.Until, permanent, mark.Reason));
    }

    private static Decision<NumberEvent> Flag(NumberRecord state, NumberCommand.FlagNumber flag)
    {
        if ((NumberForm.Flag(flag.Flag) ?? Codes.Check("/reason", flag.Reason)) is { } refusal)
        {
            return refusal;
        }

        return state.Flags.Contains(flag.Flag) == flag.On
            ? Decision<NumberEvent>.Nothing
            : Decision<NumberEvent>.Accept(new NumberEvent.Flagged(flag.Flag, flag.On, flag.Reason));
    }

    private static Decision<NumberEvent> Restore(NumberRecord state, string reason)
    {
        if (Codes.Check("/reason", reason) is { } refusal)
        {
            return refusal;
        }

        return NumberWords.IsUnusable(state.State)
            ? Decision<NumberEvent>.Accept(new NumberEvent.StateChanged(
                state.State, NumberState.Unknown, null, Permanent: false, reason))
            : Decision<NumberEvent>.Nothing;
    }
}
