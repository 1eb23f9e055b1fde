using Collections.Domain.Overdue;
using Collections.Domain.Overdue.Conditions;
using Collections.Kernel.Documents;
using static Collections.Domain.Tests.Overdue.Given;

namespace Collections.Domain.Tests.Overdue;

/// <summary>Every fault of a policy is found, with its path, code and place.</summary>
public sealed class PolicyReaderTests
{
    private const string Whole = """
        policy: residential
        appliesTo: { collectionClass: [RES], division: [NORTH, NO], currency: [CNY] }
        age: { from: issuedOn, graceDays: 3 }
        calendar: CN
        reviewEvery: 30 days
        states:
          - name: SUSPENDED
            when: { all: [ { oldestUnpaid: { atLeast: 50 days } }, { not: { tag: VIP } } ] }
            blocks: [ changes, service, billing ]
            cancelServices: endOfTerm
            message: Service is suspended until the overdue amount is paid.
            reviewEvery: 2 weeks
          - { name: NEW, when: {} }
        """;

    [Fact]
    public void Everything_a_policy_may_say_about_states_is_read()
    {
        var policy = Policy(Whole, "residential");
        Assert.Equal("residential", policy.Name);
        Assert.Equal(["NORTH", "NO"], policy.AppliesTo.Division!);
        Assert.Equal(3, policy.AppliesTo.Dimensions);
        Assert.Equal(new AgeBasis(AgeStart.IssuedOn, 3), policy.Age);
        Assert.Equal("CN", policy.Calendar);
        Assert.Equal(new AgeSpan(30, AgeUnit.Days), policy.ReviewEvery);
        var state = policy.States[0];
        Assert.Equal("SUSPENDED", state.Name);
        Assert.Equal(Blocks.Changes | Blocks.Service | Blocks.Billing, state.Blocks);
        Assert.Equal(["changes", "service", "billing"], state.BlockNames);
        Assert.Equal(CancelServices.EndOfTerm, state.CancelServices);
        Assert.Equal("Service is suspended until the overdue amount is paid.", state.Message);
        Assert.Equal(new AgeSpan(2, AgeUnit.Weeks), state.ReviewEvery);
        Assert.Equal("all: [ { oldestUnpaid: { atLeast: 50 days } }, { not: { tag: VIP } } ]", state.When.Text);
        Assert.Equal(1, policy.States[1].Rank);
        Assert.Equal(Blocks.None, policy.States[1].Blocks);
    }

    [Theory]
    [InlineData("polcy: x", "/polcy", "unknown_key")]
    [InlineData("policy: other", "/policy", "name_mismatch")]
    [InlineData("policy: [a]", "/policy", "wrong_type")]
    [InlineData("appliesTo: { colour: [RED] }", "/appliesTo/colour", "unknown_key")]
    [InlineData("appliesTo: { currency: [USD, XQQ] }", "/appliesTo/currency/1", "unknown_currency")]
    [InlineData("appliesTo: { division: [] }", "/appliesTo/division", "list_empty")]
    [InlineData("appliesTo: { division: NORTH }", "/appliesTo/division", "wrong_type")]
    [InlineData("appliesTo: { division: [A, A] }", "/appliesTo/division/1", "duplicate")]
    [InlineData("age: { from: birthday }", "/age/from", "not_one_of")]
    [InlineData("age: { graceDays: -1 }", "/age/graceDays", "out_of_range")]
    [InlineData("age: { graceDays: soon }", "/age/graceDays", "not_a_number")]
    [InlineData("calendar: []", "/calendar", "wrong_type")]
    [InlineData("reviewEvery: often", "/reviewEvery", "not_a_span")]
    [InlineData("reviewEvery: 0 days", "/reviewEvery", "out_of_range")]
    [InlineData("states: {}", "/states", "wrong_type")]
    [InlineData("states: [ S ]", "/states/0", "wrong_type")]
    [InlineData("states: [ { name: S } ]", "/states/0/when", "missing")]
    [InlineData("states: [ { when: {} } ]", "/states/0/name", "missing")]
    [InlineData("states: [ { name: '', when: {} } ]", "/states/0/name", "out_of_range")]
    [InlineData("states: [ { name: CLEAR, when: {} } ]", "/states/0/name", "name_reserved")]
    [InlineData("states: [ { name: S, when: {} }, { name: S, when: {} } ]", "/states/1/name", "duplicate")]
    [InlineData("states: [ { name: S, when: {}, color: red } ]", "/states/0/color", "unknown_key")]
    [InlineData("states: [ { name: S, when: {}, blocks: [calls] } ]", "/states/0/blocks/0", "not_one_of")]
    [InlineData("states: [ { name: S, when: {}, blocks: [changes, changes] } ]", "/states/0/blocks/1", "duplicate")]
    [InlineData("states: [ { name: S, when: {}, cancelServices: later } ]", "/states/0/cancelServices", "not_one_of")]
    [InlineData("states: [ { name: S, when: {}, message: {} } ]", "/states/0/message", "wrong_type")]
    [InlineData("states: [ { name: S, when: {}, reviewEvery: x } ]", "/states/0/reviewEvery", "not_a_span")]
    [InlineData(
        "states: [ { name: S, when: {}, onEnter: [ { fee: { rule: f } } ] } ]",
        "/states/0/onEnter/0/fee",
        "not_supported_yet")]
    public void A_fault_names_its_path_and_code(string yaml, string path, string code)
    {
        var reading = Reading(yaml, "residential");
        Assert.Null(reading.Policy);
        var fault = Assert.Single(reading.Faults);
        Assert.Equal((path, code, Severity.Error), (fault.Path, fault.Code, fault.Severity));
        Assert.Equal(1, fault.At.Line);
        Assert.True(fault.At.Column >= 1);
    }

    [Theory]
    [InlineData("[]", "", "wrong_type")]
    [InlineData("~", "", "wrong_type")]
    [InlineData("{ oldest: { atLeast: 1 } }", "/oldest", "unknown_condition")]
    [InlineData("{ oldestUnpaid: 30 days }", "/oldestUnpaid", "wrong_type")]
    [InlineData("{ oldestUnpaid: {} }", "/oldestUnpaid", "comparison_missing")]
    [InlineData("{ oldestUnpaid: { atLeast: 3 fortnights } }", "/oldestUnpaid/atLeast", "not_a_span")]
    [InlineData("{ oldestUnpaid: { atLeast: -3 } }", "/oldestUnpaid/atLeast", "not_a_span")]
    [InlineData("{ oldestUnpaid: { atLeast: 1.5 days } }", "/oldestUnpaid/atLeast", "not_a_span")]
    [InlineData("{ oldestUnpaid: { equals: 3 } }", "/oldestUnpaid/equals", "unknown_key")]
    [InlineData("{ unpaidCount: { atLeast: 1.5 } }", "/unpaidCount/atLeast", "not_a_number")]
    [InlineData("{ unpaidCount: { atLeast: -1 } }", "/unpaidCount/atLeast", "out_of_range")]
    [InlineData("{ unpaidTotal: { atLeast: much } }", "/unpaidTotal/atLeast", "not_a_number")]
    [InlineData(
        "{ unpaidTotal: { atLeast: 1.00000000000000000000000000001 } }", "/unpaidTotal/atLeast", "not_a_number")]
    [InlineData("{ billAge: { atLeast: x }, billAmount: { atLeast: 1 } }", "/billAge/atLeast", "not_a_span")]
    [InlineData("{ billAmount: { atLeast: x } }", "/billAmount/atLeast", "not_a_number")]
    [InlineData("{ bucket: { in: [D1-D31] } }", "/bucket/in/0", "unknown_bucket")]
    [InlineData("{ bucket: { atLeast: D91 } }", "/bucket/atLeast", "unknown_bucket")]
    [InlineData("{ bucket: {} }", "/bucket", "comparison_missing")]
    [InlineData("{ bucket: { in: [D90+], atLeast: D90+ } }", "/bucket", "comparison_missing")]
    [InlineData("{ tag: }", "/tag", "wrong_type")]
    [InlineData("{ tag: [A] }", "/tag", "wrong_type")]
    [InlineData("{ creditRating: { atLeast: AAA } }", "/creditRating/atLeast", "not_a_number")]
    [InlineData("{ characteristic: { type: T } }", "/characteristic/value", "missing")]
    [InlineData("{ characteristic: { type: T, value: V, within: long } }", "/characteristic/within", "not_a_span")]
    [InlineData("{ lastPaymentFailure: { in: [] } }", "/lastPaymentFailure/in", "list_empty")]
    [InlineData("{ lastPaymentFailure: DECLINE }", "/lastPaymentFailure", "wrong_type")]
    [InlineData("{ disputedDebt: yes }", "/disputedDebt", "wrong_type")]
    [InlineData("{ creditBill: 'true' }", "/creditBill", "wrong_type")]
    [InlineData("{ noActiveServices: }", "/noActiveServices", "wrong_type")]
    [InlineData("{ brokenPromises: { within: 30 days } }", "/brokenPromises", "comparison_missing")]
    [InlineData("{ brokenPromises: { atLeast: 1, within: x } }", "/brokenPromises/within", "not_a_span")]
    [InlineData("{ tier: { not: [A] } }", "/tier/not", "unknown_key")]
    [InlineData("{ custom: { name: mine } }", "/custom/name", "unknown_condition")]
    [InlineData("{ custom: {} }", "/custom/name", "missing")]
    [InlineData("{ all: { tag: A } }", "/all", "wrong_type")]
    [InlineData("{ any: [ { tag: A }, { tug: B } ] }", "/any/1/tug", "unknown_condition")]
    [InlineData("{ not: [] }", "/not", "wrong_type")]
    public void A_fault_in_a_condition_names_its_path_and_code(string condition, string path, string code)
    {
        var reading = Reading($"states:\n  - name: S\n    when: {condition}\n");
        Assert.Null(reading.Policy);
        var faults = reading.Faults.Where(fault => fault.Code != "missing" || code == "missing").ToList();
        Assert.Contains(
            faults, fault => fault.Path == $"/states/0/when{path}" && fault.Code == code && fault.At.Line == 3);
    }

    [Fact]
    public void Every_fault_is_listed_not_only_the_first()
    {
        var reading = Reading(
            """
            age: { from: never, graceDays: x }
            states:
              - { name: CLEAR }
              - { name: A, when: { any: [ { tug: 1 }, { unpaidCount: { atLeast: x } } ] }, blocks: [a, b] }
              - { name: A, when: { tag: [] }, cost: 5 }
            """);
        Assert.Equal(11, reading.Faults.Count);
        Assert.Equal([1, 1, 3, 3, 4, 4, 4, 4, 5, 5, 5], reading.Faults.Select(fault => fault.At.Line).Order());
    }

    [Fact]
    public void Under_default_any_name_may_stand_inside() =>
        Assert.Equal("default", Policy("policy: residential", "default").Name);

    [Fact]
    public void An_unknown_calendar_is_a_fault_where_calendars_are_known()
    {
        var vocabulary = new PolicyVocabulary { Calendars = ["CN"] };
        Assert.Equal("unknown_calendar", Assert.Single(Reading("calendar: US", vocabulary: vocabulary).Faults).Code);
        Assert.Empty(Reading("calendar: CN", vocabulary: vocabulary).Faults);
    }

    [Fact]
    public void An_own_condition_reads_its_arguments()
    {
        CustomConditionReader reader = (args, faults) =>
        {
            if (args?.AsInteger(1, 9) is null)
            {
                faults.Error("/args", "args_missing", "A number is expected.", default);
            }

            return null;
        };
        var vocabulary = new PolicyVocabulary { Custom = new CustomConditions([new("mine", reader)]) };
        var reading = Reading(
            "states: [ { name: S, when: { custom: { name: mine, args: 12 } } } ]", vocabulary: vocabulary);
        Assert.Equal("/states/0/when/custom/args", reading.Faults[0].Path);
    }

    [Fact]
    public void Own_bucket_names_are_the_ones_a_policy_may_use()
    {
        var vocabulary = new PolicyVocabulary { Buckets = new AgingBuckets([new("EARLY", 1), new("LATE", 10)]) };
        var policy = When("{ bucket: { atLeast: LATE } }", vocabulary: vocabulary);
        TurnsOn(policy, Facts(Bill("A", "2024-01-01")), "2024-01-11");
        Assert.NotEmpty(
            Reading("states: [ { name: S, when: { bucket: { atLeast: D1-D30 } } } ]", vocabulary: vocabulary).Faults);
    }
}
