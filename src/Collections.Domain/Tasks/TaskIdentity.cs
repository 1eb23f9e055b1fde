using System.Text.Json.Serialization;
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

    /// <summary>Whether he is taken for somebody else: nothing is told, the conversation ends.</summary>
    [JsonIgnore]
    public bool IsWrongParty => Failures >= FailuresMax;

    /// <summary>Whether account matters may be told to a principal now.</summary>
    /// <param name="principal">The principal's id.</param>
    /// <param name="at">Now.</param>
    public bool Lets(string principal, Instant at) => By == principal && VerifiedUntil > at;
}
