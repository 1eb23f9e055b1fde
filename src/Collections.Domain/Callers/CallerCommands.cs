using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Callers;

/// <summary>What can be asked of a caller number.</summary>
public abstract record CallerCommand : ICommand
{
    private CallerCommand()
    {
    }

    /// <summary>
    /// The number is the tenant's own and may be shown. The same words again change nothing, others replace them.
    /// Refusal: <c>invalid_request</c> (400).
    /// </summary>
    /// <param name="Source">What shows it, a code.</param>
    /// <param name="Until">It may be shown before this instant only; null for ever.</param>
    [CommandType("verifyCaller")]
    public sealed record VerifyCaller(string Source, Instant? Until) : CallerCommand;

    /// <summary>
    /// The number may not be shown any more. Refusals: <c>caller_unknown</c> (404), <c>invalid_request</c> (400).
    /// </summary>
    /// <param name="Reason">Why, a code.</param>
    [CommandType("withdrawCaller")]
    public sealed record WithdrawCaller(string Reason) : CallerCommand;
}
