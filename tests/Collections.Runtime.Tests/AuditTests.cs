using Collections.Domain.Configuration;
using Collections.Kernel;
using Collections.Runtime.Audit;
using Collections.Runtime.Clock;
using Collections.Runtime.Configuration;
using Collections.Runtime.Kinds;
using Collections.Runtime.Tests.Doubles;
using Collections.Storage.InMemory;
using CheckpointData = Collections.Domain.Configuration.Checkpoint;

namespace Collections.Runtime.Tests;

public sealed class AuditTests
{
    private static readonly EntityKey Tenant = new("t", TenantDecider.Kind, "t");

    [Fact]
    public async Task A_checkpoint_that_the_tenant_recorded_is_compared_and_holds()
    {
        await using var store = new InMemoryStore();
        await RecordCheckpoint(store, signature: "sig");

        var report = await new AuditVerifier(store, (_, _) => "sig").VerifyAsync();
        Assert.Null(report.FirstBroken);
        Assert.Equal((2, 1), (report.Records, report.Checkpoints));
    }

    [Fact]
    public async Task A_checkpoint_signed_by_somebody_else_is_named()
    {
        await using var store = new InMemoryStore();
        await RecordCheckpoint(store, signature: "forged");

        var report = await new AuditVerifier(store, (_, _) => "sig").VerifyAsync();
        Assert.Contains("is not signed", report.FirstBroken, StringComparison.Ordinal);
    }

    private static async Task RecordCheckpoint(InMemoryStore store, string signature)
    {
        await using var engine = new Engine(new EngineSetup
        {
            Store = store,
            Log = store,
            Clock = new BusinessClock(new VirtualClock(Bench.Start)),
            Kinds = new KindRegistry(
                new EntityKind<TenantDecider, Tenant, TenantCommand, TenantEvent, TenantConfiguration>(
                    TenantDecider.Kind, Domain.Configuration.Tenant.SchemaNumber, TenantJson.Default)),
            Configurations = new ConfigurationSource<TenantConfiguration, TenantConfigurationFold>(),
        });
        await engine.AskAsync(Tenant, new TenantCommand.ConfigureTenant { Name = "Tenant" });
        var statement = await CheckpointStatement.TakeAsync(store, "t");
        var checkpoint = new CheckpointData(statement.UpToSequence, statement.Count, statement.Hash, signature);
        await engine.AskAsync(Tenant, new TenantCommand.RecordCheckpoint(checkpoint));
    }
}
