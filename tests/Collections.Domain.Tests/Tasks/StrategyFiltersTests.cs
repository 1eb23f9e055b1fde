using Collections.Domain.Configuration;
using Collections.Domain.Tasks;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Tasks;

/// <summary>Five predicates: bucket, amount, grade, region, time slot; each alone keeps a task back.</summary>
public sealed class StrategyFiltersTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 1, 31, 9, 30);

    private static readonly LocalDate Today = new(2026, 1, 31);

    private static readonly EntityKey Key = new("default", TaskDecider.Kind, "t1");

    private static readonly TaskStrategy All = new()
    {
        AgingBuckets = ["D1-D30"],
        MinAmountMinor = 5_000,
        MaxAmountMinor = 100_000,
        Currency = "EUR",
        Customers = new CustomerFilter
        {
            Tiers = ["gold", "silver"],
            Regions = ["NORTH"],
            CreditRatingMin = 300,
            CreditRatingMax = 600,
            TimeSlots = ["09:00-12:00"],
        },
    };

    private static readonly CustomerTraits Traits = new("gold", "NORTH", 450, ["11:00-13:00"]);

    [Theory]
    [InlineData(0, "CURRENT", false)]
    [InlineData(1, "D1-D30", true)]
    [InlineData(30, "D1-D30", true)]
    [InlineData(31, "D31-D60", false)]
    public void Buckets_change_on_their_day(int daysPastDue, string bucket, bool dialed) =>
        Says(dialed, bucket, Claimed(All, Traits, (10_000, daysPastDue)));

    [Theory]
    [InlineData(4_999, false)]
    [InlineData(5_000, true)]
    [InlineData(100_000, true)]
    [InlineData(100_001, false)]
    public void Both_ends_of_an_amount_are_dialed(long balanceMinor, bool dialed) =>
        Says(dialed, "balance", Claimed(All, Traits, (balanceMinor, 5)));

    [Theory]
    [InlineData("EUR", true)]
    [InlineData("USD", false)]
    [InlineData("JPY", false)]
    [InlineData(null, false)] // the tenant's: USD
    public void An_account_in_another_currency_than_the_amounts_is_not_dialed(string? currency, bool dialed) =>
        Says(dialed, "currency", Claimed(All with { Currency = currency }, Traits));

    [Fact]
    public void Without_amounts_no_currency_matters() =>
        Says(true, string.Empty, Claimed(All with { MinAmountMinor = null, MaxAmountMinor = null, Currency = "USD" }, Traits));

    [Theory]
    [InlineData("gold", true)]
    [InlineData("silver", true)]
    [InlineData("GOLD", false)]
    [InlineData(null, false)]
    public void A_grade_is_one_of_the_strategys(string? tier, bool dialed) =>
        Says(dialed, "grade", Claimed(All, Traits with { Tier = tier }));

    [Theory]
    [InlineData(299, false)]
    [InlineData(300, true)]
    [InlineData(600, true)]
    [InlineData(601, false)]
    [InlineData(null, false)]
    public void Both_ends_of_a_rating_are_dialed_and_no_rating_is_not(int? rating, bool dialed) =>
        Says(dialed, "rating", Claimed(All, Traits with { CreditRating = rating }));

    [Theory]
    [InlineData("NORTH", true)]
    [InlineData("SOUTH", false)]
    [InlineData(null, false)]
    public void A_region_is_one_of_the_strategys(string? region, bool dialed) =>
        Says(dialed, "region", Claimed(All, Traits with { Region = region }));

    [Theory]
    [InlineData("11:59-20:00", true)]
    [InlineData("12:00-20:00", false)]
    [InlineData("07:00-09:00", false)]
    [InlineData("07:00-09:01", true)]
    [InlineData("22:00-09:00", false)] // past midnight
    [InlineData("22:00-09:01", true)]
    [InlineData(null, true)]
    public void Slots_are_half_open_and_who_prefers_no_hours_is_in_each(string? preferred, bool dialed) =>
        Says(dialed, "time slots", Claimed(All, Traits with { PreferredHours = preferred is null ? [] : [preferred] }));

    [Fact]
    public void What_nobody_looked_at_keeps_the_task_back() => Says(false, "unknown", Claimed(All, null));

    [Fact]
    public void A_strategy_without_filters_looks_at_nothing() =>
        Says(true, string.Empty, Claimed(new TaskStrategy { Customers = new CustomerFilter() }, null));

    [Fact]
    public void A_filter_at_fault_names_field_and_rule()
    {
        var wrong = All with
        {
            MaxAmountMinor = 4_999,
            Currency = "EURO",
            Customers = new CustomerFilter
            {
                Tiers = [""],
                Regions = [new string('x', 65)],
                CreditRatingMin = 2,
                CreditRatingMax = 1,
                TimeSlots = ["09:00-12:00", "12:00-09:00", "11:00-13:00"],
            },
        };

        Assert.Equal(
            [
                ("/currency", "currency"), ("/maxAmount", "range_order"), ("/tiers/0", "length"), ("/regions/0", "length"),
                ("/timeSlots/1", "window"), ("/timeSlots/2", "window_overlap"), ("/maxCreditRating", "range_order"),
            ],
            StrategyForm.Faults(wrong).Select(fault => (fault.Pointer, fault.Code)));
        Assert.Empty(StrategyForm.Faults(All));
    }

    private static void Says(bool dialed, string word, TaskEvent happened)
    {
        if (dialed)
        {
            Assert.IsType<TaskEvent.Claimed>(happened);
            return;
        }

        var deferred = Assert.IsType<TaskEvent.Deferred>(happened);
        Assert.Equal(("filters", Instant.FromUtc(2026, 2, 1, 0, 0)), (deferred.Rule, deferred.Until));
        Assert.Contains(word, deferred.Saw, StringComparison.Ordinal);
    }

    private static TaskEvent Claimed(TaskStrategy strategy, CustomerTraits? traits) => Claimed(strategy, traits, (10_000, 5));

    private static TaskEvent Claimed(TaskStrategy strategy, CustomerTraits? traits, (long Minor, int Days) debt)
    {
        var configuration = TenantConfigurationFold.Initial("default");
        var account = new EntityRow
        {
            Status = "CLEAR",
            AmountMinor = debt.Minor,
            Currency = "EUR",
            Day = Today.PlusDays(-debt.Days),
            Zone = "UTC",
        };
        var facts = new Facts(new Dictionary<Lookup, object?> { [new Lookup.Entity("account", "a1")] = account });
        var terms = new TaskTerms { AccountId = "a1", Kind = "review", TimeZone = "UTC", Strategy = strategy };
        var open = TaskDecider.Evolve(TaskDecider.Initial(Key), new TaskEvent.Created(terms), At);
        var decision = TaskDecider.Decide(
            open,
            new TaskCommand.ClaimTask("al", "a1") { Traits = traits },
            new DecisionContext<TenantConfiguration>(Key, 1, At, Principal.Operator, configuration, facts));
        return Assert.Single(decision.Events);
    }
}
