using System.Security.Cryptography;
using System.Text;
using Collections.Domain.Tasks;
using Collections.Gateways.Tasks;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Tasks;

/// <summary>Collection tasks: made by hand, attempted, given to agents, closed with a disposition.</summary>
internal static class TaskOperations
{
    private const string Tag = "Tasks";

    private const string Path = "/tasks/{taskId}";

    private const int IdBytes = 10;

    public static IReadOnlyList<Operation> All =>
    [
        .. TaskLists.All,
        .. IdentityOperations.All,
        new("createTask", "POST", "/tasks", CreateAsync)
        {
            Tag = Tag,
            Summary = "Makes a task about an account. One about a bill that an open task of this kind is about already "
                + "is merged into it: the answer is the first one.",
            Body = Body(
                "NewTask",
                [new("taskId", Id), new("accountId", Id, true), new("personId", Id), .. TaskShapes.NewFields]),
            Answer = TaskShapes.Task,
            Successes = [201, 200],
        },
        new("getTask", "GET", Path, GetAsync)
        {
            Tag = Tag,
            Summary = "A task with its attempts, why it is not done now and when it comes next.",
            Answer = TaskShapes.Task,
        },
        Verb("recordAttempt", "attempts", AttemptAsync) with
        {
            Summary = "Records an attempt with its outcome, or with the codes it is concluded from. Without a contact "
                + "that was permitted before, the contact gate decides now: reserve and settle in one call.",
            Body = TaskShapes.NewAttempt,
        },
        Verb("agreeCallback", "callback", call => AskAsync(call, TaskBodies.Callback)) with
        {
            Summary = "Notes a time agreed with the customer, for one agent or for anyone; at most a year ahead.",
            Body = Body("TaskCallback", new Field("at", Shape.Instant, true), new Field("agentId", Id)),
        },
        Verb("closeTask", "outcome", call => AskAsync(call, TaskBodies.Close)) with
        {
            Summary = "Closes the task with its disposition; the step that waits for it goes on.",
            Body = Body("TaskOutcome", new Field("outcome", Id, true)),
        },
        Verb("cancelTask", "cancel", call => AskAsync(call, TaskBodies.Cancel)) with
        {
            Summary = "Ends the task without a result.",
            Body = Body("TaskCancellation", new Field("reason", Id, true)),
        },
        Verb("assignTask", "assign", AssignAsync) with
        {
            Summary = "Gives the task to an agent, or back to its queue with null; moves it to another queue.",
            Body = Body(
                "TaskAssignment",
                new Field("agentId", Id.OrNull(), true),
                new Field("queue", Text(TaskShapes.WordLengthMax))),
        },
        Verb("pauseTask", "pause", call => AskAsync(call, TaskBodies.Pause)) with
        {
            Summary = "Lets the task rest for a reason; several reasons add up.",
            Body = Body("TaskPause", new Field("reason", Id, true)),
        },
        Verb("resumeTask", "resume", call => AskAsync(call, TaskBodies.Resume)) with
        {
            Summary = "Lets the task go on; without a reason all but those of its account are gone.",
            Body = Body("TaskResumption", new Field("reason", Id)),
            BodyOptional = true,
        },
        Verb("releaseTask", "release", ReleaseAsync) with
        {
            Summary = "Gives a claimed task back.",
            Body = Body("TaskRelease", new Field("agentId", Id)),
            BodyOptional = true,
        },
    ];

    private static Operation Verb(string id, string verb, Func<ApiCall, ValueTask<ApiReply>> run) =>
        new(id, "POST", $"{Path}/{verb}", run) { Tag = Tag, Summary = id, Answer = TaskShapes.Task };

    /// <summary>Bodies about a task hold no personal value and name no account.</summary>
    private static WireContext ContextOf(ApiCall call) => new("none", BodyForm.Json, (_, _, _) => default)
    {
        PathIds = new Dictionary<string, string> { ["taskId"] = call.Part("taskId") },
    };

    private static async ValueTask<ApiReply> AskAsync(
        ApiCall call, Func<Kernel.Documents.Node, WireContext, WireTask> read)
    {
        var wire = read(call.Body, ContextOf(call));
        return wire.Command is null ? call.Refuse(wire.Rejection!) : await AskAsync(call, wire.Command);
    }

    /// <summary>Asks the task of the path and shows what it then is.</summary>
    public static async ValueTask<ApiReply> AskAsync(ApiCall call, TaskCommand command)
    {
        var key = call.Key(TaskDecider.Kind, call.Part("taskId"));
        var account = await call.Engine.ReadAsync(key) is (CollectionTask { Terms: { } terms }, _)
            ? terms.AccountId
            : null;
        return await call.AskAsync(key, command, await (await TaskShowing.ForAsync(call)).AnswersAsync(account));
    }

    private static async ValueTask<ApiReply> AssignAsync(ApiCall call)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var agent = reader.Id("agentId");
        var queue = reader.Text("queue", TaskShapes.WordLengthMax);
        if (!reader.Has("agentId"))
        {
            reader.Fault("agentId", "required", "'agentId' is required; null gives the task back.");
        }

        return reader.Finish() is { } rejection
            ? call.Refuse(rejection)
            : await AskAsync(call, new TaskCommand.AssignTask(agent, queue));
    }

    private static async ValueTask<ApiReply> ReleaseAsync(ApiCall call)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var agent = reader.Id("agentId");
        return reader.Finish() is { } rejection
            ? call.Refuse(rejection)
            : await AskAsync(call, new TaskCommand.ReleaseTask(agent));
    }

    private static async ValueTask<ApiReply> AttemptAsync(ApiCall call)
    {
        var context = ContextOf(call) with
        {
            Home = HomeCountry.Of((await call.ConfigurationAsync()).Settings),
            PathIds = new Dictionary<string, string>(),
            NewId = _ => IdOf(call, "att"),
        };
        var (report, malformed) = TaskBodies.Attempt(call.Body, context);
        if (report is null)
        {
            return call.Refuse(malformed!);
        }

        var key = call.Key(TaskDecider.Kind, call.Part("taskId"));
        var options = new AskOptions { Principal = call.Caller.Principal };
        var (command, refusal) = await AttemptDesk.PassAsync(call.Engine, key, report, options);
        return command is null ? call.Refuse(refusal!) : await AskAsync(call, command);
    }

    private static async ValueTask<ApiReply> CreateAsync(ApiCall call)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var key = call.Key(TaskDecider.Kind, reader.Id("taskId") ?? IdOf(call, "tsk"));
        var account = reader.Required("accountId", reader.Id("accountId")) ?? string.Empty;
        _ = reader.Id("personId");
        var terms = TaskBodies.Terms(reader, account, (await call.ConfigurationAsync()).Currency);
        if (reader.Finish() is { } rejection)
        {
            return call.Refuse(rejection);
        }

        var (task, command, refusal) = await TaskDesk.CompleteAsync(call.Engine, key, terms);
        if (command is null)
        {
            return call.Refuse(refusal!);
        }

        var show = await (await TaskShowing.ForAsync(call)).AnswersAsync(account);
        return await call.AskAsync(task, command, answer =>
        {
            var made = command is TaskCommand.CreateTask && answer.Outcome == Outcome.Accepted;
            return show(answer) with { Status = made ? 201 : 200, Location = $"/v1/tasks/{task.Id}" };
        });
    }

    private static async ValueTask<ApiReply> GetAsync(ApiCall call)
    {
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var id = call.Part("taskId");
        if (await call.Engine.ReadAsync(call.Key(TaskDecider.Kind, id))
            is not (CollectionTask { Terms: not null } task, var version))
        {
            return call.Refuse(Rejection.Unknown("task_unknown", $"There is no task '{id}'."));
        }

        return TaskShowing.Reply(await (await TaskShowing.ForAsync(call)).OfAsync(task, version));
    }

    /// <summary>
    /// An id for what the caller left nameless: the same one for the same idempotency key, so that a request that broke
    /// off half-way goes on where it was.
    /// </summary>
    internal static string IdOf(ApiCall call, string prefix)
    {
        if (call.Http.Request.Headers["Idempotency-Key"] is [{ Length: > 0 } key])
        {
            var text = $"{call.Caller.Principal.Id} {call.Http.Request.Path} {key}";
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            return $"{prefix}_{hash[..(2 * IdBytes)]}";
        }

        var bytes = new byte[IdBytes];
        call.Server.Entropy.Fill(bytes);
        return $"{prefix}_{Convert.ToHexStringLower(bytes)}";
    }
}
