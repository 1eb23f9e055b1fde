using System.Text.Json.Serialization;
using Collections.Domain.Outcomes;
using Collections.Kernel;
using NodaTime;

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

    /// <summary>
    /// Gives the task to an agent, back to its queue, or to another queue. Refusals: as of <see cref="CloseTask"/>.
    /// </summary>
    /// <param name="To">The agent's id; null for nobody.</param>
    /// <param name="Queue">The worklist it goes to; null for the one it stands in.</param>
    [CommandType("assignTask")]
    public sealed record AssignTask(string? To, string? Queue = null) : TaskCommand;

    /// <summary>
    /// Takes the task to work on it: nobody else gets it for the time of a claim. Who has it already keeps it. When the
    /// account does not meet the strategy's filters, or no hour is legal, the task waits and the answer is no claim.
    /// Refusals: <c>task_state</c> (ended or paused), <c>task_claimed</c>, <c>task_not_due</c> (422).
    /// </summary>
    /// <param name="Agent">Who takes it.</param>
    /// <param name="AccountId">The account it is about, whose row is looked at.</param>
    /// <param name="ClaimId">Marks the request, so that repeating it finds the claim; null for none.</param>
    [CommandType("claimTask")]
    public sealed record ClaimTask(string Agent, string AccountId, string? ClaimId = null) : TaskCommand
    {
        /// <summary>
        /// What the strategy's customer filter looks at, as it was read just before; null when nobody looked, and then
        /// a filter keeps the task back.
        /// </summary>
        public CustomerTraits? Traits { get; init; }

        /// <inheritdoc/>
        [JsonIgnore]
        public override IReadOnlyList<Lookup> Lookups => [new Lookup.Entity("account", AccountId)];
    }

    /// <summary>Gives a claimed task back; one that is not claimed changes nothing.</summary>
    /// <param name="Agent">Who gives it back; null for whoever has it.</param>
    [CommandType("releaseTask")]
    public sealed record ReleaseTask(string? Agent) : TaskCommand;

    /// <summary>
    /// Records an attempt with its outcome. The same attempt again changes nothing. Refusals: <c>task_state</c>,
    /// <c>task_claimed</c>, <c>task_not_due</c> (422: only what the gate already permitted may come early),
    /// <c>attempt_exists</c> (409).
    /// </summary>
    [CommandType("recordAttempt")]
    public sealed record RecordAttempt(AttemptReport Report) : TaskCommand;

    /// <summary>
    /// Somebody checked whether the person on the line is the customer. Who is verified stays so for half an hour, or
    /// until the task is given back. Refusals: <c>task_state</c>, <c>task_claimed</c>, <c>identity_wrong_party</c>
    /// (422) after too many failures in one conversation.
    /// </summary>
    /// <param name="Method">The check's name.</param>
    /// <param name="Agent">Whose claim it is; null for the principal's own.</param>
    /// <param name="Matches">Whether what he said is on record; what he said is kept nowhere.</param>
    [CommandType("checkIdentity")]
    public sealed record CheckIdentity(string Method, string? Agent, bool Matches) : TaskCommand;

    /// <summary>The gate said: not before an instant.</summary>
    /// <param name="Until">The instant.</param>
    /// <param name="Rule">The rule of the gate that said so.</param>
    [CommandType("deferTask")]
    public sealed record DeferTask(Instant Until, string Rule) : TaskCommand;

    /// <summary>
    /// A time was agreed with the customer. Refusals: <c>callback_in_past</c>, <c>callback_beyond_horizon</c> (a year)
    /// and <c>task_state</c> (422).
    /// </summary>
    /// <param name="At">When.</param>
    /// <param name="Agent">Who will call; null for anyone.</param>
    [CommandType("agreeCallback")]
    public sealed record AgreeCallback(Instant At, string? Agent) : TaskCommand;

    /// <summary>Nothing is done for the time being, for a reason; several reasons add up.</summary>
    /// <param name="Reason">A code, e.g. <c>held</c>, <c>disputed</c>.</param>
    [CommandType("pauseTask")]
    public sealed record PauseTask(string Reason) : TaskCommand;

    /// <summary>A reason to pause is gone; without a reason all that people and rules of the task gave.</summary>
    /// <param name="Reason">The code; null for all but those of the account.</param>
    [CommandType("resumeTask")]
    public sealed record ResumeTask(string? Reason) : TaskCommand;

    /// <summary>The task is one with another, older one: it ends, what is to be done is done there.</summary>
    /// <param name="Into">The other task.</param>
    [CommandType("mergeTask")]
    public sealed record MergeTask(string Into) : TaskCommand;

    /// <summary>Another task about the same was merged into this one.</summary>
    /// <param name="TaskId">The other task, or the id it would have had.</param>
    /// <param name="Campaign">The campaign it was for; null for none.</param>
    [CommandType("absorbTask")]
    public sealed record AbsorbTask(string TaskId, string? Campaign) : TaskCommand;
}

/// <summary>An attempt as it is reported.</summary>
public sealed record AttemptReport
{
    /// <summary>Its id, unique within the task.</summary>
    public required string AttemptId { get; init; }

    /// <summary>When it was made; null for now. Never later than now.</summary>
    public Instant? At { get; init; }

    /// <summary>The canonical outcome; null when the evidence tells it.</summary>
    public string? Outcome { get; init; }

    /// <summary>What is known of how it ended; null when a person named the outcome.</summary>
    public CallEvidence? Evidence { get; init; }

    /// <summary>The channel; null for the task's.</summary>
    public string? Channel { get; init; }

    /// <summary>The contact that the gate permitted.</summary>
    public string? ContactId { get; init; }

    /// <summary>
    /// The number that was shown, as the registry of verified ones knows it; null when nobody says, or when the contact
    /// was reserved before.
    /// </summary>
    public string? CallerId { get; init; }

    /// <summary>Who made it; null for a machine.</summary>
    public string? Agent { get; init; }

    /// <summary>
    /// How well a machine understood the customer, turn by turn; null when no machine spoke to him.
    /// </summary>
    public IReadOnlyList<HeardTurn>? Heard { get; init; }

    /// <summary>What was spoken of, see <see cref="TaskIntents"/>; null when nobody said.</summary>
    public IReadOnlyList<string>? Intents { get; init; }

    /// <summary>How many numbers the customer has, the one called included; null for those of the task.</summary>
    public int? Numbers { get; init; }

    /// <summary>
    /// Which of the numbers was called, from 0, when it was another one than that whose turn it was; else null.
    /// </summary>
    public int? Number { get; init; }

    /// <summary>
    /// How many numbers after the one called may still be tried, now or later; null for all that come after it.
    /// </summary>
    public int? Alternates { get; init; }

    /// <summary>When to call again, as agreed in this attempt; null for nothing agreed.</summary>
    public Instant? CallbackAt { get; init; }

    /// <summary>Who will then call; null for anyone.</summary>
    public string? CallbackAgent { get; init; }
}
