using System.Text.Json;
using Collections.Domain.Outcomes;
using Collections.Domain.Tasks;
using Collections.Gateways.Tasks;
using Collections.Kernel;
using Collections.Server.Api.Accounts;
using Collections.Server.Api.OpenApi;
using NodaTime;
using NodaTime.Text;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Tasks;

/// <summary>What tasks look like in bodies and answers.</summary>
internal static class TaskShapes
{
    public const int WordLengthMax = 200;

    // What a filter saw are account matters.
    private const string FiltersRule = "filters";

    private const string FiltersSaw = "The strategy's filters leave the account out.";

    /// <summary>Where tasks stand.</summary>
    public static readonly string[] Statuses = ["open", "paused", "closed", "cancelled", "unreachable", "merged"];

    private static readonly Schema Intent = Word([.. TaskIntents.All]);

    public static readonly Schema Strategy = Body(
        "TaskStrategy",
        new("timezone", Text(64)),
        new("window", List(Text(11))),
        new("days", Word("ALL", "WORKDAY")),
        new("calendar", Id),
        new("maxAttempts", Whole),
        new("retryHours", List(Whole)),
        new("retryFrom", Word("first", "previous")),
        new("agingBuckets", List(Text(64))),
        new("minAmount", AmountIn),
        new("maxAmount", AmountIn),
        new("currency", Shape.Currency),
        new("tiers", List(Text(64))),
        new("regions", List(Text(64))),
        new("minCreditRating", Whole),
        new("maxCreditRating", Whole),
        new("timeSlots", List(Text(11))),
        new("outcomeDelays", Map(List(Text(64)))),
        new("fallback", Body("TaskFallback", new Field("channel", Id, true), new Field("template", Id, true))));

    private static readonly Schema Attempt = Answer(
        "TaskAttempt",
        new("attemptId", Id),
        new("at", Shape.Instant),
        new("outcome", Said),
        new("channel", Said.OrNull()),
        new("contactId", Id.OrNull()),
        new("agentId", Id.OrNull()),
        new("number", Whole),
        new("slot", Whole),
        new("slotUsed", Flag),
        new("intents", List(Said)),
        new("hearing", Said.OrNull()),
        new("wrongParty", Flag));

    private static readonly Schema Next = Answer(
        "TaskNext",
        new("at", Shape.Instant.OrNull()),
        new("because", List(Answer(
            "TaskNextReason", new("rule", Said), new("at", Shape.Instant.OrNull()), new("saw", Said)))));

    public static readonly Schema Task = Answer(
        "Task",
        new("taskId", Id),
        new("accountId", Id),
        new("personId", Id.OrNull()),
        new("customerId", Id.OrNull()),
        new("billId", Id.OrNull()),
        new("agingBucket", Said.OrNull()),
        new("amountDue", Amount.OrNull()),
        new("currency", Shape.Currency.OrNull()),
        new("disclosed", Flag),
        new("identity", Answer(
            "TaskIdentity",
            new("status", Word("unverified", "verified", "wrong_party")),
            new("method", Said.OrNull()),
            new("until", Shape.Instant.OrNull()),
            new("failures", Whole))),
        new("kind", Said),
        new("queue", Said.OrNull()),
        new("campaign", Said.OrNull()),
        new("name", Said.OrNull()),
        new("treatmentId", Said.OrNull()),
        new("step", Said.OrNull()),
        new("priority", Whole),
        new("channel", Said.OrNull()),
        new("intents", List(Said)),
        new("status", Word(Statuses)),
        new("pausedFor", List(Said)),
        new("assignedTo", Id.OrNull()),
        new("claimedBy", Id.OrNull()),
        new("claimedUntil", Shape.Instant.OrNull()),
        new("outcome", Said.OrNull()),
        new("createdAt", Shape.Instant),
        new("dueAt", Shape.Instant.OrNull()),
        new("slaBreached", Flag),
        new("endedAt", Shape.Instant.OrNull()),
        new("maxAttempts", Whole.OrNull()),
        new("attempts", List(Attempt)),
        new("callbackAt", Shape.Instant.OrNull()),
        new("callbackAgentId", Id.OrNull()),
        new("duplicates", List(Said)),
        new("ready", Flag),
        new("next", Next),
        new("version", Whole));

    /// <summary>The fields of a new task but its ids.</summary>
    public static IReadOnlyList<Field> NewFields =>
    [
        new("kind", Text(WordLengthMax), true),
        new("queue", Text(WordLengthMax)),
        new("campaign", Text(WordLengthMax)),
        new("name", Text(WordLengthMax)),
        new("billId", Id),
        new("priority", Whole),
        new("dueAt", Shape.Instant),
        new("slaHours", Whole),
        new("startAt", Shape.Instant),
        new("channel", Id),
        new("intents", List(Intent)),
        new("staysWhenPaid", Flag),
        new("strategy", Strategy),
    ];

    /// <summary>The body of an attempt.</summary>
    public static Schema NewAttempt { get; } = Body(
        "NewTaskAttempt",
        new("attemptId", Id),
        new("outcome", Text(64)),
        new("sip", Whole),
        new("q850", Whole),
        new("alerted", Flag),
        new("earlyMedia", Flag),
        new("asrClass", Id),
        new("timedOut", Flag),
        new("localLimit", Flag),
        new("answeredBy", Word("human", "machine", "fax", "silence", "forwarded", "noAgent")),
        new("vendor", Map(Id)),
        new("channel", Id),
        new("contactId", Id),
        new("callerId", Text(64)),
        new("agentId", Id),
        new("intents", List(Intent)),
        new("heard", List(Body("HeardTurn", new Field("slot", Id, true), new Field("confidence", AmountIn, true)))),
        new("at", Shape.Instant),
        new("callbackAt", Shape.Instant),
        new("callbackAgentId", Id));

    /// <summary>Writes a task as it stands, with why it is not done now and when it comes next.</summary>
    public static void Write(Utf8JsonWriter writer, ShownTask it)
    {
        var (task, terms) = (it.Task, it.Task.Terms!);
        writer.WriteStartObject();
        writer.WriteString("taskId"u8, task.Id);
        writer.WriteString("accountId"u8, terms.AccountId);
        writer.WriteString("personId"u8, terms.PersonId);
        writer.WriteString("customerId"u8, it.CustomerId);
        writer.WriteString("billId"u8, terms.BillId);
        Debt(writer, it.Debt);
        writer.WriteBoolean("disclosed"u8, it.IsDisclosed);
        Identity(writer, it);
        writer.WriteString("kind"u8, terms.Kind);
        writer.WriteString("queue"u8, task.Queue);
        writer.WriteString("campaign"u8, terms.Campaign);
        writer.WriteString("name"u8, terms.Name);
        writer.WriteString("treatmentId"u8, terms.TreatmentId);
        writer.WriteString("step"u8, terms.Step);
        writer.WriteNumber("priority"u8, terms.Urgency);
        writer.WriteString("channel"u8, Channels.Of(terms));
        Words(writer, "intents", terms.Intents ?? []);
        writer.WriteString("status"u8, task.StatusWord);
        Words(writer, "pausedFor", task.Pauses);
        writer.WriteString("assignedTo"u8, task.AssignedTo);
        writer.WriteString("claimedBy"u8, task.Claim?.Agent);
        writer.WriteString("claimedUntil"u8, TextOf(task.Claim?.Until));
        writer.WriteString("outcome"u8, task.Outcome);
        writer.WriteString("createdAt"u8, TextOf(task.CreatedAt));
        writer.WriteString("dueAt"u8, TextOf(task.DueAt));
        writer.WriteBoolean("slaBreached"u8, task.SlaBreached);
        writer.WriteString("endedAt"u8, TextOf(task.EndedAt));
        writer.WriteNumber("maxAttempts"u8, PaceInForce.Of(terms, it.Configuration, it.Now).MaxAttempts);
        Attempts(writer, task.Attempts);
        writer.WriteString("callbackAt"u8, TextOf(task.Callback?.At));
        writer.WriteString("callbackAgentId"u8, task.Callback?.Agent);
        Words(writer, "duplicates", task.Duplicates);
        writer.WriteBoolean("ready"u8, task is { IsOpen: true, IsReady: true, Claim: null, Pauses.Count: 0 });
        NextOf(writer, it);
        writer.WriteNumber("version"u8, it.Version);
        writer.WriteEndObject();
    }

    private static void Debt(Utf8JsonWriter writer, TaskDebt? debt)
    {
        writer.WriteString("agingBucket"u8, debt?.AgingBucket);
        if (debt is null)
        {
            writer.WriteNull("amountDue"u8);
        }
        else
        {
            writer.WriteNumber("amountDue"u8, AmountText.Of(debt.Currency, debt.AmountDueMinor));
        }

        writer.WriteString("currency"u8, debt?.Currency);
    }

    private static void Identity(Utf8JsonWriter writer, ShownTask it)
    {
        var identity = it.Task.Identity;
        var failures = identity?.FailuresAt(it.Now) ?? 0;
        var until = identity?.VerifiedUntil is { } end && end > it.Now ? end : (Instant?)null;
        writer.WriteStartObject("identity"u8);
        writer.WriteString(
            "status"u8,
            identity?.IsWrongParty(it.Now) is true ? "wrong_party" : until is null ? "unverified" : "verified");
        writer.WriteString("method"u8, identity?.Method);
        writer.WriteString("until"u8, TextOf(until));
        writer.WriteNumber("failures"u8, failures);
        writer.WriteEndObject();
    }

    private static void NextOf(Utf8JsonWriter writer, ShownTask it)
    {
        var next = TaskSchedule.Next(it.Task, it.Configuration, it.Now);
        writer.WriteStartObject("next"u8);
        writer.WriteString("at"u8, TextOf(next.At));
        writer.WriteStartArray("because"u8);
        foreach (var reason in next.Because)
        {
            writer.WriteStartObject();
            writer.WriteString("rule"u8, reason.Rule);
            writer.WriteString("at"u8, TextOf(reason.At));
            writer.WriteString("saw"u8, it.IsDisclosed || reason.Rule != FiltersRule ? reason.Saw : FiltersSaw);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Attempts(Utf8JsonWriter writer, IReadOnlyList<TaskAttempt> attempts)
    {
        writer.WriteStartArray("attempts"u8);
        foreach (var attempt in attempts)
        {
            writer.WriteStartObject();
            writer.WriteString("attemptId"u8, attempt.AttemptId);
            writer.WriteString("at"u8, TextOf(attempt.At));
            writer.WriteString("outcome"u8, attempt.Outcome);
            writer.WriteString("channel"u8, attempt.Channel);
            writer.WriteString("contactId"u8, attempt.ContactId);
            writer.WriteString("agentId"u8, attempt.Agent);
            writer.WriteNumber("number"u8, attempt.Number);
            writer.WriteNumber("slot"u8, attempt.Slot);
            writer.WriteBoolean("slotUsed"u8, attempt.SlotUsed);
            Words(writer, "intents", attempt.Intents ?? []);
            writer.WriteString("hearing"u8, WordOf(attempt.Hearing));
            writer.WriteBoolean("wrongParty"u8, attempt.WrongParty is true);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string? WordOf(HearingStep? step) => step switch
    {
        null => null,
        HearingStep.GoOn => "go_on",
        HearingStep.Repeat => "repeat",
        HearingStep.Transfer => "transfer",
        _ => throw Invariant.Unreachable($"Unknown step {step}."),
    };

    private static void Words(Utf8JsonWriter writer, string name, IReadOnlyList<string> words)
    {
        writer.WriteStartArray(name);
        foreach (var word in words)
        {
            writer.WriteStringValue(word);
        }

        writer.WriteEndArray();
    }

    private static string? TextOf(Instant? instant) =>
        instant is { } given ? InstantPattern.ExtendedIso.Format(given) : null;
}
