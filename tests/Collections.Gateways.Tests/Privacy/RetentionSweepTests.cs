using Collections.Domain.Accounts;
using Collections.Domain.Contacts;
using Collections.Gateways.Composition;
using Collections.Gateways.Privacy;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Clock;
using Collections.Storage.InMemory;
using NodaTime;

namespace Collections.Gateways.Tests.Privacy;

public sealed class RetentionSweepTests : IAsyncLifetime
{
    private static readonly Instant Start = Instant.FromUtc(2020, 1, 1, 0, 0);

    private readonly InMemoryStore _store = new();
    private readonly VirtualClock _clock = new(Start);
    private readonly Engine _engine;

    public RetentionSweepTests() => _engine = ProductEngine.Over(_store, _clock);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Settled_quiet_cases_are_due_others_are_kept_and_holds_keep_all()
    {
        await AccountAsync("a1", "quiet");
        await AccountAsync("a2", "held");
        await AccountAsync("a3", "owes");
        await AccountAsync("a4", "busy");
        await DoAsync("account", "a3", new AccountCommand.AddBill("b1", 10m) { DueDate = new LocalDate(2020, 2, 1) });
        await DoAsync("person", "held", new PersonCommand.PlaceLegalHold(new LegalHold
        {
            HoldId = "h1",
            Kind = "attorney",
            From = new LocalDate(2020, 1, 1),
        }));
        _clock.AdvanceTo(Instant.FromUtc(2024, 6, 1, 0, 0));
        await DoAsync("account", "a4", new AccountCommand.AddTag("SEEN"));

        Assert.Empty((await new RetentionSweep(_engine).FindAsync("default", null, _clock.Now)).Due);
        var later = await new RetentionSweep(_engine).FindAsync("default", null, Instant.FromUtc(2025, 1, 2, 0, 0));
        var american = await new RetentionSweep(_engine).FindAsync("default", "US", Instant.FromUtc(2023, 1, 2, 0, 0));

        Assert.Equal(["quiet"], later.Due);
        Assert.Equal(["held"], later.Held);
        Assert.Equal(2, later.Kept);
        Assert.Equal(["quiet"], american.Due);
    }

    [Fact]
    public async Task A_person_is_due_only_when_every_account_is()
    {
        await AccountAsync("a1", "both");
        _clock.AdvanceTo(Instant.FromUtc(2023, 1, 1, 0, 0));
        await AccountAsync("a2", "both");

        Assert.Empty((await FindAsync(2025, 1)).Due);
        Assert.Equal(["both"], (await FindAsync(2028, 2)).Due);
    }

    private ValueTask<RetentionReport> FindAsync(int year, int month) =>
        new RetentionSweep(_engine).FindAsync("default", null, Instant.FromUtc(year, month, 2, 0, 0));

    private Task AccountAsync(string account, string person) =>
        DoAsync("account", account, new AccountCommand.PutAccount { CustomerId = person, Currency = "USD" });

    private async Task DoAsync(string kind, string id, ICommand command)
    {
        var answer = await _engine.AskAsync(new EntityKey("default", kind, id), command);
        Assert.Null(answer.Rejection);
        await _engine.SettleAsync();
    }
}
