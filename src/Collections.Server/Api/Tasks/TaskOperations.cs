using System.Text.Json;
using Collections.Domain.Accounts;
using Collections.Domain.Tasks;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Runtime.Ports;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;
using NodaTime;
using NodaTime.Text;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Tasks;

/// <summary>Collection tasks: listed by worklist, made by hand, given to agents, closed with a disposition.</summary>
internal static class TaskOperations
{
    private const string Tag = "Tasks";

    private const string List = "tasks";

    private const string Path = "/tasks/{taskId}";

    private const int WordLengthMax = 200;

    private const int IdBytes = 10;

    private static readonly string[] Phases = ["open", "closed", "cancelled"];

    private static readonly Schema Task = Answer(
        "Task",
        new("taskId", Id),
        new("accountId", Id),
        new("personId", Id.OrNull()),
        new("kind", Said),
        new("queue", Said.OrNull()),
        new("campaign", Said.OrNull()),
        new("name", Said.OrNull()),
        new("treatmentId", Said.OrNull()),
        new("step", Said.OrNull()),
        new("status", Word(Phases)),
        new("assignedTo", Id.OrNull()),
        new("outcome", Said.OrNull()),
        new("createdAt", Shape.Instant),
        new("endedAt", Shape.Instant.OrNull()),
        new("version", Whole));

    public static IReadOnlyList<Operation> All =>
    [
        new("listTasks", "GET", "/tasks", ListAsync)
        {
            Tag = Tag,
            Summary = "Lists tasks by id; every filter narrows the list.",
            Answer = Page(Task),
            Query =
            [
                new("status", Word(Phases), "Where they stand."),
                new("accountId", Id, "The account they are about."),
                new("personId", Id, "The customer they are about."),
                new("kind", Text(WordLengthMax), "call, visit, manual ..."),
                new("queue", Text(WordLengthMax), "The worklist."),
                new("campaign", Text(WordLengthMax), "The campaign."),
                new("assignedTo", Id, "The agent."),
                .. Paging.Parameters,
            ],
        },
        new("createTask", "POST", "/tasks", CreateAsync)
        {
            Tag = Tag,
            Summary = "Makes a task about an account.",
            Body = Body(
                "NewTask",
                new("taskId", Id),
                new("accountId", Id, true),
                new("personId", Id),
                new("kind", Text(WordLengthMax), true),
                new("queue", Text(WordLengthMax)),
                new("campaign", Text(WordLengthMax)),
                new("name", Text(WordLengthMax))),
            Answer = Task,
            Successes = [201, 200],
        },
        new("getTask", "GET", Path, GetAsync) { Tag = Tag, Summary = "A task.", Answer = Task },
        Verb("closeTask", "outcome", "Closes the task with its disposition; the step that waits for it goes on.") with
        {
            Body = Body("TaskOutcome", new Field("outcome", Id, true)),
        },
        Verb("cancelTask", "cancel", "Ends the task without a result.") with
        {
            Body = Body("TaskCancellation", new Field("reason", Id, true)),
        },
        Verb("assignTask", "assign", "Gives the task to an agent, or back to its queue with null.") with
        {
            Body = Body("TaskAssignment", new Field("agentId", Id.OrNull(), true)),
        },
    ];

    private static Operation Verb(string id, string verb, string summary) =>
        new(id, "POST", $"{Path}/{verb}", call => AskAsync(call, id))
        {
            Tag = Tag,
            Summary = summary,
            Answer = Task,
        };

    private static async ValueTask<ApiReply> AskAsync(ApiCall call, string operation)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        TaskCommand command = operation switch
        {
            "closeTask" => new TaskCommand.CloseTask(reader.Required("outcome", reader.Id("outcome")) ?? string.Empty),
            "cancelTask" => new TaskCommand.CancelTask(reader.Required("reason", reader.Id("reason")) ?? string.Empty),
            _ => new TaskCommand.AssignTask(reader.Id("agentId")),
        };
        if (command is TaskCommand.AssignTask && !reader.Has("agentId"))
        {
            reader.Fault("agentId", "required", "'agentId' is required; null gives the task back.");
        }

        return reader.Finish() is { } rejection
            ? call.Refuse(rejection)
            : await call.AskAsync(call.Key(TaskDecider.Kind, call.Part("taskId")), command, Reply);
    }

    private static async ValueTask<ApiReply> CreateAsync(ApiCall call)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var id = reader.Id("taskId") ?? NewId(call);
        var terms = new TaskTerms
        {
            AccountId = reader.Required("accountId", reader.Id("accountId")) ?? string.Empty,
            PersonId = reader.Id("personId"),
            Kind = reader.Required("kind", reader.Text("kind", WordLengthMax)) ?? string.Empty,
            Queue = reader.Text("queue", WordLengthMax),
            Campaign = reader.Text("campaign", WordLengthMax),
            Name = reader.Text("name", WordLengthMax),
        };
        if (reader.Finish() is { } rejection)
        {
            return call.Refuse(rejection);
        }

        var account = call.Key(AccountDecider.Kind, terms.AccountId);
        if (await call.Engine.Setup.Store.LoadRowsAsync([account]) is not [{ Status: not null }])
        {
            return call.Refuse(Rejection.Refused("account_unknown", $"There is no account '{terms.AccountId}'.") with
            {
                Fields = [new FieldFault("/accountId", "account_unknown", "There is no such account.")],
            });
        }

        return await call.AskAsync(call.Key(TaskDecider.Kind, id), new TaskCommand.CreateTask(terms), answer =>
        {
            var made = answer.Outcome == Runtime.Outcome.Accepted;
            return Reply(answer) with { Status = made ? 201 : 200, Location = $"/v1/tasks/{id}" };
        });
    }

    private static async ValueTask<ApiReply> GetAsync(ApiCall call)
    {
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var id = call.Part("taskId");
        return await call.Engine.ReadAsync(call.Key(TaskDecider.Kind, id)) is
            (CollectionTask { Terms: not null } task, var version)
            ? ApiReply.Ok(JsonBytes.Of((task, version), Write), version)
            : call.Refuse(Rejection.Unknown("task_unknown", $"There is no task '{id}'."));
    }

    private static async ValueTask<ApiReply> ListAsync(ApiCall call)
    {
        var query = new RowQuery(call.Caller.Tenant, TaskDecider.Kind)
        {
            Limit = call.Query.Limit() + 1,
            AfterId = Cursor.From(call.Query, List),
            Status = call.Query.Word("status", Phases),
            Parent = call.Query.Id("accountId"),
            Person = call.Query.Id("personId"),
            Labels =
            [
                .. Label("kind", call.Query.Text("kind")),
                .. Label("queue", call.Query.Text("queue")),
                .. Label("campaign", call.Query.Text("campaign")),
                .. Label("agent", call.Query.Id("assignedTo")),
            ],
        };
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var found = new List<(CollectionTask Task, long Version)>();
        foreach (var row in await call.Server.Rows.FindAsync(query))
        {
            if (await call.Engine.ReadAsync(row.Key) is (CollectionTask task, var version))
            {
                found.Add((task, version));
            }
        }

        var page = new Page<(CollectionTask Task, long Version)>(List, found, query.Limit - 1);
        return Paging.Reply(page, Write, it => it.Task.Id);
    }

    private static IEnumerable<string> Label(string name, string? value) => value is null ? [] : [$"{name}:{value}"];

    private static string NewId(ApiCall call)
    {
        var bytes = new byte[IdBytes];
        call.Server.Entropy.Fill(bytes);
        return $"tsk_{Convert.ToHexStringLower(bytes)}";
    }

    private static ApiReply Reply(Runtime.Answer answer) =>
        ApiReply.Ok(JsonBytes.Of(((CollectionTask)answer.State!, answer.Version), Write), answer.Version);

    private static void Write(Utf8JsonWriter writer, (CollectionTask Task, long Version) it)
    {
        var terms = it.Task.Terms!;
        writer.WriteStartObject();
        writer.WriteString("taskId"u8, it.Task.Id);
        writer.WriteString("accountId"u8, terms.AccountId);
        writer.WriteString("personId"u8, terms.PersonId);
        writer.WriteString("kind"u8, terms.Kind);
        writer.WriteString("queue"u8, terms.Queue);
        writer.WriteString("campaign"u8, terms.Campaign);
        writer.WriteString("name"u8, terms.Name);
        writer.WriteString("treatmentId"u8, terms.TreatmentId);
        writer.WriteString("step"u8, terms.Step);
        writer.WriteString("status"u8, it.Task.Phase.ToString().ToLowerInvariant());
        writer.WriteString("assignedTo"u8, it.Task.AssignedTo);
        writer.WriteString("outcome"u8, it.Task.Outcome);
        writer.WriteString("createdAt"u8, TextOf(it.Task.CreatedAt));
        writer.WriteString("endedAt"u8, TextOf(it.Task.EndedAt));
        writer.WriteNumber("version"u8, it.Version);
        writer.WriteEndObject();
    }

    private static string? TextOf(Instant? instant) =>
        instant is { } given ? InstantPattern.ExtendedIso.Format(given) : null;
}
