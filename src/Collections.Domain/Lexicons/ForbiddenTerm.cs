using System.Text.Json.Serialization;

namespace Collections.Domain.Lexicons;

/// <summary>Why a wording is forbidden.</summary>
public enum WordingKind
{
    /// <summary>It threatens with violence, arrest or ruin.</summary>
    [JsonStringEnumMemberName("threat")]
    Threat,

    /// <summary>It insults.</summary>
    [JsonStringEnumMemberName("insult")]
    Insult,

    /// <summary>It harasses, or announces that others will be told.</summary>
    [JsonStringEnumMemberName("harassment")]
    Harassment,
}

/// <summary>A word or phrase that must not be said to a customer.</summary>
/// <param name="Term">The wording, as people write it.</param>
/// <param name="Kind">Why.</param>
/// <param name="Language">BCP 47 tag of its language; null for every language.</param>
public sealed record ForbiddenTerm(string Term, WordingKind Kind, string? Language)
{
    /// <summary>Whether it says anything that could be found in a text.</summary>
    public bool IsSound => Plain.Dense.Length > 0;

    internal PlainText Plain { get; } = PlainText.Of(Term);
}

/// <summary>A forbidden wording in a text.</summary>
/// <param name="Term">The term.</param>
/// <param name="Kind">Why it is forbidden.</param>
public sealed record WordingHit(string Term, WordingKind Kind)
{
    /// <summary>For a person: the term and why.</summary>
    public override string ToString() => Kind switch
    {
        WordingKind.Threat => $"'{Term}' is a threat",
        WordingKind.Insult => $"'{Term}' is an insult",
        _ => $"'{Term}' is harassment",
    };
}
