using Collections.Domain.Outcomes;
using Collections.Domain.Tasks;
using Collections.Gateways.Contacts;
using Collections.Kernel;
using Collections.Kernel.Documents;

namespace Collections.Gateways.Wire;

/// <summary>A command for a task made from a body, or why there is none.</summary>
/// <param name="TaskId">The task; null when the body is malformed.</param>
/// <param name="Command">The command; null when the body is malformed.</param>
/// <param name="Rejection">Every fault of the body; null when there is none.</param>
public readonly record struct WireTask(string? TaskId, TaskCommand? Command, Rejection? Rejection);

/// <summary>Bodies of the calls about tasks.</summary>
public static class TaskBodies
{
    private const int NameLengthMax = 64;

    private const int TextLengthMax = 200;

    private const int CodeMax = 1_000_000;

    private const int SlaHoursMax = 8_784;

    private static readonly string[] Answerers = ["human", "machine", "fax", "silence", "forwarded", "noAgent"];

    /// <summary>
    /// <c>POST /tasks</c>: <c>taskId kind queue campaign name billId priority dueAt slaHours startAt channel
    /// intents staysWhenPaid strategy</c>, about the account of the context. The customer is not in the body: see
    /// <see cref="Collections.Gateways.Tasks.TaskDesk"/>.
    /// </summary>
    /// <param name="body">The body.</param>
    /// <param name="context">What is around it.</param>
    /// <param name="currency">The currency of a strategy's least amount.</param>
    public static WireTask Create(Node body, WireContext context, Currency currency)
    {
        var reader = new BodyReader(body, context.Form);
        var id = context.Id(reader, "taskId");
        var terms = Terms(reader, context.AccountId, currency);
        return Of(reader, id, () => new TaskCommand.CreateTask(terms));
    }

    /// <summary>What a task is to be, from its body.</summary>
    /// <param name="reader">The body.</param>
    /// <param name="accountId">The account it is about.</param>
    /// <param name="currency">The currency of a strategy's least amount.</param>
    public static TaskTerms Terms(BodyReader reader, string accountId, Currency currency) => new()
    {
        AccountId = accountId,
        Kind = reader.Required("kind", reader.Text("kind", NameLengthMax)) ?? string.Empty,
        Queue = reader.Text("queue", NameLengthMax),
        Campaign = reader.Text("campaign", NameLengthMax),
        Name = reader.Text("name", TextLengthMax),
        BillId = reader.Id("billId"),
        Priority = reader.Whole("priority", 1, TaskTerms.PriorityMax),
        DueAt = reader.Instant("dueAt"),
        SlaHours = reader.Whole("slaHours", 1, SlaHoursMax),
        StartAt = reader.Instant("startAt"),
        Channel = reader.Id("channel"),
        Intents = reader.Texts("intents", NameLengthMax),
        StaysWhenPaid = reader.Flag("staysWhenPaid"),
        Strategy = StrategyBodies.Read(reader, currency),
    };

    /// <summary>
    /// <c>POST /tasks/{id}/attempts</c>: <c>attemptId outcome</c>, or what it is concluded from (<c>sip q850 alerted
    /// earlyMedia asrClass timedOut localLimit answeredBy vendor</c>), <c>channel contactId callerId agentId intents
    /// heard at callbackAt callbackAgentId</c>.
    /// </summary>
    public static (AttemptReport? Report, Rejection? Rejection) Attempt(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var report = new AttemptReport
        {
            AttemptId = context.Id(reader, "attemptId"),
            At = reader.Instant("at"),
            Intents = reader.Texts("intents", NameLengthMax),
            Heard = reader.Objects("heard", Turn),
            Outcome = reader.Text("outcome", NameLengthMax),
            Channel = reader.Id("channel"),
            ContactId = reader.Id("contactId"),
            CallerId = CallerIds.Field(reader, "callerId", context.Home),
            Agent = reader.Id("agentId"),
            CallbackAt = reader.Instant("callbackAt"),
            CallbackAgent = reader.Id("callbackAgentId"),
            Evidence = Evidence(reader),
        };
        if (report is { Outcome: null, Evidence: null })
        {
            reader.Fault("outcome", "required", "An attempt has an 'outcome', or codes from which it is concluded.");
        }

        if (report is { ContactId: not null, CallerId: not null })
        {
            reader.Fault("callerId", "not_allowed", "A contact that was reserved knows which number is shown.");
        }

        return reader.Finish() is { } rejection ? (null, rejection) : (report, null);
    }

    /// <summary><c>POST /tasks/{id}/callback</c>: <c>at</c>, and <c>agentId</c> when nobody else is to call.</summary>
    public static WireTask Callback(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var id = context.Id(reader, "taskId");
        var at = reader.Required("at", reader.Instant("at"));
        var agent = reader.Id("agentId");
        return Of(reader, id, () => new TaskCommand.AgreeCallback(at!.Value, agent));
    }

    /// <summary><c>POST /tasks/{id}/outcome</c>: <c>outcome</c>, the disposition it is closed with.</summary>
    public static WireTask Close(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var id = context.Id(reader, "taskId");
        var outcome = reader.Required("outcome", reader.Id("outcome"));
        return Of(reader, id, () => new TaskCommand.CloseTask(outcome!));
    }

    /// <summary><c>POST /tasks/{id}/cancel</c>: <c>reason</c>, a code.</summary>
    public static WireTask Cancel(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var id = context.Id(reader, "taskId");
        var reason = reader.Required("reason", reader.Id("reason"));
        return Of(reader, id, () => new TaskCommand.CancelTask(reason!));
    }

    /// <summary><c>POST /tasks/{id}/pause</c>: <c>reason</c>, a code.</summary>
    public static WireTask Pause(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var id = context.Id(reader, "taskId");
        var reason = reader.Required("reason", reader.Id("reason"));
        return Of(reader, id, () => new TaskCommand.PauseTask(reason!));
    }

    /// <summary><c>POST /tasks/{id}/resume</c>: <c>reason</c>, a code; left out for all that people gave.</summary>
    public static WireTask Resume(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var id = context.Id(reader, "taskId");
        var reason = reader.Id("reason");
        return Of(reader, id, () => new TaskCommand.ResumeTask(reason));
    }

    /// <summary><c>POST /tasks/{id}/claim</c>: <c>agentId</c>, of a task about the context's account.</summary>
    public static WireTask Claim(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var id = context.Id(reader, "taskId");
        var agent = reader.Required("agentId", reader.Id("agentId"));
        return Of(reader, id, () => new TaskCommand.ClaimTask(agent!, context.AccountId));
    }

    /// <summary>
    /// <c>POST /tasks/{id}/assign</c>: <c>to</c>, an agent's id; left out to give it back. <c>queue</c> moves it.
    /// </summary>
    public static WireTask Assign(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var id = context.Id(reader, "taskId");
        var to = reader.Id("to");
        var queue = reader.Text("queue", NameLengthMax);
        return Of(reader, id, () => new TaskCommand.AssignTask(to, queue));
    }

    private static HeardTurn? Turn(BodyReader reader)
    {
        var slot = reader.Required("slot", reader.Id("slot"));
        var confidence = reader.Required("confidence", reader.Share("confidence"));
        return slot is null || confidence is null ? null : new HeardTurn(slot, confidence.Value);
    }

    /// <summary>What is known of how a dial ended; null when the body says nothing of it.</summary>
    private static CallEvidence? Evidence(BodyReader reader)
    {
        string[] fields =
            ["sip", "q850", "alerted", "earlyMedia", "asrClass", "timedOut", "localLimit", "answeredBy", "vendor"];
        var evidence = new CallEvidence
        {
            Sip = reader.Whole("sip", 0, CodeMax),
            ReasonQ850 = reader.Whole("q850", 0, CodeMax),
            Alerted = reader.Flag("alerted") ?? false,
            EarlyMedia = reader.Flag("earlyMedia") ?? false,
            AsrClass = reader.Id("asrClass"),
            TimedOut = reader.Flag("timedOut") ?? false,
            LocalLimit = reader.Flag("localLimit") ?? false,
            AnsweredBy = Enum.TryParse<AnsweredBy>(
                reader.Word("answeredBy", Answerers), ignoreCase: true, out var who) ? who : null,
            Vendor = reader.Object("vendor", Codes) ?? new Dictionary<string, string>(),
        };
        return fields.Any(reader.Has) ? evidence : null;
    }

    private static Dictionary<string, string> Codes(BodyReader reader)
    {
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var dialect in reader.Fields.ToList())
        {
            codes[dialect] = reader.Id(dialect) ?? string.Empty;
        }

        return codes;
    }

    private static WireTask Of(BodyReader reader, string id, Func<TaskCommand> command) =>
        reader.Finish() is { } rejection ? new(null, null, rejection) : new(id, command(), null);
}
