using Collections.Domain.Tasks;
using Collections.Gateways.Tasks;
using Collections.Gateways.Wire;
using Collections.Runtime;
using Collections.Runtime.Ports;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;
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
            Summary = "Lists tasks by id; every filter narrows the list. A page may have fewer rows than asked for, "
                + "and even none, while nextCursor goes on.",
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
        new("customerId", Id, "The customer they are about, as shown: the account's customer now."),
        new("personId", Id, "The customer for whom they were made."),
        new("billId", Id, "The bill they are about."),
        new("agingBucket", Text(), "The bucket shown: of the bill, or of the account's oldest bill past due."),
        new("minAmount", Amount, "The smallest amount due, major units of each account's own currency."),
        new("maxAmount", Amount, "The greatest amount due, inclusive."),
        new("currency", Currency, "The currency of the amount due."),
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
        var search = Read(call, campaign, (await call.ConfigurationAsync()).Buckets.Names);
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        return search.AsksForMatters && Disclosure.IsBound(call)
            ? Disclosure.Refuse(call)
            : Paging.Reply(await search.RunAsync(call), TaskShapes.Write, it => it.Task.Id);
    }

    private static TaskSearch Read(ApiCall call, string? campaign, IReadOnlyList<string> buckets)
    {
        var query = call.Query;
        var dueBefore = query.Instant("dueBefore");
        var rows = new RowQuery(call.Caller.Tenant, TaskDecider.Kind)
        {
            Limit = query.Limit() + 1,
            AfterId = Cursor.From(query, List),
            Status = query.Word("status", TaskShapes.Statuses),
            Parent = query.Id("accountId"),
            Person = query.Id("personId"),

            // Rows know the day of a deadline, not its hour.
            Days = dueBefore is { } limit ? new RowDays(null, limit.InUtc().Date, OrNone: false) : null,
            Labels =
            [
                .. Label("kind", query.Text("kind")),
                .. Label("queue", query.Text("queue")),
                .. Label("campaign", campaign),
                .. Label("agent", query.Id("assignedTo")),
                .. Label("bill", query.Id("billId")),
                .. query.Word("breached", "true") is null ? [] : new[] { "breached" },
            ],
        };
        return new TaskSearch(List, rows)
        {
            DueBefore = dueBefore,
            CustomerId = query.Id("customerId"),
            Bucket = query.Word("agingBucket", buckets),
            AmountMin = query.Amount("minAmount"),
            AmountMax = query.Amount("maxAmount"),
            Currency = query.Currency("currency"),
        };
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
