using System.Reflection;
using System.Text;
using System.Text.Json;
using Collections.Domain.Accounts;
using Collections.Domain.Overdue;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Accounts;

/// <summary>Snapshots and events as JSON: compact, exact, equal states give equal bytes.</summary>
public sealed class AccountJsonTests
{
    public static TheoryData<string> EventTypes =>
    [
        .. typeof(AccountEvent).GetNestedTypes()
            .Where(type => type.IsSubclassOf(typeof(AccountEvent)))
            .Select(type => type.Name),
    ];

    [Fact]
    public void A_usual_account_takes_about_a_kilobyte()
    {
        var story = AccountStory.Open();
        story.Bill("b_1", 10, "2025-11-10");
        story.Bill("b_2", 10, "2025-12-10");
        story.Bill("b_3", 10);
        story.Pay("p_1", 10);

        var json = JsonSerializer.SerializeToUtf8Bytes(story.Account, AccountJson.Default.Account);

        Assert.InRange(json.Length, 1, 1100);
        Assert.StartsWith("{\"schema\":1,", Encoding.UTF8.GetString(json), StringComparison.Ordinal);
        Assert.Equal(story.Account, JsonSerializer.Deserialize(json, AccountJson.Default.Account));
    }

    [Theory]
    [MemberData(nameof(EventTypes))]
    public void Every_event_has_a_name_and_json_metadata(string name)
    {
        var type = typeof(AccountEvent).GetNestedType(name)!;

        Assert.NotNull(type.GetCustomAttribute<EventTypeAttribute>());
        Assert.NotNull(AccountJson.Default.GetTypeInfo(type));
    }

    [Fact]
    public void Every_event_can_be_folded_and_survives_json()
    {
        var account = Account.Initial(new EntityKey("t", "account", "a1"));
        foreach (var sample in EventSamples.All)
        {
            Assert.Equal(sample, Again(sample));
            account = Fold.Evolve(account, sample, EventSamples.At);
        }

        Assert.Equal(
            EventTypes.Select(row => row.Data).Order(StringComparer.Ordinal),
            EventSamples.All.Select(each => each.GetType().Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Event_names_and_command_names_are_unique()
    {
        var events = typeof(AccountEvent).GetNestedTypes()
            .Select(type => type.GetCustomAttribute<EventTypeAttribute>()?.Name);
        var commands = typeof(AccountCommand).GetNestedTypes()
            .Where(type => type.IsSubclassOf(typeof(AccountCommand)))
            .Select(type => type.GetCustomAttribute<CommandTypeAttribute>()?.Name);

        Assert.All([.. events, .. commands], Assert.NotNull);
        Assert.Distinct(events);
        Assert.Distinct(commands);
    }

    [Fact]
    public void What_policies_said_survives_the_snapshot_and_bills_remember_their_bucket()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10);
        AccountEvent[] events =
        [
            new AccountEvent.OverdueChanged(
                "CLEAR", "OD1", "default", 3, AccountStory.Day("2026-01-11"), ["r"], ["changes"], "m", "none"),
            new AccountEvent.BucketChanged("b1", null, "D1-D30", 1),
            new AccountEvent.Imported(story.At),
            new AccountEvent.ParentDebtChanged(new ParentDebt("p", "EUR", [new AgedBill(
                "x", AccountStory.Day("2026-01-01"), AccountStory.Day("2026-01-02"), 5, 4, 0, null)])),
        ];
        var account = events.Aggregate(story.Account, (state, each) => Fold.Evolve(state, Again(each), story.At));

        var again = JsonSerializer.Deserialize(
            JsonSerializer.SerializeToUtf8Bytes(account, AccountJson.Default.Account), AccountJson.Default.Account)!;

        Assert.Equal(account, again);
        Assert.Equal(
            new OverdueStanding("OD1", AccountStory.Day("2026-01-11"), "default", 3, ["changes"], "m", "none"),
            again.Overdue);
        Assert.Equal("D1-D30", again.Bill("b1")!.Bucket);
        Assert.Equal(story.At, again.ReviewPending);
        Assert.Null(Fold.Evolve(again, new AccountEvent.Reviewed(), story.At).ReviewPending);
    }

    [Fact]
    public void The_first_day_of_the_calendar_and_the_first_instant_of_the_epoch_survive()
    {
        var story = AccountStory.Open();
        story.At = Instant.FromUnixTimeMilliseconds(0);
        var first = AccountStory.Day("0001-01-01");
        story.Accept(new AccountCommand.AddBill("b1", 0) { IssuedOn = first, DueDate = first });
        story.Accept(new AccountCommand.PlaceHold("h1", null, first, null, HoldScope.All));
        story.Pay("p1", 1);

        var json = JsonSerializer.SerializeToUtf8Bytes(story.Account, AccountJson.Default.Account);

        Assert.Equal(story.Account, JsonSerializer.Deserialize(json, AccountJson.Default.Account));
    }

    [Fact]
    public void An_event_nobody_knows_stops_the_entity()
    {
        var account = AccountStory.Open().Account;

        Assert.Throws<BrokenInvariantException>(() => Fold.Evolve(account, null!, Instant.MinValue));
    }

    internal static AccountEvent Again(AccountEvent happened)
    {
        var type = happened.GetType();
        var info = AccountJson.Default.GetTypeInfo(type)!;
        var json = JsonSerializer.SerializeToUtf8Bytes(happened, info);
        return (AccountEvent)JsonSerializer.Deserialize(json, info)!;
    }
}
