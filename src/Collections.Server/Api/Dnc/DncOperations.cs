using Collections.Domain.Lists;
using Collections.Gateways.Lists;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Ports;
using Collections.Server.Api.Http;
using Collections.Server.Api.Numbers;
using Collections.Server.Api.Operations;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Dnc;

/// <summary>Do-not-contact lists, black and white lists, and the four eyes that take somebody off one.</summary>
internal static class DncOperations
{
    private const string Tag = "Do not contact";

    private const string List = "dnc";

    private const string ListPath = "/dnc/{listId}";

    private const string MemberPath = ListPath + "/members/{number}";

    private const string RemovalPath = ListPath + "/removals/{removalId}";

    private const string DefaultSource = "api";

    public static IReadOnlyList<Operation> All =>
    [
        new("listDncLists", "GET", "/dnc", ListAsync)
        {
            Tag = Tag,
            Summary = "Lists the lists by name.",
            Answer = Page(DncSchemas.List),
            Query = Paging.Parameters,
        },
        new("getDncList", "GET", ListPath, GetAsync)
        {
            Tag = Tag,
            Summary = "A list with the removals that wait for an approval. The list 'dnc' is there from the start.",
            Answer = DncSchemas.List,
        },
        new("putDncList", "PUT", ListPath, PutAsync)
        {
            Tag = Tag,
            Summary = "Makes a list, or changes the channels it is about; kind and scope never change.",
            Body = DncSchemas.Put,
            Answer = DncSchemas.List,
            Successes = [201, 200],
        },
        new("putDncMember", "PUT", MemberPath, AddAsync)
        {
            Tag = Tag,
            Summary = "Puts a phone number or mail address on a list; it counts from the next decision on.",
            Body = DncSchemas.NewMember,
            Answer = DncSchemas.Member,
            Successes = [201, 200],
        },
        new("getDncMember", "GET", MemberPath, MemberAsync)
        {
            Tag = Tag,
            Summary = "Why and since when a number is on a list.",
            Answer = DncSchemas.Member,
        },
        new("removeDncMember", "DELETE", MemberPath, RemoveAsync)
        {
            Tag = Tag,
            Summary = "Asks to take a number off; somebody else must approve it. A white list lets go at once (204).",
            Answer = DncSchemas.Removal,
            Successes = [202, 204],
            Query = [new("reason", Id, "Why, a code; 'unspecified' when left out.")],
        },
        Verdict("approveDncRemoval", "approve", "Takes the number off; not by who asked for it."),
        Verdict("rejectDncRemoval", "reject", "Leaves the number where it is."),
    ];

    private static Operation Verdict(string id, string verb, string summary) =>
        new(id, "POST", $"{RemovalPath}/{verb}", call => DecideAsync(call, verb == "approve"))
        {
            Tag = Tag,
            Summary = summary,
            Body = WithoutBody.Schema,
            BodyOptional = true,
            Answer = DncSchemas.List,
        };

    private static async ValueTask<ApiReply> ListAsync(ApiCall call)
    {
        var limit = call.Query.Limit();
        var after = Cursor.From(call.Query, List);
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var found = new List<(MemberList List, long Version)>();
        if (after is null or { Length: 0 })
        {
            found.Add(await ReadAsync(call, MemberList.DefaultName) ?? default);
        }

        // The list of the start is there even before anything happened to it; it comes first.
        var rows = await call.Server.Rows.FindAsync(new RowQuery(call.Caller.Tenant, ListDecider.Kind)
        {
            AfterId = after == MemberList.DefaultName ? null : after,
            Limit = limit + 2,
        });
        foreach (var row in rows.Where(row => row.Key.Id != MemberList.DefaultName))
        {
            if (await ReadAsync(call, row.Key.Id) is { } list)
            {
                found.Add(list);
            }
        }

        var page = new Page<(MemberList List, long Version)>(List, found, limit);
        return Paging.Reply(page, DncSchemas.Write, it => it.List.Id);
    }

    private static async ValueTask<ApiReply> GetAsync(ApiCall call)
    {
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        return await ReadAsync(call, call.Part("listId")) is { } list
            ? ApiReply.Ok(JsonBytes.Of(list, DncSchemas.Write), list.Version)
            : Unknown(call);
    }

    private static async ValueTask<ApiReply> PutAsync(ApiCall call)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var kind = ListLabels.KindOf(reader.Word("kind", "dnc", "black", "white")) ?? ListKind.Dnc;
        var scope = ReadScope(reader);
        var channels = reader.Texts("channels") ?? [];
        if (reader.Finish() is { } rejection)
        {
            return call.Refuse(rejection);
        }

        var put = new ListCommand.PutList(new ListTerms(kind, scope) { Channels = channels });
        var id = call.Part("listId");
        var isNew = await ReadAsync(call, id) is null;
        return await call.AskAsync(call.Key(ListDecider.Kind, id), put, answer => Reply(answer) with
        {
            Status = isNew ? 201 : 200,
            Location = isNew ? $"/v1/dnc/{id}" : null,
        });
    }

    private static ListScope ReadScope(BodyReader reader)
    {
        if (reader.Text("scope") is not { } text)
        {
            return ListScope.Tenant;
        }

        if (ListScope.Parse(text) is { } scope)
        {
            return scope;
        }

        reader.Fault("scope", "scope", "'scope' is tenant, institution:ID or campaign:ID.");
        return ListScope.Tenant;
    }

    private static async ValueTask<ApiReply> AddAsync(ApiCall call)
    {
        var (value, refused) = await NumberPart.ReadAsync(call);
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var reason = reader.Required("reason", reader.Id("reason")) ?? string.Empty;
        var source = reader.Id("source") ?? DefaultSource;
        var until = reader.Instant("until");
        if (reader.Finish() is { } rejection)
        {
            return call.Refuse(rejection);
        }

        if (refused is not null)
        {
            return refused;
        }

        var id = call.Part("listId");
        var add = new ListCommand.AddMember(value.Hash!, reason, source, until);
        var isNew = false;
        var reply = await call.AskAsync(call.Key(ListDecider.Kind, id), add, answer =>
        {
            isNew = answer.Outcome == Outcome.Accepted;
            return new ApiReply(isNew ? 201 : 200, default);
        });
        return reply.Status >= 300
            ? reply
            : await ShowAsync(call, value) with { Status = isNew ? 201 : 200 };
    }

    private static async ValueTask<ApiReply> MemberAsync(ApiCall call)
    {
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var (value, refused) = await NumberPart.ReadAsync(call);
        return refused ?? await ShowAsync(call, value);
    }

    private static async ValueTask<ApiReply> ShowAsync(ApiCall call, MemberValue value)
    {
        if (await ReadAsync(call, call.Part("listId")) is null)
        {
            return Unknown(call);
        }

        var key = call.Key(ListDecider.Kind, call.Part("listId"));
        var found = await call.Engine.Setup.Store.FindListingsAsync([new MemberKey(call.Caller.Tenant, value.Hash!)]);
        return found[0].FirstOrDefault(listing => listing.List == key) is { } listing
            ? ApiReply.Ok(JsonBytes.Of(listing, DncSchemas.Write))
            : call.Refuse(Rejection.Unknown("member_unknown", "The list has no such member."));
    }

    private static async ValueTask<ApiReply> RemoveAsync(ApiCall call)
    {
        var reason = call.Query.Id("reason") ?? "unspecified";
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var (value, refused) = await NumberPart.ReadAsync(call);
        if (refused is not null)
        {
            return refused;
        }

        var request = new ListCommand.RequestRemoval(value.Hash!, reason);
        return await call.AskAsync(call.Key(ListDecider.Kind, call.Part("listId")), request, answer =>
        {
            var list = (MemberList)answer.State!;
            var removal = list.Removals.FirstOrDefault(each => each.Member == value.Hash);
            return removal is null
                ? ApiReply.NoContent
                : new ApiReply(202, JsonBytes.Of(removal, DncSchemas.Write));
        });
    }

    private static async ValueTask<ApiReply> DecideAsync(ApiCall call, bool approve)
    {
        if (WithoutBody.Refuse(call) is { } refused)
        {
            return refused;
        }

        var removal = call.Part("removalId");
        ListCommand command = approve
            ? new ListCommand.ApproveRemoval(removal)
            : new ListCommand.RejectRemoval(removal);
        return await call.AskAsync(call.Key(ListDecider.Kind, call.Part("listId")), command, Reply);
    }

    private static async ValueTask<(MemberList List, long Version)?> ReadAsync(ApiCall call, string id)
    {
        var key = call.Key(ListDecider.Kind, id);
        var (state, version) = await call.Engine.ReadAsync(key) is (MemberList list, var known)
            ? (list, known)
            : (ListDecider.Initial(key), 0);
        return state.Terms is null ? null : (state, version);
    }

    private static ApiReply Unknown(ApiCall call) =>
        call.Refuse(Rejection.Unknown("list_unknown", $"There is no list '{call.Part("listId")}'."));

    private static ApiReply Reply(Answer answer) =>
        ApiReply.Ok(JsonBytes.Of(((MemberList)answer.State!, answer.Version), DncSchemas.Write), answer.Version);
}
