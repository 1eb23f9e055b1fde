using Collections.Domain.Accounts;
using Collections.Domain.Tasks;
using Collections.Kernel;
using Collections.Server.Api.Access;
using Collections.Server.Api.Http;
using Collections.Server.Api.Operations;

namespace Collections.Server.Api.Tasks;

/// <summary>
/// Who may see account matters: everybody whose work is the account, and agents once they have verified the person they
/// speak to. What an agent does not know he cannot tell the wrong party.
/// </summary>
internal static class Disclosure
{
    /// <summary>Whether the caller is told account matters only of customers whom he verified.</summary>
    public static bool IsBound(ApiCall call) => (call.Caller.Roles & ~RoleSet.Agent) == RoleSet.None;

    /// <summary>Whether the caller may see what a task is about.</summary>
    public static bool Lets(ApiCall call, CollectionTask task) =>
        !IsBound(call) || task.Identity?.Lets(call.Caller.Principal.Id, call.Now) is true;

    /// <summary>
    /// Whether the caller may see the matters of an account: an agent when the customer is verified to him in one of
    /// the account's open tasks.
    /// </summary>
    public static async ValueTask<bool> LetsAsync(ApiCall call, Account account)
    {
        if (!IsBound(call))
        {
            return true;
        }

        foreach (var link in account.Tasks.ToArray())
        {
            var key = call.Key(TaskDecider.Kind, link.TaskId);
            if (await call.Engine.ReadAsync(key) is (CollectionTask task, _) && Lets(call, task))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The answer to who may not see the account's matters yet.</summary>
    public static ApiReply Refuse(ApiCall call) => call.Refuse(Rejection.Refused(
        "identity_unverified", "Verify the customer first: POST /v1/tasks/{taskId}/identity-check."));
}
