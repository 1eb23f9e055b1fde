using System.Text.Json.Serialization;
using Collections.Kernel;

namespace Collections.Domain.Tasks;

/// <summary>What can be asked of a task.</summary>
public abstract record TaskCommand : ICommand
{
    private TaskCommand()
    {
    }

    /// <inheritdoc/>
    [JsonIgnore]
    public virtual IReadOnlyList<Lookup> Lookups => [];

    /// <summary>
    /// Opens the task. The same task again changes nothing; with other content it is refused with
    /// <c>task_exists</c> (409). Further refusal: <c>invalid_request</c> (400).
    /// </summary>
    [CommandType("createTask")]
    public sealed record CreateTask(TaskTerms Terms) : TaskCommand;

    /// <summary>
    /// Closes the task with its result; the step that waits for it goes on. The same outcome again changes nothing.
    /// Refusals: <c>task_unknown</c> (404), <c>task_state</c> (422), <c>invalid_request</c> (400).
    /// </summary>
    /// <param name="Outcome">The disposition, a code of letters, digits and ._:~- without personal data.</param>
    [CommandType("closeTask")]
    public sealed record CloseTask(string Outcome) : TaskCommand;

    /// <summary>
    /// Ends the task without a result. When a person does it, the account is told, so that no step waits for ever.
    /// A cancelled task changes nothing. Refusals: as of <see cref="CloseTask"/>.
    /// </summary>
    /// <param name="Reason">A code of letters, digits and ._:~- without personal data.</param>
    [CommandType("cancelTask")]
    public sealed record CancelTask(string Reason) : TaskCommand;

    /// <summary>Gives the task to an agent, or back to its queue. Refusals: as of <see cref="CloseTask"/>.</summary>
    /// <param name="To">The agent's id; null for nobody.</param>
    [CommandType("assignTask")]
    public sealed record AssignTask(string? To) : TaskCommand;
}

/// <summary>What a task is.</summary>
public sealed record TaskTerms
{
    /// <summary>The account it is about.</summary>
    public required string AccountId { get; init; }

    /// <summary>The customer; null when the account has none.</summary>
    public string? PersonId { get; init; }

    /// <summary>What is to be done: <c>call</c>, <c>visit</c>, <c>manual</c> ...</summary>
    public required string Kind { get; init; }

    /// <summary>The worklist it stands in; null for none.</summary>
    public string? Queue { get; init; }

    /// <summary>The dial campaign it is for; null for none.</summary>
    public string? Campaign { get; init; }

    /// <summary>What the policy calls it; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>The treatment that asked for it; null when a person or a state did.</summary>
    public string? TreatmentId { get; init; }

    /// <summary>The treatment's step that waits for it; null for none.</summary>
    public string? Step { get; init; }
}
