using Collections.Domain.Complaints;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Ports;
using Collections.Server.Api.Accounts;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Complaints;

/// <summary>Complaints: filed, linked to contacts and tasks, settled. While one is open, contacts rest.</summary>
internal static class ComplaintOperations
{
    private const string Tag = "Complaints";

    private const string List = "complaints";

    private const string Path = "/complaints/{complaintId}";

    private const int IdBytes = 10;

    private static readonly string[] Phases = ["open", "resolved", "rejected"];

    public static IReadOnlyList<Operation> All =>
    [
        new("listComplaints", "GET", "/complaints", ListAsync)
        {
            Tag = Tag,
            Summary = "Lists complaints by id; every filter narrows the list.",
            Answer = Page(ComplaintSchemas.Complaint),
            Query =
            [
                new("status", Word(Phases), "Where they stand."),
                new("customerId", Id, "Who complains."),
                new("accountId", Id, "The account they are about."),
                new("source", Id, "Where they came from."),
                new("category", Id, "What they are about."),
                new("assignedTo", Id, "Who looks into them."),
                new("overdue", Flag, "Only those that were not settled in time."),
                .. Paging.Parameters,
            ],
        },
        new("fileComplaint", "POST", "/complaints", FileAsync)
        {
            Tag = Tag,
            Summary = "Files a complaint; contacts with the person rest until it is settled.",
            Body = ComplaintSchemas.New,
            Answer = ComplaintSchemas.Complaint,
            Successes = [201, 200],
        },
        new("getComplaint", "GET", Path, GetAsync)
        {
            Tag = Tag,
            Summary = "A complaint.",
            Answer = ComplaintSchemas.Complaint,
        },
        Verb("linkComplaint", "links", "Names further contacts and tasks that it is about.") with
        {
            Body = Body("ComplaintLinks", [new("contactIds", Shape.List(Id)), new("taskIds", Shape.List(Id))]),
        },
        Verb("assignComplaint", "assign", "Gives it to somebody, or to nobody with null.") with
        {
            Body = Body("ComplaintAssignment", new Field("agentId", Id.OrNull(), true)),
        },
        Verb("resolveComplaint", "resolve", "Ends it; contacts are free again.") with
        {
            Body = Body("ComplaintEnd", [new("upheld", Flag, true), new("reason", Id, true)]),
        },
        Verb("reopenComplaint", "reopen", "Takes it up again; contacts rest again.") with
        {
            Body = Body("ComplaintReopening", new Field("reason", Id, true)),
        },
    ];

    private static Operation Verb(string id, string verb, string summary) =>
        new(id, "POST", $"{Path}/{verb}", call => AskAsync(call, id))
        {
            Tag = Tag,
            Summary = summary,
            Answer = ComplaintSchemas.Complaint,
        };

    private static async ValueTask<ApiReply> AskAsync(ApiCall call, string operation)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        ComplaintCommand command = operation switch
        {
            "linkComplaint" => new ComplaintCommand.LinkComplaint(
                reader.Texts("contactIds") ?? [], reader.Texts("taskIds") ?? []),
            "assignComplaint" => new ComplaintCommand.AssignComplaint(reader.Id("agentId")),
            "resolveComplaint" => new ComplaintCommand.ResolveComplaint(
                reader.Required("upheld", reader.Flag("upheld")) ?? false,
                reader.Required("reason", reader.Id("reason")) ?? string.Empty),
            _ => new ComplaintCommand.ReopenComplaint(reader.Required("reason", reader.Id("reason")) ?? string.Empty),
        };
        if (command is ComplaintCommand.AssignComplaint && !reader.Has("agentId"))
        {
            reader.Fault("agentId", "required", "'agentId' is required; null gives it to nobody.");
        }

        return reader.Finish() is { } rejection
            ? call.Refuse(rejection)
            : await AskAsync(call, call.Part("complaintId"), command);
    }

    private static async ValueTask<ApiReply> FileAsync(ApiCall call)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var id = reader.Id("complaintId") ?? NewId(call);
        var (account, person) = (reader.Id("accountId"), reader.Id("customerId"));
        var description = reader.Text("description", ComplaintSchemas.DescriptionMax);
        var terms = new ComplaintTerms
        {
            PersonId = person ?? string.Empty,
            AccountId = account,
            Source = reader.Required("source", reader.Id("source")) ?? string.Empty,
            Category = reader.Required("category", reader.Id("category")) ?? string.Empty,
            Channel = reader.Id("channel"),
            ReceivedAt = reader.Instant("receivedAt") ?? call.Now,
            SlaHours = reader.Whole("slaHours", 1, ComplaintSchemas.SlaHoursMax) ?? ComplaintTerms.SlaHoursDefault,
        };
        var (contacts, tasks) = (reader.Texts("contactIds") ?? [], reader.Texts("taskIds") ?? []);
        if (account is null && person is null)
        {
            reader.Fault("customerId", "required", "'customerId' or 'accountId' is required.");
        }

        if (reader.Finish() is { } rejection)
        {
            return call.Refuse(rejection);
        }

        if (account is not null)
        {
            if (await AccountReading.FindAsync(call, account) is not var (found, _))
            {
                return call.Refuse(Rejection.Refused("account_unknown", $"There is no account '{account}'."));
            }

            terms = terms with { PersonId = person ?? found.Profile!.CustomerId };
        }

        // Repeated with the same id, it is the same complaint although time went on.
        if (!reader.Has("receivedAt") && await ReadAsync(call, id) is var (known, _))
        {
            terms = terms with { ReceivedAt = known.Terms!.ReceivedAt };
        }

        var said = description is null
            ? null
            : await call.Server.Setup.Vault.SealAsync(call.Caller.Tenant, terms.PersonId, description);
        var file = new ComplaintCommand.FileComplaint(terms, said) { ContactIds = contacts, TaskIds = tasks };
        return await AskAsync(call, id, file);
    }

    private static async ValueTask<ApiReply> AskAsync(ApiCall call, string id, ComplaintCommand command)
    {
        var made = false;
        var reply = await call.AskAsync(call.Key(ComplaintDecider.Kind, id), command, answer =>
        {
            // What is kept for a repetition holds no personal value; who it was for sees the whole.
            made = true;
            var isNew = command is ComplaintCommand.FileComplaint && answer.Outcome == Outcome.Accepted;
            var view = new ComplaintView((Complaint)answer.State!, answer.Version, null);
            return new ApiReply(isNew ? 201 : 200, JsonBytes.Of(view, ComplaintSchemas.Write))
            {
                Version = answer.Version,
                Location = isNew ? $"/v1/complaints/{id}" : null,
            };
        });
        return made && reply.Status < 300 && await ReadAsync(call, id) is var (state, version)
            ? reply with { Body = await BytesAsync(call, state, version), Version = version }
            : reply;
    }

    private static async ValueTask<ApiReply> GetAsync(ApiCall call)
    {
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var id = call.Part("complaintId");
        return await ReadAsync(call, id) is var (complaint, version)
            ? ApiReply.Ok(await BytesAsync(call, complaint, version), version)
            : call.Refuse(Rejection.Unknown("complaint_unknown", $"There is no complaint '{id}'."));
    }

    private static async ValueTask<ApiReply> ListAsync(ApiCall call)
    {
        var overdue = call.Query.Word("overdue", "true", "false");
        var query = new RowQuery(call.Caller.Tenant, ComplaintDecider.Kind)
        {
            Limit = call.Query.Limit() + 1,
            AfterId = Cursor.From(call.Query, List),
            Status = call.Query.Word("status", Phases),
            Person = call.Query.Id("customerId"),
            Parent = call.Query.Id("accountId"),
            Labels =
            [
                .. Label("source", call.Query.Id("source")),
                .. Label("category", call.Query.Id("category")),
                .. Label("agent", call.Query.Id("assignedTo")),
                .. overdue == "true" ? ["overdue"] : Array.Empty<string>(),
            ],
        };
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var found = new List<ComplaintView>();
        foreach (var row in await call.Server.Rows.FindAsync(query))
        {
            if (await call.Engine.ReadAsync(row.Key) is (Complaint complaint, var version)
                && !(overdue == "false" && complaint.Overdue))
            {
                found.Add(new ComplaintView(complaint, version, null));
            }
        }

        return Paging.Reply(
            new Page<ComplaintView>(List, found, query.Limit - 1), ComplaintSchemas.Write, it => it.Complaint.Id);
    }

    private static async ValueTask<(Complaint Complaint, long Version)?> ReadAsync(ApiCall call, string id) =>
        await call.Engine.ReadAsync(call.Key(ComplaintDecider.Kind, id)) is
            (Complaint { Terms: not null } complaint, var version)
            ? (complaint, version)
            : null;

    private static async ValueTask<byte[]> BytesAsync(ApiCall call, Complaint complaint, long version)
    {
        var description = complaint.Terms!.Description is { } reference
            ? await call.Server.Setup.Vault.OpenAsync(call.Caller.Tenant, reference)
            : null;
        var view = new ComplaintView(complaint, version, ComplaintSchemas.Shown(call, description));
        return JsonBytes.Of(view, ComplaintSchemas.Write);
    }

    private static IEnumerable<string> Label(string name, string? value) => value is null ? [] : [$"{name}:{value}"];

    private static string NewId(ApiCall call)
    {
        var bytes = new byte[IdBytes];
        call.Server.Entropy.Fill(bytes);
        return $"cmp_{Convert.ToHexStringLower(bytes)}";
    }
}
