using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Callers;

/// <summary>Numbers that may be shown to those called: verified, and withdrawn again by somebody or by time.</summary>
public sealed class CallerDecider : IDecider<CallerNumber, CallerCommand, CallerEvent, TenantConfiguration>
{
    /// <summary>The kind of these entities.</summary>
    public const string Kind = CallerNumber.Kind;

    /// <summary>The reason of a number whose time ran out.</summary>
    public const string Expired = "expired";

    private CallerDecider()
    {
    }

    /// <inheritdoc/>
    public static CallerNumber Initial(EntityKey key) => new() { Tenant = key.Tenant, Id = key.Id };

    /// <inheritdoc/>
    public static Decision<CallerEvent> Decide(
        CallerNumber state, CallerCommand command, DecisionContext<TenantConfiguration> context) => command switch
        {
            CallerCommand.VerifyCaller verify => Verify(state, verify, context),
            CallerCommand.WithdrawCaller withdraw => Withdraw(state, withdraw),
            _ => throw Invariant.Unreachable($"Unknown command {command.GetType().Name}."),
        };

    /// <summary>A number whose time ran out may not be shown any more.</summary>
    public static Decision<CallerEvent> Wake(CallerNumber state, DecisionContext<TenantConfiguration> context) =>
        state.Verification?.Until <= context.At
            ? Decision<CallerEvent>.Accept(new CallerEvent.Withdrawn(Expired))
            : Decision<CallerEvent>.Nothing;

    /// <inheritdoc/>
    public static CallerNumber Evolve(CallerNumber state, CallerEvent @event, Instant at) => @event switch
    {
        CallerEvent.Verified e => state with
        {
            Verification = new CallerVerification(e.Source, state.Verification?.At ?? at, e.By, e.Until),
        },
        CallerEvent.Withdrawn => state with { Verification = null },
        _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
    };

    /// <summary>When its time runs out; null for never.</summary>
    public static Instant? NextWake(CallerNumber state, TenantConfiguration configuration) => state.Verification?.Until;

    /// <summary>None: whoever is about to show a number looks at its row.</summary>
    public static IReadOnlyList<Message> React(
        CallerNumber state, CallerEvent @event, TenantConfiguration configuration) => [];

    /// <summary>Status: <c>verified</c>. Empty while it may not be shown. No labels.</summary>
    public static EntityRow Row(CallerNumber state) => state.Verification is null
        ? new EntityRow()
        : new EntityRow { Status = CallerSeam.Verified };

    private static Decision<CallerEvent> Verify(
        CallerNumber state, CallerCommand.VerifyCaller verify, DecisionContext<TenantConfiguration> context)
    {
        if (Codes.Check("/source", verify.Source) is { } refusal)
        {
            return refusal;
        }

        if (verify.Until <= context.At)
        {
            return Rejection.Invalid("/until", "range", "'until' lies in the future.");
        }

        return state.Verification is { } known && known.Source == verify.Source && known.Until == verify.Until
            ? Decision<CallerEvent>.Nothing
            : Decision<CallerEvent>.Accept(
                new CallerEvent.Verified(verify.Source, context.Principal.Id, verify.Until));
    }

    private static Decision<CallerEvent> Withdraw(CallerNumber state, CallerCommand.WithdrawCaller withdraw) =>
        Codes.Check("/reason", withdraw.Reason) is { } refusal ? refusal
        : state.Verification is null ? Unknown(state.Id)
        : Decision<CallerEvent>.Accept(new CallerEvent.Withdrawn(withdraw.Reason));

    /// <summary>The refusal of a number that nobody verified.</summary>
    /// <param name="id">The number: E.164 without its plus.</param>
    public static Rejection Unknown(string id) =>
        Rejection.Unknown("caller_unknown", $"'+{id}' is none of the tenant's verified numbers.");
}
