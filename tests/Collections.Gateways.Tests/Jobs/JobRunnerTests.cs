using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Domain.Jobs;
using Collections.Gateways.Composition;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Kernel.Documents;
using Collections.Runtime;
using Collections.Runtime.Clock;
using Collections.Storage.InMemory;
using NodaTime;

namespace Collections.Gateways.Tests.Jobs;

public sealed class JobRunnerTests
{
    private const string Policy = """
        states:
          - { name: EARLY, when: { oldestUnpaid: { atLeast: 1 day } } }

        """;

    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 9, 0);

    private static readonly EntityKey Account = new("default", AccountDecider.Kind, "a1");

    /// <summary>A server whose clock is ahead starts the job; this one, whose clock is behind, does it.</summary>
    [Fact]
    public async Task A_server_with_a_clock_behind_reevaluates_under_the_policy_that_took_effect()
    {
        await using var store = new InMemoryStore();
        await using var engine = ProductEngine.Over(store, new VirtualClock(Now));
        await OweAsync(engine);
        Assert.Equal("REMINDER", await StateAsync(engine));

        var document = JsonDocuments.Write(SourceDocument.Of("policy.yaml", Policy).Document!);
        var published = await engine.AskAsync(
            new EntityKey("default", PolicyDocument.KindName, "default"),
            new PublicationCommand.Publish("json", Policy, document, Now + Duration.FromMinutes(3)));
        Assert.Null(published.Rejection);
        await engine.SettleAsync();
        Assert.Equal("REMINDER", await StateAsync(engine));

        var number = (await engine.Configurations.OfAsync("default")).LastNumber;
        await engine.AskAsync(
            new EntityKey("default", JobDecider.Kind, "from-another-server"),
            new JobCommand.StartReevaluation(number));
        await engine.SettleAsync();

        Assert.Equal("EARLY", await StateAsync(engine));
    }

    private static async Task OweAsync(Engine engine)
    {
        var due = LocalDays.DayOf(Now, DateTimeZone.Utc).PlusDays(-5);
        var history = new AccountCommand.RecordHistory
        {
            Profile = new AccountCommand.PutAccount { CustomerId = "c1", Currency = "USD", TimeZone = "UTC" },
            Bills = [new AccountCommand.AddBill("b1", 100m) { IssuedOn = due, DueDate = due }],
        };
        Assert.Equal(Outcome.Accepted, (await engine.AskAsync(Account, history)).Outcome);
        await engine.WakeAsync(Account);
    }

    private static async Task<string?> StateAsync(Engine engine) =>
        ((Account)(await engine.ReadAsync(Account))!.Value.State).Overdue?.State;
}
