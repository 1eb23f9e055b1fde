using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Gateways.Wire;
using Collections.Kernel.Documents;
using Collections.Runtime;
using Collections.Server.Api.Http;
using Collections.Server.Api.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Collections.Server.Api.Accounts;

/// <summary>The way of every command to an account: body to command, command to engine, answer to reply.</summary>
internal static class AccountAsk
{
    private static readonly Dictionary<string, string> NoIds = [];

    /// <summary>Asks with a body that is read at once.</summary>
    public static ValueTask<ApiReply> RunAsync(
        ApiCall call, Func<Node, WireContext, WireCommand> read, Func<AccountAnswer, ApiReply> render) =>
        RunAsync(call, (body, context) => ValueTask.FromResult(read(body, context)), render);

    /// <summary>Asks with a body whose personal values are sealed on the way.</summary>
    public static async ValueTask<ApiReply> RunAsync(
        ApiCall call, Func<Node, WireContext, ValueTask<WireCommand>> read, Func<AccountAnswer, ApiReply> render)
    {
        var id = call.Part("accountId");
        var (configuration, now) = (await call.ConfigurationAsync(), call.Now);
        var (command, rejection) = await read(call.Body, ContextOf(call, id, configuration));
        if (command is null)
        {
            return call.Refuse(rejection!);
        }

        return await call.AskAsync(call.Key(AccountDecider.Kind, id), command, answer =>
            render(new AccountAnswer(call, command, answer, (configuration, now))));
    }

    /// <summary>What bodies need from around them: path and tenant.</summary>
    public static WireContext ContextOf(ApiCall call, string accountId, TenantConfiguration configuration)
    {
        var (tenant, vault) = (call.Caller.Tenant, call.Server.Setup.Vault);
        return new WireContext(
            accountId,
            BodyForm.Json,
            (person, value, matching) => vault.SealAsync(tenant, person, value, matching))
        {
            Home = HomeCountry.Of(configuration.Settings),
            PathIds = IdsOf(call.Http.Request.RouteValues),
        };
    }

    private static Dictionary<string, string> IdsOf(RouteValueDictionary parts)
    {
        if (parts.Count == 1)
        {
            return NoIds;
        }

        var ids = new Dictionary<string, string>(parts.Count);
        foreach (var (name, value) in parts)
        {
            if (name != "accountId")
            {
                ids[name] = (string)value!;
            }
        }

        return ids;
    }

    /// <summary>201 for what is new, 200 for what was there.</summary>
    public static int StatusOf(Answer answer) =>
        answer.Outcome == Outcome.Accepted ? StatusCodes.Status201Created : StatusCodes.Status200OK;
}
