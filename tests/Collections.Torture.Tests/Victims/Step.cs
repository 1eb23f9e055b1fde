using Collections.Kernel;

namespace Collections.Torture.Tests.Victims;

/// <summary>One command of a client, and what its acknowledgement will say.</summary>
/// <param name="To">The entity.</param>
/// <param name="Verb">What is done, in the words of <see cref="Verbs"/>.</param>
/// <param name="Id">The id it carries.</param>
/// <param name="AmountMinor">Its amount in minor units; 0 when it has none of its own.</param>
/// <param name="Command">The command.</param>
internal sealed record Step(EntityKey To, string Verb, string Id, long AmountMinor, ICommand Command)
{
    /// <summary>The idempotency key, or null: then only the id makes a repetition harmless.</summary>
    public string? Key { get; init; }
}

/// <summary>The words for what clients do.</summary>
internal static class Verbs
{
    public const string Put = "put";
    public const string Bill = "bill";
    public const string CommitBill = "commit";
    public const string Adjust = "adjust";
    public const string WriteOff = "writeOff";
    public const string Pending = "pending";
    public const string Settled = "settled";
    public const string Failed = "failed";
    public const string Reverse = "reverse";
    public const string Credit = "credit";
    public const string Tag = "tag";
    public const string Untag = "untag";
    public const string Hold = "hold";
    public const string Release = "release";
    public const string Policy = "policy";
}
