using Collections.Domain.Accounts;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Log;
using NodaTime;

namespace Collections.Server.Explanations;

/// <summary>An account as it stood at an earlier instant: the fold of its log up to then.</summary>
internal static class PastAccount
{
    /// <summary>The account then; null when it was not open yet.</summary>
    public static async ValueTask<Account?> AtAsync(Engine engine, EntityKey key, Instant at)
    {
        var kind = engine.Setup.Kinds.Of(key.Kind);
        var (state, _) = await LogFold.StateAsync(engine.Setup.Log, kind, key, at);
        return state is Account { Phase: AccountPhase.Open } account ? account : null;
    }
}
