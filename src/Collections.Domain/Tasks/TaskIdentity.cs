using NodaTime;

namespace Collections.Domain.Tasks;

/// <summary>What is known of the person on the line, for one conversation.</summary>
public sealed record TaskIdentity
{
    /// <summary>So many failed checks in one conversation are the wrong party: nobody is to guess on.</summary>
    public const int FailuresMax = 2;

    /// <summary>The last check's name.</summary>
    public required string Method { get; init; }

    /// <summary>Who checked: the principal.</summary>
    public required string By { get; init; }

    /// <summary>Until when he counts as the customer to whoever checked; null when he does not.</summary>
    public Instant? VerifiedUntil { get; init; }

    /// <summary>Failed checks of this conversation.</summary>
    public int Failures { get; init; }

    /// <summary>When the last check failed; null when none did.</summary>
    public Instant? FailedAt { get; init; }

    /// <summary>
    /// Whether he is taken for somebody else: nothing is told, the conversation ends. It does not help to give the task
    /// back and to take it again: failures are forgotten with the attempt that is recorded, or after half an hour.
    /// </summary>
    /// <param name="at">Now.</param>
    public bool IsWrongParty(Instant at) => FailuresAt(at) >= FailuresMax;

    /// <summary>Failed checks that still count.</summary>
    /// <param name="at">Now.</param>
    public int FailuresAt(Instant at) => FailedAt + Claiming.Patience <= at ? 0 : Failures;

    /// <summary>Whether account matters may be told to a principal now.</summary>
    /// <param name="principal">The principal's id.</param>
    /// <param name="at">Now.</param>
    public bool Lets(string principal, Instant at) => By == principal && VerifiedUntil > at;
}
