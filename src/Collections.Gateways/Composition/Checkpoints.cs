using Collections.Domain.Configuration;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Audit;
using Collections.Runtime.Personal;

namespace Collections.Gateways.Composition;

/// <summary>
/// Takes checkpoints: a signed statement of every chain head of a tenant, recorded in the tenant's own log. Taken every
/// hour and at shutdown; whoever later rewrites history, chains and heads included, cannot sign what he made of it.
/// </summary>
public static class Checkpoints
{
    /// <summary>Takes a checkpoint of every tenant.</summary>
    public static async Task TakeAsync(Engine engine, PersonalDataVault vault)
    {
        foreach (var tenant in await engine.Setup.Log.TenantsAsync())
        {
            var statement = await CheckpointStatement.TakeAsync(engine.Setup.Log, tenant);
            var signature = vault.KeysOf(tenant).Sign(statement.Text);
            var checkpoint = new Checkpoint(statement.UpToSequence, statement.Count, statement.Hash, signature);
            await engine.AskAsync(
                new EntityKey(tenant, TenantDecider.Kind, tenant), new TenantCommand.RecordCheckpoint(checkpoint));
        }
    }
}
