using Collections.Domain.Tasks;
using Collections.Gateways.Tasks;
using Collections.Gateways.Wire;
using Collections.Runtime;
using Collections.Runtime.Ports;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;
using NodaTime;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Tasks;

/// <summary>Worklists: tasks by filters, and the next one for an agent.</summary>
internal static class TaskLists
{
    private const string Tag = "Tasks";

    private const string List = "tasks";

    public static IReadOnlyList<Operation> All =>
    [
        new("listTasks", "GET", "/tasks", ListAsync)
        {
            Tag = Tag,
            Summary = "Lists tasks by id; every filter narrows the list.",
            Answer = Page(TaskShapes.Task),
            Query = [.. Filters, new("campaign", Text(TaskShapes.WordLengthMax), "The campaign.")],
        },
        new("claimNextTask", "POST", "/tasks/claim-next", ClaimNextAsync)
        {
            Tag = Tag,
            Summary = "Gives an agent the most urgent task of a worklist that is ready: by priority, then by deadline. "
                + "Nobody else gets it while he works on it. 204 when there is none.",
            Body = Body(
                "TaskClaim",
                new Field("agentId", Id),
                new Field("queue", Text(TaskShapes.WordLengthMax)),
                new Field("kind", Text(TaskShapes.WordLengthMax)),
                new Field("campaign", Text(TaskShapes.WordLengthMax))),
            BodyOptional = true,
            Answer = TaskShapes.Task,
            Successes = [200, 204],
        },
    ];

    /// <summary>The filters that every list of tasks has.</summary>
    public static IReadOnlyList<Parameter> Filters =>
    [
        new("status", Word(TaskShapes.Statuses), "Where they stand."),
        new("accountId", Id, "The account they are about."),
        new("personId", Id, "The customer they are about."),
        new("billId", Id, "The bill they are about."),
        new("kind", Text(TaskShapes.WordLengthMax), "call, visit, review ..."),
        new("queue", Text(TaskShapes.WordLengthMax), "The worklist."),
        new("assignedTo", Id, "The agent."),
        new("dueBefore", Shape.Instant, "Only those with a deadline before this instant."),
        new("breached", Word("true"), "Only those whose deadline has passed."),
        .. Paging.Parameters,
    ];

    /// <summary>Tasks of a campaign, or of all.</summary>
    public static async ValueTask<ApiReply> FindAsync(ApiCall call, string? campaign)
    {
        var dueBefore = call.Query.Instant("dueBefore");
        var query = new RowQuery(call.Caller.Tenant, TaskDecider.Kind)
        {
            Limit = call.Query.Limit() + 1,
            AfterId = Cursor.From(call.Query, List),
            Status = call.Query.Word("status", TaskShapes.Statuses),
            Parent = call.Query.Id("accountId"),
            Person = call.Query.Id("personId"),
            Days = dueBefore is { } limit ? new RowDays(null, limit.InUtc().Date, OrNone: false) : null,
            Labels =
            [
                .. Label("kind", call.Query.Text("kind")),
                .. Label("queue", call.Query.Text("queue")),
                .. Label("campaign", campaign),
                .. Label("agent", call.Query.Id("assignedTo")),
                .. Label("bill", call.Query.Id("billId")),
                .. call.Query.Word("breached", "true") is null ? [] : new[] { "breached" },
            ],
        };
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var page = new Page<ShownTask>(List, await ReadAsync(call, query, dueBefore), query.Limit - 1);
        return Paging.Reply(page, TaskShapes.Write, it => it.Task.Id);
    }

    /// <summary>The tasks of as many rows as are needed: rows know the day of a deadline, not its hour.</summary>
    private static async ValueTask<IReadOnlyList<ShownTask>> ReadAsync(
        ApiCall call, RowQuery query, Instant? dueBefore)
    {
        var showing = await TaskShowing.ForAsync(call);
        var found = new List<ShownTask>();
        while (true)
        {
            var rows = await call.Server.Rows.FindAsync(query);
            foreach (var row in rows)
            {
                if (found.Count < query.Limit
                    && await call.Engine.ReadAsync(row.Key) is (CollectionTask task, var version)
                    && (dueBefore is null || task.DueAt < dueBefore))
                {
                    found.Add(await showing.OfAsync(task, version));
                }
            }

            if (found.Count >= query.Limit || rows.Count < query.Limit)
            {
                return found;
            }

            query = query with { AfterId = rows[^1].Key.Id };
        }
    }

    private static ValueTask<ApiReply> ListAsync(ApiCall call) => FindAsync(call, call.Query.Text("campaign"));

    private static async ValueTask<ApiReply> ClaimNextAsync(ApiCall call)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var next = new NextTask(call.Caller.Tenant, reader.Id("agentId") ?? call.Caller.Principal.Id)
        {
            Queue = reader.Text("queue", TaskShapes.WordLengthMax),
            Kind = reader.Text("kind", TaskShapes.WordLengthMax),
            Campaign = reader.Text("campaign", TaskShapes.WordLengthMax),
            ClaimId = call.Http.Request.Headers.ContainsKey("Idempotency-Key")
                ? TaskOperations.IdOf(call, "clm")
                : null,
        };
        if (reader.Finish() is { } rejection)
        {
            return call.Refuse(rejection);
        }

        var answer = await call.Server.Tasks.ClaimAsync(next, new AskOptions { Principal = call.Caller.Principal });
        return answer is null
            ? ApiReply.NoContent
            : TaskShowing.Reply(await (await TaskShowing.ForAsync(call)).OfAsync(
                (CollectionTask)answer.State!, answer.Version));
    }

    private static IEnumerable<string> Label(string name, string? value) => value is null ? [] : [$"{name}:{value}"];
}
