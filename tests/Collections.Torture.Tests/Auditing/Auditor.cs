using Collections.Domain.Jobs;
using Collections.Gateways.Composition;
using Collections.Runtime;
using Collections.Runtime.Audit;
using Collections.Runtime.Ports;
using Collections.Runtime.Wakeups;
using Collections.Storage;
using Collections.Storage.Sqlite;
using Collections.Torture.Tests.Victims;
using NodaTime;

namespace Collections.Torture.Tests.Auditing;

/// <summary>
/// Opens what is left of the victim's folder, lets the engine recover, and compares everything clients were told with
/// what the log says, and the log with everything derived from it.
/// </summary>
internal static class Auditor
{
    /// <summary>Recovery: undelivered messages arrive, interrupted jobs lose patience and run to their end.</summary>
    public static async Task RecoverAsync(string folder)
    {
        await using var store = SqliteStore.Open(folder);
        var time = new PacedTime(await store.ReadClockAsync() ?? PacedTime.Start);
        await using var engine = ProductEngine.Over(store, time);
        await engine.RecoverAsync();
        await engine.SettleAsync();
        for (var hour = 0; hour < 12; hour++)
        {
            await new WakeupSweep(engine).RunAsync(time.Now);
            var to = time.Now + Duration.FromHours(1);
            await store.MoveClockAsync(to);
            time.MoveTo(to);
        }

        await new WakeupSweep(engine).RunAsync(time.Now);
        await Keeper.SignAsync(engine, store);
    }

    public static async Task<AuditResult> AuditAsync(string folder, IReadOnlyList<AckLine> acks)
    {
        await using var store = SqliteStore.Open(folder);
        var time = new PacedTime(await store.ReadClockAsync() ?? PacedTime.Start);
        await using var engine = ProductEngine.Over(store, time);
        var findings = new Findings();
        var book = await LogBook.ReadAsync(store);
        AckAudit.Check(acks, book, findings);
        AckAudit.CheckNothingTwice(book, findings);
        MessageAudit.Check(book, findings);
        await MoneyAudit.CheckAsync(book, engine, findings);
        await StateAudit.CheckAsync(store, book, engine, findings);
        var replays = await ReplayAudit.CheckAsync(store, acks, time.Now, findings);
        await CheckNothingIsLeftAsync(store, time.Now, findings);

        var chains = await new AuditVerifier(store, Signature.Of).VerifyAsync();
        findings.Unless(chains.Holds, $"audit: {chains.FirstBroken}");
        return new AuditResult(findings, chains, book.Sent.Count, replays);
    }

    internal static async ValueTask CheckNothingIsLeftAsync(IStore store, Instant now, Findings findings)
    {
        var shards = await store.ReadShardsAsync();
        var marks = shards.Select(shard => new ShardMark(shard.Shard, shard.DeliveredUpTo)).ToList();
        findings.Unless((await store.ReadUndeliveredAsync(marks, 1)).Records is [], "messages wait above the delivery mark");
        findings.Unless(await store.ReadParkedAsync(Portfolio.Tenant, 1) is [], "a message is parked");
        findings.Unless(await store.ClaimDueAsync(now, 1) is [], "a wake-up is overdue");
        foreach (var job in await store.ListAsync(Portfolio.Tenant, JobDecider.Kind, null, 10_000))
        {
            findings.Unless(job.Row.Status == "completed", $"{job.Key} is {job.Row.Status}");
        }
    }
}

/// <summary>What an audit looked at and found.</summary>
internal sealed record AuditResult(Findings Findings, AuditReport Chains, int Messages, int Replays);
