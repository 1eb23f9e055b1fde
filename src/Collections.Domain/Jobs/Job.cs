using System.Text.Json.Serialization;
using Collections.Domain.WhatIf;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Jobs;

/// <summary>How far a job is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobPhase>))]
public enum JobPhase
{
    /// <summary>Nobody has started it yet; to callers it does not exist.</summary>
    [JsonStringEnumMemberName("announced")]
    Announced,

    /// <summary>It walks on.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>It reached the end.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed,

    /// <summary>A fault ended it; it can be resumed where it stood.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Somebody ended it; what it did stays done.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}

/// <summary>
/// The state of a <c>job</c> entity: long work over many entities in key order, resumable, with its progress. The job
/// keeps the cursor; whoever does the work (the runner) may be interrupted, doubled or late.
/// </summary>
public sealed record Job
{
    /// <summary>The schema of the snapshot; a snapshot of another schema is rebuilt from the log.</summary>
    public const int SchemaNumber = 1;

    /// <summary>The schema this state was written with.</summary>
    public int Schema { get; init; } = SchemaNumber;

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>The job's id.</summary>
    public required string Id { get; init; }

    /// <summary>What it does: <c>reevaluation</c> or <c>what-if</c>; null while only announced.</summary>
    public string? Work { get; init; }

    /// <summary>How far it is.</summary>
    public JobPhase Phase { get; init; }

    /// <summary>The configuration number it is about.</summary>
    public long Number { get; init; }

    /// <summary>The last entity looked at; null before the first. Grows in ordinal order.</summary>
    public string? AfterId { get; init; }

    /// <summary>Entities looked at.</summary>
    public long Looked { get; init; }

    /// <summary>Entities among them that changed.</summary>
    public long Changed { get; init; }

    /// <summary>When it started; null while only announced.</summary>
    public Instant? StartedAt { get; init; }

    /// <summary>When it was completed, failed or cancelled; null while it was not.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>The stable code of the fault that ended it; null when none did.</summary>
    public string? Error { get; init; }

    /// <summary>When it last got on, or the runner was last asked to.</summary>
    public Instant? AskedAt { get; init; }

    /// <summary>How often in a row the runner was asked again without progress.</summary>
    public int Stalls { get; init; }

    /// <summary>What a what-if asks; null for other work.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WhatIfQuestion? Question { get; init; }

    /// <summary>What a what-if has counted so far, its result once the job is completed; null for other work.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WhatIfTally? Tally { get; init; }

    /// <summary>What a completed back-test rests on; null for anything else.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BacktestEvidence? Evidence { get; init; }
}

/// <summary>What can be asked of a job.</summary>
public abstract record JobCommand : ICommand
{
    private JobCommand()
    {
    }

    /// <inheritdoc/>
    [JsonIgnore]
    public virtual IReadOnlyList<Lookup> Lookups => [];

    /// <summary>
    /// Starts walking all accounts for a configuration number. A job that has started before stays as it is; for
    /// another number it is refused with <c>job_exists</c> (409).
    /// </summary>
    [CommandType("startReevaluation")]
    public sealed record StartReevaluation(long Number) : JobCommand;

    /// <summary>
    /// Asks what a draft of a policy would do to the accounts as they stand, or what it would have made of their
    /// recorded past; nothing changes by it. A job that has started before stays as it is; for another draft it is
    /// refused with <c>job_exists</c> (409). Refusal: <c>invalid_request</c> with every fault of the draft as a field
    /// (400).
    /// </summary>
    /// <param name="Policy">The name the draft goes by.</param>
    /// <param name="Content">The draft as JSON.</param>
    /// <param name="Mode"><c>now</c> or <c>backtest</c>.</param>
    [CommandType("startWhatIf")]
    public sealed record StartWhatIf(string Policy, string Content, string Mode) : JobCommand;

    /// <summary>
    /// A batch is done: the entities after <paramref name="FromId"/> up to <paramref name="AfterId"/>. It counts only
    /// when it continues where the job stands, so that a doubled, late or overlapping batch changes nothing.
    /// </summary>
    /// <param name="FromId">Where the batch began: the job's cursor; null for the start.</param>
    /// <param name="AfterId">The last entity of the batch; after <paramref name="FromId"/> in ordinal order.</param>
    /// <param name="Looked">Entities looked at in this batch.</param>
    /// <param name="Changed">Entities changed in this batch.</param>
    [CommandType("advanceJob")]
    public sealed record AdvanceJob(string? FromId, string AfterId, int Looked, int Changed) : JobCommand
    {
        /// <summary>What a what-if counted in this batch; null for other work.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public WhatIfTally? Tally { get; init; }
    }

    /// <summary>Nothing is left after the cursor. Counts only when the job stands there.</summary>
    /// <param name="FromId">The cursor after which nothing was found; null when there was nothing at all.</param>
    [CommandType("completeJob")]
    public sealed record CompleteJob(string? FromId) : JobCommand;

    /// <summary>The work cannot go on.</summary>
    /// <param name="Code">Stable snake_case code of the fault, 1 to 64 characters.</param>
    [CommandType("failJob")]
    public sealed record FailJob(string Code) : JobCommand;

    /// <summary>Ends the job before its end.</summary>
    [CommandType("cancelJob")]
    public sealed record CancelJob : JobCommand;

    /// <summary>Lets a failed job go on where it stood.</summary>
    [CommandType("resumeJob")]
    public sealed record ResumeJob : JobCommand;
}

/// <summary>What happened to a job.</summary>
public abstract record JobEvent
{
    private JobEvent()
    {
    }

    /// <summary>It started.</summary>
    [EventType("job.started")]
    public sealed record Started(string Work, long Number) : JobEvent
    {
        /// <summary>What a what-if asks; null for other work.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public WhatIfQuestion? Question { get; init; }
    }

    /// <summary>A batch was done.</summary>
    /// <param name="AfterId">The new cursor.</param>
    /// <param name="Looked">Entities looked at in this batch.</param>
    /// <param name="Changed">Entities changed in this batch.</param>
    [EventType("job.advanced")]
    public sealed record Advanced(string AfterId, int Looked, int Changed) : JobEvent
    {
        /// <summary>What a what-if counted in this batch; null for other work.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public WhatIfTally? Tally { get; init; }
    }

    /// <summary>Nothing was heard of the runner for too long; it is asked again.</summary>
    /// <param name="Stalls">How often in a row, from 1.</param>
    [EventType("job.stalled")]
    public sealed record Stalled(int Stalls) : JobEvent;

    /// <summary>It reached the end.</summary>
    /// <param name="Looked">Entities looked at in all.</param>
    /// <param name="Changed">Entities changed in all.</param>
    [EventType("job.completed")]
    public sealed record Completed(long Looked, long Changed) : JobEvent
    {
        /// <summary>What a back-test rests on; null for other work.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public BacktestEvidence? Evidence { get; init; }
    }

    /// <summary>A fault ended it.</summary>
    [EventType("job.failed")]
    public sealed record Failed(string Code) : JobEvent;

    /// <summary>Somebody ended it.</summary>
    [EventType("job.cancelled")]
    public sealed record Cancelled : JobEvent;

    /// <summary>It goes on where it stood.</summary>
    [EventType("job.resumed")]
    public sealed record Resumed : JobEvent;
}
