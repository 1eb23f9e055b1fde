using System.Text.Json.Nodes;
using Collections.Domain.Tasks;

namespace Collections.Torture.Tests.Cluster.Requests;

/// <summary>Tasks: made, ended, attempted.</summary>
internal static class TaskRequests
{
    /// <summary>The request; null for what no script asks.</summary>
    public static HttpAsk? Of(string id, TaskCommand command) => command switch
    {
        TaskCommand.CreateTask { Terms: var terms } => HttpAsk.Post("tasks", Terms(id, terms)),
        TaskCommand.CloseTask close => HttpAsk.Post(Path(id, "outcome"), new() { ["outcome"] = close.Outcome }),
        TaskCommand.CancelTask cancel => HttpAsk.Post(Path(id, "cancel"), new() { ["reason"] = cancel.Reason }),
        TaskCommand.ReleaseTask release => HttpAsk.Post(
            Path(id, "release"), new JsonObject().With("agentId", release.Agent)),
        TaskCommand.RecordAttempt { Report: var report } => HttpAsk.Post(Path(id, "attempts"), Attempt(report)),
        _ => null,
    };

    private static string Path(string id, string verb) => $"tasks/{id}/{verb}";

    private static JsonObject Terms(string id, TaskTerms terms) => new JsonObject
    {
        ["taskId"] = id,
        ["accountId"] = terms.AccountId,
        ["kind"] = terms.Kind,
    }
        .With("campaign", terms.Campaign)
        .With("billId", terms.BillId)
        .With("slaHours", terms.SlaHours)
        .With("strategy", terms.Strategy is { } strategy ? Strategy(strategy) : null);

    private static JsonObject Strategy(TaskStrategy strategy) => new JsonObject
    {
        ["window"] = WireText.List(strategy.Window),
        ["days"] = strategy.Days == DialDays.Workday ? "WORKDAY" : "ALL",
        ["maxAttempts"] = strategy.MaxAttempts,
        ["retryHours"] = new JsonArray([.. strategy.RetryHours.Select(hours => (JsonNode?)JsonValue.Create(hours))]),
        ["retryFrom"] = strategy.RetryFrom == RetryFrom.First ? "first" : "previous",
        ["agingBuckets"] = WireText.List(strategy.AgingBuckets),
    }
        .With("minAmount", strategy.MinAmountMinor is { } minor ? JsonValue.Create(minor / 100m) : null);

    private static JsonObject Attempt(AttemptReport report) => new JsonObject { ["attemptId"] = report.AttemptId }
        .With("outcome", report.Outcome)
        .With("contactId", report.ContactId)
        .With("agentId", report.Agent)
        .With("callbackAt", report.CallbackAt);
}
