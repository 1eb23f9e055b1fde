using Collections.Domain.Accounts;
using Collections.Domain.Campaigns;
using Collections.Domain.Tasks;
using Collections.Gateways.Campaigns;
using Collections.Gateways.Composition;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Kernel.Documents;
using Collections.Runtime;
using Collections.Runtime.Clock;
using Collections.Runtime.Personal;
using Collections.Runtime.Ports;
using Collections.Storage.InMemory;
using NodaTime;

namespace Collections.Gateways.Tests.Campaigns;

public sealed class CampaignIntakeRunTests
{
    private static readonly EntityKey Account = new("default", AccountDecider.Kind, "a1");

    /// <summary>
    /// A bill that an account was too busy to take looks like one it has already; taking it for that would lose it.
    /// </summary>
    [Fact]
    public async Task A_bill_that_a_busy_account_did_not_take_is_not_left_out()
    {
        await using var memory = new InMemoryStore();
        var store = new BusyStore(memory);
        var clock = new BusinessClock(new VirtualClock(Instant.FromUtc(2026, 3, 1, 9, 0)));
        await using var engine = ProductEngine.Over(store, memory, clock);
        var vault = new PersonalDataVault(memory, new SystemEntropy(), new byte[TenantKeys.MasterLength]);
        var run = new CampaignIntakeRun(engine, vault, default, new AskOptions());
        var campaign = Account with { Kind = CampaignDecider.Kind, Id = "k1" };
        var row = JsonDocuments.Read(
            """{ "accountId": "a1", "billId": "b1", "amountDue": "10", "dueDate": "2026-02-01" }""").Document!;
        await engine.AskAsync(Account, new AccountCommand.PutAccount { CustomerId = "a1" });

        store.IsBusy = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => run.TakeAsync(campaign, new TaskStrategy(), [row]).AsTask());
        store.IsBusy = false;
        var report = await run.TakeAsync(campaign, new TaskStrategy(), [row]);

        Assert.Empty(report.Rejected);
        var (account, _) = (await engine.ReadAsync(Account))!.Value;
        Assert.NotNull(((Account)account).Bill("b1"));
    }

    /// <summary>While it is busy somebody else is always first.</summary>
    private sealed class BusyStore(IEntityStore inner) : ForwardingStore(inner)
    {
        public bool IsBusy { get; set; }

        public override ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<Commit> commits) => IsBusy
            ? ValueTask.FromResult<IReadOnlyList<CommitOutcome>>(
                [.. commits.Select(_ => new CommitOutcome(CommitResult.VersionConflict, default))])
            : base.CommitAsync(commits);
    }
}
