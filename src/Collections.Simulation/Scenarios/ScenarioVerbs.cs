namespace Collections.Simulation.Scenarios;

/// <summary>The verbs of <c>do</c> items that this build knows, each with the fields of its body.</summary>
internal static class ScenarioVerbs
{
    public const string Policy = "policy";

    public const string Task = "task";

    public const string Assign = "assign";

    public const string Attempt = "attempt";

    public const string Callback = "callback";

    public const string Contact = "contact";

    /// <summary>Fields by verb; <c>account</c> and <c>refused</c> belong to the item, not to the body.</summary>
    private static readonly Dictionary<string, HashSet<string>> Fields = new(StringComparer.Ordinal)
    {
        ["account"] = Set(
            "customerId name currency timezone locale collectionClass division tier region industry segment "
            + "creditRating parentId paidByParent contacts preferredTimeWindow tags characteristics serviceAgreements"),
        ["bill"] = Set("billId amountDue currency issuedOn dueDate status lines"),
        ["commit"] = Set("billId"),
        ["adjust"] = Set("billId adjustmentId amount currency"),
        ["writeOff"] = Set("billId"),
        ["undoWriteOff"] = Set("billId"),
        ["postpone"] = Set("billId until"),
        ["voidBill"] = Set("billId"),
        ["payment"] = Set(
            "paymentId amount currency status receivedAt valueDate method billId allocations declineCode"),
        ["reverse"] = Set("paymentId reversalId amount currency reason"),
        ["credit"] = Set("creditId amount currency"),
        ["tag"] = Set("tag"),
        ["untag"] = Set("tag"),
        ["hold"] = Set("holdId reason from until scope"),
        ["release"] = Set("holdId"),
        ["treatment"] = Set("treatmentId template do step reason billIds"),
        [Task] = Set(
            "taskId kind queue campaign name billId priority dueAt slaHours startAt channel staysWhenPaid strategy "
            + "do outcome reason template step agentId status next assignedTo"),
        [Assign] = Set("taskId template step to queue"),
        [Attempt] = Set(
            "taskId template step attemptId outcome sip q850 alerted earlyMedia asrClass timedOut localLimit "
            + "answeredBy vendor channel contactId agentId at callbackAt callbackAgentId"),
        [Callback] = Set("taskId template step at agentId"),
        [Contact] = Set("contactId channel decision outcome"),
        [Policy] = Set("name file policy effectiveFrom"),
    };

    /// <summary>The verbs, for messages.</summary>
    public static string Names { get; } = string.Join(' ', Fields.Keys);

    public static bool IsKnown(string verb) => Fields.ContainsKey(verb);

    public static bool HasField(string verb, string field) => Fields[verb].Contains(field);

    private static HashSet<string> Set(string names) => new(names.Split(' '), StringComparer.Ordinal);
}
