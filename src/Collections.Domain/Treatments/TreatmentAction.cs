using System.Text.Json.Serialization;
using Collections.Domain.Accounts;

namespace Collections.Domain.Treatments;

/// <summary>What a step of a treatment, or entering a state, does.</summary>
public enum ActionKind
{
    /// <summary>Asks for a notice to the customer; done when it is handed over.</summary>
    [JsonStringEnumMemberName("notice")]
    Notice,

    /// <summary>Creates a task for a collector; a step waits until it is closed.</summary>
    [JsonStringEnumMemberName("task")]
    Task,

    /// <summary>Refers the debt to an agency.</summary>
    [JsonStringEnumMemberName("referral")]
    Referral,

    /// <summary>Gives the bills up.</summary>
    [JsonStringEnumMemberName("writeOff")]
    WriteOff,

    /// <summary>Asks for the services to be stopped.</summary>
    [JsonStringEnumMemberName("stopService")]
    StopService,

    /// <summary>Puts a tag on the account.</summary>
    [JsonStringEnumMemberName("tag")]
    Tag,

    /// <summary>Takes a tag off.</summary>
    [JsonStringEnumMemberName("untag")]
    Untag,

    /// <summary>Places a hold on the account.</summary>
    [JsonStringEnumMemberName("hold")]
    Hold,
}

/// <summary>An action as a policy writes it; which members matter depends on the kind.</summary>
public sealed record TreatmentAction
{
    /// <summary>What it does.</summary>
    public ActionKind Kind { get; init; }

    /// <summary>
    /// Notice: its template. Task: its kind. Referral: the agency. Tag, untag: the tag. Hold: its reason.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>Notice: the channels; empty for the first one the customer can receive.</summary>
    public Items<string> Channels { get; init; }

    /// <summary>Task: the queue it goes to; null for none.</summary>
    public string? Queue { get; init; }

    /// <summary>Task: the dial campaign it belongs to; null for none.</summary>
    public string? Campaign { get; init; }

    /// <summary>Task: its title; null for none.</summary>
    public string? Title { get; init; }

    /// <summary>Hold: for how many local days, today included.</summary>
    public int Days { get; init; }

    /// <summary>Hold: what it stops.</summary>
    public HoldScope Scope { get; init; }

    /// <summary>
    /// Write-off: only while the bills together owe less than this, in major units; null for whatever they owe.
    /// </summary>
    public decimal? Below { get; init; }
}
