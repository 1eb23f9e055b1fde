using Collections.Gateways.Wire;
using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Simulation.Scenarios;

/// <summary>A scenario: accounts, what is done to them when, and what must then be so.</summary>
public sealed record ScenarioFile
{
    /// <summary>The file, as the caller named it.</summary>
    public required string Path { get; init; }

    /// <summary>What it shows; empty when the file says nothing.</summary>
    public required string Title { get; init; }

    /// <summary>Where virtual time starts.</summary>
    public required Instant Clock { get; init; }

    /// <summary>The policies in force from the start, in the file's order.</summary>
    public required IReadOnlyList<ScenarioDocument> Policies { get; init; }

    /// <summary>The calendars in force from the start.</summary>
    public required IReadOnlyList<ScenarioDocument> Calendars { get; init; }

    /// <summary>The accounts that exist from the start, in the file's order.</summary>
    public required IReadOnlyList<ScenarioAccount> Accounts { get; init; }

    /// <summary>The steps; their instants never go back.</summary>
    public required IReadOnlyList<ScenarioStep> Steps { get; init; }
}

/// <summary>A policy or calendar: a file beside the scenario or a document inside it.</summary>
/// <param name="Name">The name it is published under.</param>
/// <param name="Source">The document, parsed.</param>
public sealed record ScenarioDocument(string Name, SourceDocument Source);

/// <summary>An account that exists from the start.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Body">Its profile, as in the API.</param>
public sealed record ScenarioAccount(string Id, Node.Mapping Body);

/// <summary>One step: time moves, things are done, expectations are checked.</summary>
public sealed record ScenarioStep
{
    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>The instant to which time moves first.</summary>
    public required Instant At { get; init; }

    /// <summary>What is done, in order.</summary>
    public required IReadOnlyList<ScenarioItem> Items { get; init; }

    /// <summary>Expected parts of account views, by account id.</summary>
    public required IReadOnlyList<KeyValuePair<string, Node>> Expect { get; init; }

    /// <summary>Event types that were emitted since the previous check.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>Event types that were not.</summary>
    public required IReadOnlyList<string> NoEvents { get; init; }
}

/// <summary>One thing done: a verb with the body of the matching API call.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="Account">The account it concerns; null for verbs without one (<c>policy</c>).</param>
/// <param name="Body">The fields of the call, without <c>account</c> and <c>refused</c>.</param>
/// <param name="Refused">The refusal that is expected; null when the item must be accepted.</param>
/// <param name="Document">The uploaded document of <c>policy</c>; null for every other verb.</param>
public sealed record ScenarioItem(
    string Verb, string? Account, Node.Mapping Body, string? Refused, ScenarioDocument? Document);
