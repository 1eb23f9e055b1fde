using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Domain.Tasks;
using Collections.Gateways.Tasks;
using Collections.Runtime;
using Collections.Server.Api.Http;
using Collections.Server.Api.Operations;
using NodaTime;

namespace Collections.Server.Api.Tasks;

/// <summary>Gathers what a task is shown with; each account is read once per answer.</summary>
internal sealed class TaskShowing
{
    private readonly ApiCall _call;

    private readonly TenantConfiguration _configuration;

    private readonly Dictionary<string, Account?> _accounts = new(StringComparer.Ordinal);

    private TaskShowing(ApiCall call, TenantConfiguration configuration) =>
        (_call, _configuration) = (call, configuration);

    /// <summary>What one answer shows.</summary>
    public static async ValueTask<TaskShowing> ForAsync(ApiCall call) => new(call, await call.ConfigurationAsync());

    /// <summary>A task as it is shown now.</summary>
    public async ValueTask<ShownTask> OfAsync(CollectionTask task, long version)
    {
        await KnowAsync(task.Terms!.AccountId);
        return Of(task, version);
    }

    /// <summary>How an answer of the engine about tasks of an account is shown.</summary>
    public async ValueTask<Func<Answer, ApiReply>> AnswersAsync(string? accountId)
    {
        if (accountId is not null)
        {
            await KnowAsync(accountId);
        }

        return answer => Reply(Of((CollectionTask)answer.State!, answer.Version));
    }

    /// <summary>The answer that is one task.</summary>
    public static ApiReply Reply(ShownTask shown) =>
        ApiReply.Ok(JsonBytes.Of(shown, TaskShapes.Write), shown.Version);

    private ShownTask Of(CollectionTask task, long version)
    {
        var debt = _accounts.GetValueOrDefault(task.Terms!.AccountId) is { } account
            ? TaskDebt.Of(account, task.Terms, _configuration.Buckets, _call.Now)
            : null;
        return new ShownTask(task, version, _configuration, _call.Now)
        {
            CustomerId = debt?.CustomerId ?? task.Terms.PersonId,
            IsDisclosed = Disclosure.Lets(_call, task),
            Debt = Disclosure.Lets(_call, task) ? debt : null,
        };
    }

    private async ValueTask KnowAsync(string accountId)
    {
        if (!_accounts.ContainsKey(accountId))
        {
            var key = _call.Key(AccountDecider.Kind, accountId);
            var read = await _call.Engine.ReadAsync(key);
            _accounts[accountId] = read?.State is Account { Phase: AccountPhase.Open } account ? account : null;
        }
    }
}

/// <summary>A task as it is shown: under the configuration in force, now.</summary>
internal sealed record ShownTask(CollectionTask Task, long Version, TenantConfiguration Configuration, Instant Now)
{
    /// <summary>The account's customer; null when nobody is known.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Whether the reader may see account matters.</summary>
    public bool IsDisclosed { get; init; }

    /// <summary>What it is about in money; null when the reader may not see it, or the account is unknown.</summary>
    public TaskDebt? Debt { get; init; }
}
