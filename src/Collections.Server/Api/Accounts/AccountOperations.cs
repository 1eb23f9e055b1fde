using Collections.Domain.Accounts;
using Collections.Gateways.Wire;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;
using Collections.Server.Api.Tasks;
using Collections.Server.Explanations;
using static Collections.Domain.Accounts.AccountCommand;

namespace Collections.Server.Api.Accounts;

/// <summary>Accounts: profile, view, tags, holds, why they are in their state.</summary>
internal static class AccountOperations
{
    private const string Tag = "Accounts";

    private const string Path = "/accounts/{accountId}";

    public static IReadOnlyList<Operation> All =>
    [
        new("listAccounts", "GET", "/accounts", AccountListing.RunAsync)
        {
            Tag = Tag,
            Summary = "Lists accounts by id; every filter narrows the list.",
            Answer = Shape.Page(AccountSchemas.AccountRow),
            Query = AccountListing.Parameters,
        },
        new("putAccount", "PUT", Path, PutAsync)
        {
            Tag = Tag,
            Summary = "Opens an account or replaces its profile. What is left out takes its default, except contacts, "
                + "tags, characteristics and service agreements, which stay.",
            Body = AccountBodySchemas.Put,
            Answer = AccountSchemas.Account,
            Successes = [200, 201],
        },
        new("getAccount", "GET", Path, GetAsync)
        {
            Tag = Tag,
            Summary = "The account as it stands now.",
            Answer = AccountSchemas.Account,
        },
        new("getAccountOverdue", "GET", Path + "/overdue", ExplainAsync)
        {
            Tag = Tag,
            Summary = "Why the account is in its state: every condition with the values it saw, what clears it, what "
                + "comes next.",
            Answer = AccountSchemas.Explanation,
        },
        new("addTag", "POST", Path + "/tags", call => AccountAsk.RunAsync(call, AccountBodies.AddTag, TagMade))
        {
            Tag = Tag,
            Summary = "Puts a tag on the account.",
            Body = AccountBodySchemas.Tag,
            Answer = AccountSchemas.Tag,
            Successes = [201, 200],
        },
        new("removeTag", "DELETE", Path + "/tags/{tag}", RemoveTagAsync)
        {
            Tag = Tag,
            Summary = "Takes a tag off.",
            Successes = [204],
        },
        new("placeHold", "POST", Path + "/holds", call => AccountAsk.RunAsync(call, AccountBodies.PlaceHold, HoldMade))
        {
            Tag = Tag,
            Summary = "Holds contacts, treatments or both, for local days from 'from' until before 'until'.",
            Body = AccountBodySchemas.Hold,
            Answer = AccountSchemas.Hold,
            Successes = [201, 200],
        },
        new("getHold", "GET", Path + "/holds/{holdId}", call => AccountItems.GetAsync(call, AccountItem.Hold, "holdId"))
        {
            Tag = Tag,
            Summary = "A hold.",
            Answer = AccountSchemas.Hold,
        },
        new("releaseHold", "DELETE", Path + "/holds/{holdId}", ReleaseAsync)
        {
            Tag = Tag,
            Summary = "Releases a hold; steps that fell due meanwhile run now.",
            Successes = [204],
        },
    ];

    private static async ValueTask<ApiReply> PutAsync(ApiCall call)
    {
        var id = call.Part("accountId");
        var context = AccountAsk.ContextOf(call, id, await call.ConfigurationAsync());
        var (command, rejection) = await AccountBodies.PutAsync(call.Body, context);
        if (command is null)
        {
            return call.Refuse(rejection!);
        }

        Account? after = null;
        var reply = await call.AskAsync(call.Key(AccountDecider.Kind, id), command, answer =>
        {
            after = (Account)answer.State!;
            var created = answer.Events.Contains("account.created");
            return new ApiReply(created ? 201 : 200, default) { Version = answer.Version };
        });
        return after is null
            ? reply
            : await AccountReading.ViewAsync(call, after, (reply.Status, reply.Version!.Value)) with
            {
                Location = reply.Status == 201 ? $"/v1/accounts/{id}" : null,
            };
    }

    private static async ValueTask<ApiReply> GetAsync(ApiCall call)
    {
        var id = call.Part("accountId");
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        return await AccountReading.FindAsync(call, id) is var (account, version)
            ? await AccountReading.ViewAsync(call, account, (200, version))
            : AccountReading.Unknown(call, id);
    }

    private static async ValueTask<ApiReply> ExplainAsync(ApiCall call)
    {
        var id = call.Part("accountId");
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        if (await AccountReading.FindAsync(call, id) is not var (account, version))
        {
            return AccountReading.Unknown(call, id);
        }

        if (!await Disclosure.LetsAsync(call, account))
        {
            return Disclosure.Refuse(call);
        }

        // Imported facts may lie after a clock that was never set: nothing is judged before it was known.
        var at = NodaTime.Instant.Max(call.Now, account.AsOf);
        var explanation = AccountExplanation.Of(account, await call.ConfigurationAsync(), at);
        return ApiReply.Ok(JsonBytes.Of(explanation, static (writer, it) => it.WriteTo(writer)), version);
    }

    private static ApiReply TagMade(AccountAnswer answer)
    {
        var tag = answer.As<AddTag>().Tag;
        var reply = answer.Reply(AccountAsk.StatusOf(answer.Answer), writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("tag"u8, tag);
            writer.WriteString("accountId"u8, answer.Account.Id);
            writer.WriteNumber("accountVersion"u8, answer.Answer.Version);
            writer.WriteEndObject();
        });
        return reply with { Location = answer.Under($"tags/{Uri.EscapeDataString(tag)}") };
    }

    private static ValueTask<ApiReply> RemoveTagAsync(ApiCall call)
    {
        // The server decodes a path only in part; a tag may hold any character.
        call.Http.Request.RouteValues["tag"] = PathText.LastSegment(call.Http);
        return AccountAsk.RunAsync(call, AccountBodies.RemoveTag, _ => ApiReply.NoContent);
    }

    private static ApiReply HoldMade(AccountAnswer answer)
    {
        var id = answer.As<PlaceHold>().HoldId;
        return answer.Made(AccountItem.Hold, id, $"holds/{id}");
    }

    private static ValueTask<ApiReply> ReleaseAsync(ApiCall call) =>
        AccountAsk.RunAsync(call, AccountBodies.ReleaseHold, _ => ApiReply.NoContent);
}
