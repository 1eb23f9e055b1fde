namespace Collections.Server.Tests.Api;

/// <summary>One call of the story.</summary>
/// <param name="Operation">The operation's id.</param>
/// <param name="Call">Method and path; <c>{x}</c> stands for what an earlier answer called so.</param>
/// <param name="Body">The body.</param>
/// <param name="Status">The status expected.</param>
public sealed record StoryCall(string Operation, string Call, string? Body = null, int Status = 200)
{
    public string Method => Call.Split(' ')[0];

    public string Path => Call.Split(' ')[1];

    /// <summary>What is remembered of the answer: name and path within it.</summary>
    public (string Name, string[] Path)? Keep { get; init; }
}

/// <summary>A story in which every operation has its part.</summary>
public static class Story
{
    private const string Policy =
        """
        {
          "age": { "from": "dueDate" },
          "states": [ { "name": "LATE", "when": { "oldestUnpaid": { "atLeast": "1 day" } }, "message": "Please pay." } ],
          "rules": [ { "name": "late", "when": { "unpaidCount": { "atLeast": 1 } }, "start": "ladder" } ],
          "treatments": {
            "ladder": {
              "steps": [
                { "name": "first", "after": "5 days", "do": { "tag": "FIRST" } },
                { "name": "second", "after": { "steps": ["first"], "days": 5 }, "do": { "tag": "SECOND" } },
                { "name": "third", "after": { "steps": ["second"], "days": 5 }, "do": { "tag": "THIRD" } }
              ]
            }
          }
        }
        """;

    private const string Template = """{ "channels": { "email": { "en": { "subject": "Hello", "body": "You owe us." } } } }""";

    private const string OtherAccount =
        """
        {"customerId":"c2","timezone":"America/New_York","contacts":[{"kind":"phone","value":"(212) 555-2368","role":"primary"}]}
        """;

    private const string Complaint =
        """
        {
          "complaintId": "k1", "accountId": "a2", "source": "phone", "category": "harassment", "description": "called at night",
          "contactIds": ["n1"]
        }
        """;

    private const string Campaign =
        """
        {
          "name": "early",
          "strategy": { "timezone": "UTC", "window": ["09:00-12:00"], "maxAttempts": 2, "retryHours": [0, 24] },
          "dialer": { "type": "ai", "concurrency": 5, "callerIdPool": ["010-6xxxxxxx"] },
          "list": [ { "accountId": "a9", "billId": "b9", "amountDue": 12.5, "dueDate": "2026-01-05", "phone": "13800000001" } ],
          "webhook": { "events": ["call.completed"], "url": "https://crm.example.com/webhook", "secret": "xxx" }
        }
        """;

    public static IReadOnlyList<StoryCall> Calls { get; } =
    [
        new("putTenant", "PUT /v1/tenants/default", """{"name":"Example","timezone":"UTC","currency":"USD"}"""),
        new("createTenant", "POST /v1/tenants", """{"tenantId":"north","currency":"EUR"}""", 201),
        new("getTenant", "GET /v1/tenants/north"),
        new("listTenants", "GET /v1/tenants"),
        new("createApiKey", "POST /v1/api-keys", """{"name":"crm","role":"agent"}""", 201) { Keep = ("keyId", ["keyId"]) },
        new("listApiKeys", "GET /v1/api-keys"),
        new("deleteApiKey", "DELETE /v1/api-keys/{keyId}", null, 204),
        new("putPolicy", "PUT /v1/policies/default", Policy, 201),
        new("getPolicy", "GET /v1/policies/default"),
        new("listPolicies", "GET /v1/policies"),
        new("listPolicyVersions", "GET /v1/policies/default/versions"),
        new("askWhatIf", "POST /v1/policies/default/what-if", Policy, 202),
        new("putCalendar", "PUT /v1/calendars/office", """{"weekend":["SAT","SUN"],"holidays":["2026-01-01"]}""", 201),
        new("getCalendar", "GET /v1/calendars/office"),
        new("listCalendars", "GET /v1/calendars"),
        new("listCalendarVersions", "GET /v1/calendars/office/versions"),
        new("putTemplate", "PUT /v1/templates/hello", Template, 201),
        new("getTemplate", "GET /v1/templates/hello"),
        new("listTemplates", "GET /v1/templates"),
        new("listTemplateVersions", "GET /v1/templates/hello/versions"),
        new("previewTemplate", "POST /v1/templates/hello/preview"),
        new("listJobs", "GET /v1/jobs") { Keep = ("jobId", ["data", "0", "jobId"]) },
        new("getJob", "GET /v1/jobs/{jobId}"),
        new("cancelJob", "POST /v1/jobs/{jobId}/cancel", null, 422),
        new("resumeJob", "POST /v1/jobs/{jobId}/resume", null, 422),
        new("putAccount", "PUT /v1/accounts/a1", """{"customerId":"c1","name":"Kim Sample","tier":"gold","tags":["VIP"]}""", 201),
        new("addTag", "POST /v1/accounts/a1/tags", """{"tag":"a/b c"}""", 201),
        new("removeTag", "DELETE /v1/accounts/a1/tags/a%2Fb%20c", null, 204),
        new("placeHold", "POST /v1/accounts/a1/holds", """{"holdId":"h1","scope":"contact","until":"2026-02-01"}""", 201),
        new("getHold", "GET /v1/accounts/a1/holds/h1"),
        new("releaseHold", "DELETE /v1/accounts/a1/holds/h1", null, 204),
        new("addBill", "POST /v1/accounts/a1/bills", """{"billId":"b1","amountDue":100.00,"dueDate":"2026-01-05","issuedOn":"2026-01-01"}""", 201),
        new("getBill", "GET /v1/accounts/a1/bills/b1"),
        new("adjustBill", "POST /v1/accounts/a1/bills/b1/adjustments", """{"adjustmentId":"x1","amount":"-10.50"}""", 201),
        new("postponeBill", "POST /v1/accounts/a1/bills/b1/postponement", """{"until":null}"""),
        new("addBill", "POST /v1/accounts/a1/bills", """{"billId":"b2","amountDue":5,"status":"draft"}""", 201),
        new("commitBill", "POST /v1/accounts/a1/bills/b2/commit"),
        new("voidBill", "POST /v1/accounts/a1/bills/b2/void"),
        new("addBill", "POST /v1/accounts/a1/bills", """{"billId":"b3","amountDue":7,"dueDate":"2026-03-01"}""", 201),
        new("writeOffBill", "POST /v1/accounts/a1/bills/b3/write-off", "{}"),
        new("undoWriteOff", "POST /v1/accounts/a1/bills/b3/write-off-reversal"),
        new("addPayment", "POST /v1/accounts/a1/payments", """{"paymentId":"p1","amount":20,"status":"pending"}""", 201),
        new("addPayment", "POST /v1/accounts/a1/payments", """{"paymentId":"p1","amount":20,"status":"settled"}"""),
        new("getPayment", "GET /v1/accounts/a1/payments/p1"),
        new("addCredit", "POST /v1/accounts/a1/credits", """{"creditId":"k1","amount":1}""", 201),
        new("getCredit", "GET /v1/accounts/a1/credits/k1"),
        new("getAccount", "GET /v1/accounts/a1") { Keep = ("treatmentId", ["treatments", "0", "treatmentId"]) },
        new("listAccounts", "GET /v1/accounts?overdueState=LATE&agingBucket=D1-D30&minBalance=1&tier=gold&tag=VIP&q=Kim"),
        new("getAccountOverdue", "GET /v1/accounts/a1/overdue"),
        new("getContactPermission", "GET /v1/accounts/a1/contact-permission?channel=email"),
        new("putContactPolicy", "PUT /v1/contact-policies/house", """{"presets":["US_REGF"],"appliesTo":{"currency":["EUR"]}}""", 201),
        new("getContactPolicy", "GET /v1/contact-policies/US_MA"),
        new("listContactPolicies", "GET /v1/contact-policies"),
        new("listContactPolicyVersions", "GET /v1/contact-policies/house/versions"),
        new("reserveContact", "POST /v1/contacts", """{"contactId":"k1","accountId":"a1","channel":"phone","number":"+442079460958"}""", 201),
        new("confirmContact", "POST /v1/contacts/k1/confirm", """{"accountId":"a1"}"""),
        new("settleContact", "POST /v1/contacts/k1/outcome", """{"accountId":"a1","outcome":"no_answer"}"""),
        new("recordContact", "POST /v1/contacts/k2/report", """{"accountId":"a1","channel":"phone","outcome":"conversation","direction":"in"}""", 201),
        new("optOut", "POST /v1/persons/c1/opt-outs", """{"channel":"sms","source":"letter"}"""),
        new("optIn", "POST /v1/persons/c1/opt-ins", """{"channel":"sms"}"""),
        new("giveConsent", "PUT /v1/persons/c1/consents/k1", """{"channel":"ai_voice","source":"form-7"}"""),
        new("getCallScript", "GET /v1/accounts/a1/script?template=reminder&locale=zh"),
        new("receiveReply", "POST /v1/persons/c1/replies", """{"channel":"sms","text":"no thanks"}"""),
        new("withdrawConsent", "DELETE /v1/persons/c1/consents/k1", null, 204),
        new("putThirdParty", "PUT /v1/persons/c1/third-parties/t1", """{"relation":"guarantor"}"""),
        new("removeThirdParty", "DELETE /v1/persons/c1/third-parties/t1", null, 204),
        new("placeLegalHold", "PUT /v1/persons/c1/legal-holds/l1", """{"kind":"bankruptcy","from":"2026-01-01"}"""),
        new("releaseLegalHold", "DELETE /v1/persons/c1/legal-holds/l1", null, 204),
        new("setQuietDates", "PUT /v1/persons/c1/quiet-dates/q1", """{"first":"2026-05-01","reason":"wedding"}"""),
        new("removeQuietDates", "DELETE /v1/persons/c1/quiet-dates/q1", null, 204),
        new("setReachability", "POST /v1/persons/c1/reachability", """{"unreachable":true}"""),
        new("getPerson", "GET /v1/persons/c1"),
        new("listPersonContacts", "GET /v1/persons/c1/contacts?accountId=a1"),
        new("getTreatment", "GET /v1/accounts/a1/treatments/{treatmentId}"),
        new("triggerTreatment", "POST /v1/accounts/a1/treatments/{treatmentId}/trigger"),
        new("skipTreatmentStep", "POST /v1/accounts/a1/treatments/{treatmentId}/skip", """{"step":"second"}"""),
        new("cancelTreatment", "POST /v1/accounts/a1/treatments/{treatmentId}/cancel", """{"reason":"agreed by phone"}"""),
        new("reopenTreatment", "POST /v1/accounts/a1/treatments/{treatmentId}/reopen"),
        new("reversePayment", "POST /v1/accounts/a1/payments/p1/reversals", """{"reversalId":"r1","amount":5,"reason":"refund"}""", 201),
        new("startTreatment", "POST /v1/accounts/a1/treatments", """{"template":"ladder","billIds":["b3"]}""", 201),
        new("listAccountTimeline", "GET /v1/accounts/a1/timeline"),
        new("erasePerson", "POST /v1/persons/c1/erase"),
        new("createTask", "POST /v1/tasks", """{"taskId":"t1","accountId":"a1","kind":"call","queue":"early"}""", 201),
        new("listTasks", "GET /v1/tasks?queue=early&status=open&accountId=a1&kind=call"),
        new("getTask", "GET /v1/tasks/t1"),
        new("assignTask", "POST /v1/tasks/t1/assign", """{"agentId":"agent7"}"""),
        new("closeTask", "POST /v1/tasks/t1/outcome", """{"outcome":"no_answer"}"""),
        new("createTask", "POST /v1/tasks", """{"taskId":"t2","accountId":"a1","kind":"visit"}""", 201),
        new("cancelTask", "POST /v1/tasks/t2/cancel", """{"reason":"moved_away"}"""),
        new(
            "createTask",
            "POST /v1/tasks",
            """{"taskId":"t3","accountId":"a1","kind":"review","queue":"desk","priority":8,"slaHours":24}""",
            201),
        new("claimNextTask", "POST /v1/tasks/claim-next", """{"queue":"desk","agentId":"agent7"}"""),
        new("releaseTask", "POST /v1/tasks/t3/release", """{"agentId":"agent7"}"""),
        new("recordAttempt", "POST /v1/tasks/t3/attempts", """{"attemptId":"x1","outcome":"OTHER"}"""),
        new("agreeCallback", "POST /v1/tasks/t3/callback", """{"at":"2026-02-20T10:00:00Z","agentId":"agent7"}"""),
        new("createCustomerLink", "POST /v1/tasks/t3/customer-link", """{"validDays":7}"""),
        new("pauseTask", "POST /v1/tasks/t3/pause", """{"reason":"waiting_for_papers"}"""),
        new("resumeTask", "POST /v1/tasks/t3/resume"),
        new("createCampaign", "POST /v1/campaigns", Campaign, 201) { Keep = ("campaignId", ["campaignId"]) },
        new("listCampaigns", "GET /v1/campaigns"),
        new("getCampaign", "GET /v1/campaigns/{campaignId}"),
        new("listCampaignTasks", "GET /v1/campaigns/{campaignId}/tasks?status=open"),
        new("putCallerNumber", "PUT /v1/caller-numbers/+12125550199", """{"source":"contract","until":"2030-01-01T00:00:00Z"}""", 201),
        new("listCallerNumbers", "GET /v1/caller-numbers"),
        new("getCallerNumber", "GET /v1/caller-numbers/+12125550199"),
        new("removeCallerNumber", "DELETE /v1/caller-numbers/+12125550199?reason=returned", null, 204),
        new("putDncList", "PUT /v1/dnc/spring", """{"kind":"dnc","scope":"campaign:c1","channels":["sms"]}""", 201),
        new("listDncLists", "GET /v1/dnc"),
        new("putDncMember", "PUT /v1/dnc/dnc/members/+12125552368", """{"reason":"asked","source":"phone"}""", 201),
        new("putDncMember", "PUT /v1/dnc/dnc/members/+1-212-555-2368", """{"reason":"asked","source":"phone"}"""),
        new("getDncMember", "GET /v1/dnc/dnc/members/+12125552368") { Keep = ("numberId", ["numberId"]) },
        new("getDncMember", "GET /v1/dnc/dnc/members/{numberId}"),
        new("removeDncMember", "DELETE /v1/dnc/dnc/members/+12125552368?reason=mistake", null, 202) { Keep = ("removalId", ["removalId"]) },
        new("getDncList", "GET /v1/dnc/dnc"),
        new("approveDncRemoval", "POST /v1/dnc/dnc/removals/{removalId}/approve", null, 422),
        new("rejectDncRemoval", "POST /v1/dnc/dnc/removals/{removalId}/reject"),
        new("getNumber", "GET /v1/numbers/+8613800000001"),
        new("markNumber", "POST /v1/numbers/+8613800000001/mark", """{"state":"invalid","reason":"wrong_person"}"""),
        new("markNumber", "POST /v1/numbers/+8613800000001/mark", """{"flag":"NO_SMS","on":true,"reason":"landline"}"""),
        new("restoreNumber", "POST /v1/numbers/+8613800000001/restore", """{"reason":"called_back"}"""),
        new("putAccount", "PUT /v1/accounts/a2", OtherAccount, 201),
        new("createTask", "POST /v1/tasks", """{"taskId":"t4","accountId":"a2","kind":"review","intents":["verify"]}""", 201),
        new("checkIdentity", "POST /v1/tasks/t4/identity-check", """{"answer":"2368"}"""),
        new("listAccountNumbers", "GET /v1/accounts/a2/numbers"),
        new("getNumber", "GET /v1/numbers/{numberId}"),
        new("fileComplaint", "POST /v1/complaints", Complaint, 201),
        new("listComplaints", "GET /v1/complaints?status=open&customerId=c2&category=harassment"),
        new("getComplaint", "GET /v1/complaints/k1"),
        new("linkComplaint", "POST /v1/complaints/k1/links", """{"contactIds":["n2"],"taskIds":["t1"]}"""),
        new("assignComplaint", "POST /v1/complaints/k1/assign", """{"agentId":"agent7"}"""),
        new("getComplaintEvidence", "HEAD /v1/complaints/k1/evidence"),
        new("getAccountEvidence", "HEAD /v1/accounts/a2/evidence"),
        new("getPersonEvidence", "HEAD /v1/persons/c2/evidence"),
        new("resolveComplaint", "POST /v1/complaints/k1/resolve", """{"upheld":true,"reason":"apologized"}"""),
        new("reopenComplaint", "POST /v1/complaints/k1/reopen", """{"reason":"again"}"""),
        new("listEvents", "GET /v1/events?types=bill.issued,payment.settled"),
        new("streamEvents", "HEAD /v1/events/stream"),
    ];

    /// <summary>Tells the story; returns what came back, call by call.</summary>
    public static async Task<IReadOnlyList<(StoryCall Call, string Path, ApiResult Result)>> TellAsync(ApiWorld world)
    {
        var known = new Dictionary<string, string>();
        var told = new List<(StoryCall, string, ApiResult)>();
        foreach (var call in Calls)
        {
            await world.Engine.SettleAsync();
            var path = known.Aggregate(call.Path, (text, pair) => text.Replace($"{{{pair.Key}}}", pair.Value, StringComparison.Ordinal));
            var result = await world.SendAsync(call.Method, path, call.Body);
            Assert.True(call.Status == result.Status, $"{call.Operation} {path}: {result.Status} {result.Text}");
            told.Add((call, path, result));
            if (call.Keep is var (name, place))
            {
                known[name] = place.Aggregate(result.Json, (node, part) => int.TryParse(part, out var i) ? node[i]! : node[part]!).GetValue<string>();
            }
        }

        return told;
    }
}
