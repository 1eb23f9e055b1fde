using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Server.Api.Http;
using Collections.Server.Api.Operations;
using Collections.Server.Api.Tasks;
using NodaTime;

namespace Collections.Server.Api.Accounts;

/// <summary>Reads accounts for an answer and says what their views need.</summary>
internal static class AccountReading
{
    /// <summary>
    /// The account as it is now: what fell due and was not yet fired happens first. Null when there is none.
    /// </summary>
    public static async ValueTask<(Account Account, long Version)?> FindAsync(ApiCall call, string id)
    {
        var key = call.Key(AccountDecider.Kind, id);
        if (await call.Engine.ReadAsync(key) is not (Account { Phase: AccountPhase.Open } account, var version))
        {
            return null;
        }

        if (AccountDecider.NextWake(account, await call.ConfigurationAsync()) > call.Now is not false)
        {
            return (account, version);
        }

        await call.Engine.WakeAsync(key);
        return await call.Engine.ReadAsync(key) is (Account now, var then) ? (now, then) : null;
    }

    /// <summary>
    /// What the view of an item needs; personal values stay closed. When the account is next reviewed stands in the
    /// account's own view only: to know it, the policy must be asked.
    /// </summary>
    public static ViewInputs Inputs(long version, TenantConfiguration configuration, Instant now) => new()
    {
        At = now,
        Version = version,
        BucketNames = configuration.Buckets.Names,
        BucketOf = configuration.Buckets.NameOf,
    };

    /// <summary>The account's view, with the personal values that the caller's role may see.</summary>
    public static async ValueTask<ApiReply> ViewAsync(ApiCall call, Account account, (int Status, long Version) answer)
    {
        var configuration = await call.ConfigurationAsync();
        var discloses = await Disclosure.LetsAsync(call, account);
        var inputs = Inputs(answer.Version, configuration, call.Now) with
        {
            Policy = AccountView.PolicyOf(account, configuration),
            NextReviewAt = AccountDecider.NextWake(account, configuration),
            Discloses = discloses,
            Reveal = await PersonalValues.OpenAsync(call, PersonalValues.Of(account), discloses),
        };
        var body = JsonBytes.Of(
            (account, inputs), static (writer, it) => AccountView.Write(writer, it.account, it.inputs));
        return new ApiReply(answer.Status, body) { Version = answer.Version };
    }

    /// <summary>The answer when there is no such account.</summary>
    public static ApiReply Unknown(ApiCall call, string id) => call.Refuse(AccountRejections.AccountUnknown(id));
}
