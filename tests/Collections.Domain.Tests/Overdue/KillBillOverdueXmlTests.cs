using Collections.Domain.Overdue;
using Collections.Domain.Overdue.KillBill;
using Collections.Gateways.Documents;
using Collections.Kernel.Documents;
using static Collections.Domain.Tests.Overdue.Given;

namespace Collections.Domain.Tests.Overdue;

/// <summary>Kill Bill overdue files: what the schema refuses, what is only remarked, and what they mean here.</summary>
public sealed class KillBillOverdueXmlTests
{
    private const string Days30 = "<timeSinceEarliestUnpaidInvoiceEqualsOrExceeds><unit>DAYS</unit><number>30</number></timeSinceEarliestUnpaidInvoiceEqualsOrExceeds>";
    private const string Interval = "<autoReevaluationInterval><unit>DAYS</unit><number>5</number></autoReevaluationInterval>";

    private const string Ladder = """
        <?xml version="1.0" encoding="UTF-8"?>
        <overdueConfig>
          <accountOverdueStates>
            <initialReevaluationInterval><unit>DAYS</unit><number>30</number></initialReevaluationInterval>
            <state name="OD3">
              <condition>
                <timeSinceEarliestUnpaidInvoiceEqualsOrExceeds><unit>DAYS</unit><number>50</number></timeSinceEarliestUnpaidInvoiceEqualsOrExceeds>
              </condition>
              <externalMessage>Reached OD3</externalMessage>
              <blockChanges>true</blockChanges>
              <disableEntitlementAndChangesBlocked>1</disableEntitlementAndChangesBlocked>
              <subscriptionCancellationPolicy>IMMEDIATE</subscriptionCancellationPolicy>
              <autoReevaluationInterval><unit>WEEKS</unit><number>2</number></autoReevaluationInterval>
            </state>
            <state name="OD2">
              <condition>
                <timeSinceEarliestUnpaidInvoiceEqualsOrExceeds><unit>DAYS</unit><number>40</number></timeSinceEarliestUnpaidInvoiceEqualsOrExceeds>
              </condition>
              <blockChanges>true</blockChanges>
              <autoReevaluationInterval><unit>DAYS</unit><number>10</number></autoReevaluationInterval>
              <enterStateEmailNotification><subject>s</subject><templateName>t</templateName></enterStateEmailNotification>
            </state>
            <state name="OD1">
              <condition>
                <numberOfUnpaidInvoicesEqualsOrExceeds>1</numberOfUnpaidInvoicesEqualsOrExceeds>
                <totalUnpaidInvoiceBalanceEqualsOrExceeds>200.0</totalUnpaidInvoiceBalanceEqualsOrExceeds>
                <timeSinceEarliestUnpaidInvoiceEqualsOrExceeds><unit>MONTHS</unit><number>1</number></timeSinceEarliestUnpaidInvoiceEqualsOrExceeds>
                <controlTagInclusion>TEST</controlTagInclusion>
                <controlTagExclusion>PARTNER</controlTagExclusion>
              </condition>
              <isClearState>true</isClearState>
              <autoReevaluationInterval><unit>DAYS</unit><number>10</number></autoReevaluationInterval>
            </state>
          </accountOverdueStates>
        </overdueConfig>
        """;

    private static readonly OverdueFacts OneBill = Facts(Bill("I1", "2012-07-31", 249_95, issued: "2012-05-31"));

    [Fact]
    public void A_sound_file_becomes_the_policy_that_means_the_same()
    {
        var policy = Converted(Ladder, out var faults);
        Assert.Empty(faults);
        Assert.Equal(new AgeBasis(AgeStart.IssuedOn, 0), policy.Age);
        Assert.Equal("30 days", policy.ReviewEvery?.ToString());
        Assert.Equal(["OD3", "OD2", "OD1"], policy.States.Select(state => state.Name));
        Assert.Equal(["changes", "service", "billing"], policy.States[0].BlockNames);
        Assert.Equal(["changes"], policy.States[1].BlockNames);
        Assert.Equal(CancelServices.Immediate, policy.States[0].CancelServices);
        Assert.Equal("Reached OD3", policy.States[0].Message);
        Assert.Null(policy.States[1].Message);
        Assert.Equal(new AgeSpan(2, AgeUnit.Weeks), policy.States[0].ReviewEvery);
    }

    [Theory]
    [InlineData("2012-06-30", "TEST", "OD1")]
    [InlineData("2012-06-29", "TEST", null)]
    [InlineData("2012-06-30", "", null)]
    [InlineData("2012-06-30", "TEST PARTNER", null)]
    [InlineData("2012-07-10", "", "OD2")]
    [InlineData("2012-07-19", "", "OD2")]
    [InlineData("2012-07-20", "", "OD3")]
    [InlineData("2012-07-20", "OVERDUE_ENFORCEMENT_OFF", null)]
    public void States_change_on_the_exact_day_from_the_day_of_issue(string day, string tags, string? state)
    {
        var facts = OneBill with { Tags = tags.Split(' ', StringSplitOptions.RemoveEmptyEntries) };
        Assert.Equal(state, StateJudge.Judge(Converted(Ladder, out _), facts, Day(day))?.Name);
    }

    [Fact]
    public void The_printed_policy_reads_back_as_the_same_document()
    {
        var document = KillBillOverdueXml.Read(Ladder).Document!;
        var yaml = PolicyText.ToYaml(document);
        var (back, faults) = YamlText.Read(yaml);
        Assert.Empty(faults);
        Assert.Equal(JsonDocuments.Write(document), JsonDocuments.Write(back!));
        Assert.Contains("  - name: OD3\n", yaml, StringComparison.Ordinal);
        Assert.Contains("    blocks: [ changes, service, billing ]\n", yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_condition_always_holds_and_a_state_without_condition_is_never_chosen()
    {
        var policy = Converted(Config($"<state name='ALL'><condition/>{Interval}</state><state name='Clear'><isClearState>true</isClearState></state>"), out var faults);
        Assert.Equal("ALL", StateJudge.Judge(policy, Facts(), Day("2024-01-01"))!.Name);
        Assert.Single(policy.States);
        Assert.Contains(faults, fault => fault.Code == "state_never_chosen");
    }

    [Fact]
    public void The_real_decline_code_of_the_last_failed_payment_is_looked_at()
    {
        var policy = Converted(
            Config(State("<responseForLastFailedPaymentIn><response>LOST_OR_STOLEN_CARD</response></responseForLastFailedPaymentIn>")), out var faults);
        Assert.Contains(faults, fault => fault.Code == "last_failed_payment");
        Assert.NotNull(
            StateJudge.Judge(policy, Facts() with { LastPaymentFailure = "lost_or_stolen_card" }, Day("2024-01-01")));
        Assert.Null(
            StateJudge.Judge(policy, Facts() with { LastPaymentFailure = "INSUFFICIENT_FUNDS" }, Day("2024-01-01")));
    }

    [Theory]
    [InlineData("<timeSinceEarliestUnpaidInvoiceEqualsOrExceeds><unit>UNLIMITED</unit></timeSinceEarliestUnpaidInvoiceEqualsOrExceeds>", "unlimited_in_condition", false)]
    [InlineData("<timeSinceEarliestUnpaidInvoiceEqualsOrExceeds><unit>DAYS</unit></timeSinceEarliestUnpaidInvoiceEqualsOrExceeds>", "number_missing", true)]
    [InlineData("<timeSinceEarliestUnpaidInvoiceEqualsOrExceeds><unit>YEARS</unit><number>-3</number></timeSinceEarliestUnpaidInvoiceEqualsOrExceeds>",
        "number_not_positive", true)]
    [InlineData("<controlTagInclusion>WRITTEN_OFF</controlTagInclusion>", "invoice_tag", false)]
    [InlineData("<controlTagInclusion>TEST</controlTagInclusion><controlTagExclusion>TEST</controlTagExclusion>", "unreachable_state", false)]
    [InlineData("<totalUnpaidInvoiceBalanceEqualsOrExceeds>99999999999999999999999999999999</totalUnpaidInvoiceBalanceEqualsOrExceeds>", null, false)]
    [InlineData("<numberOfUnpaidInvoicesEqualsOrExceeds>-7</numberOfUnpaidInvoicesEqualsOrExceeds>", null, true)]
    public void What_Kill_Bill_accepts_is_accepted_with_a_warning(string condition, string? code, bool holds)
    {
        var policy = Converted(Config(State(condition)), out var faults);
        Assert.All(faults, fault => Assert.Equal(Severity.Warning, fault.Severity));
        Assert.Equal(code is null ? [] : [code], faults.Select(fault => fault.Code));
        Assert.Equal(holds, StateJudge.Judge(policy, OneBill, Day("2012-05-31")) is not null);
    }

    [Theory]
    [InlineData("DAYS", 30, "DAYS", 30, true)]
    [InlineData("DAYS", 30, "DAYS", 29, false)]
    [InlineData("WEEKS", 2, "DAYS", 14, true)]
    [InlineData("MONTHS", 1, "DAYS", 30, false)]
    [InlineData("MONTHS", 1, "DAYS", 31, true)]
    [InlineData("YEARS", 1, "MONTHS", 12, true)]
    public void A_state_that_a_more_severe_one_always_covers_is_remarked(
        string unit, int number, string lessUnit, int lessNumber, bool covered)
    {
        string Age(string name, string u, int n) =>
            $"<state name='{name}'><condition><timeSinceEarliestUnpaidInvoiceEqualsOrExceeds><unit>{u}</unit><number>{n}</number>"
            + $"</timeSinceEarliestUnpaidInvoiceEqualsOrExceeds></condition>{Interval}</state>";
        Converted(Config(Age("HIGH", unit, number) + Age("LOW", lessUnit, lessNumber)), out var faults);
        Assert.Equal(covered, faults.Any(
            fault => fault.Code == "unreachable_state" && fault.Path.EndsWith("state[2]", StringComparison.Ordinal)));
    }

    [Fact]
    public void Missing_intervals_are_remarked()
    {
        Converted($"<overdueConfig><accountOverdueStates><state name='A'><condition>{Days30}</condition></state></accountOverdueStates></overdueConfig>", out var faults);
        Assert.Equal(["interval_absent", "interval_absent"], faults.Select(fault => fault.Code));
    }

    [Fact]
    public void The_reserved_name_CLEAR_is_replaced_with_a_warning()
    {
        var policy = Converted(
            Config($"<state name='CLEAR'><condition>{Days30}</condition>{Interval}</state>"), out var faults);
        Assert.Equal("CLEAR_STATE", Assert.Single(policy.States).Name);
        Assert.Equal("name_reserved", Assert.Single(faults).Code);
    }

    [Theory]
    [InlineData("<overdue/>", "unexpected_element")]
    [InlineData("<overdueConfig/>", "missing_element")]
    [InlineData("<overdueConfig><accountOverdueStates/></overdueConfig>", "missing_element")]
    [InlineData("<overdueConfig xmlns='urn:x'/>", "unexpected_element")]
    [InlineData("not xml", "malformed")]
    [InlineData("<overdueConfig>", "malformed")]
    [InlineData("<!DOCTYPE overdueConfig [<!ENTITY a 'b'>]><overdueConfig/>", "doctype")]
    [InlineData("<state/>", "missing_attribute")]
    [InlineData("<state name='1A'/>", "name_malformed")]
    [InlineData("<state name='A B'/>", "name_malformed")]
    [InlineData("<state name='A:B'/>", "name_malformed")]
    [InlineData("<state name='A23456789012345678901234567890123456789012345678901'/>", "name_too_long")]
    [InlineData("<state name='A'/><state name='A'/>", "duplicate")]
    [InlineData("<state name='A' color='red'/>", "unexpected_attribute")]
    [InlineData("<state name='A'>text</state>", "unexpected_text")]
    [InlineData("<state name='A'><blockChanges>yes</blockChanges></state>", "not_a_boolean")]
    [InlineData(
        "<state name='A'><blockChanges>true</blockChanges><externalMessage>m</externalMessage></state>", "wrong_order")]
    [InlineData("<state name='A'><blockChanges>true</blockChanges><blockChanges>true</blockChanges></state>", "repeated_element")]
    [InlineData(
        "<state name='A'><subscriptionCancellationPolicy>LATER</subscriptionCancellationPolicy></state>", "not_one_of")]
    [InlineData("<state name='A'><enterStateEmailNotification><subject>s</subject></enterStateEmailNotification></state>", "missing_element")]
    [InlineData("<state name='A'><autoReevaluationInterval><number>5</number></autoReevaluationInterval></state>", "missing_element")]
    [InlineData("<state name='A'><autoReevaluationInterval><number>5</number><unit>DAYS</unit></autoReevaluationInterval></state>", "wrong_order")]
    [InlineData("<state name='A'><autoReevaluationInterval><unit>HOURS</unit></autoReevaluationInterval></state>", "not_one_of")]
    [InlineData("<state name='A'><autoReevaluationInterval><unit>DAYS</unit><number>1.5</number></autoReevaluationInterval></state>", "not_a_number")]
    [InlineData("<state name='A'><condition><numberOfUnpaidInvoicesEqualsOrExceeds>99999999999</numberOfUnpaidInvoicesEqualsOrExceeds></condition></state>", "not_a_number")]
    [InlineData("<state name='A'><condition><totalUnpaidInvoiceBalanceEqualsOrExceeds>1e3</totalUnpaidInvoiceBalanceEqualsOrExceeds></condition></state>", "not_a_number")]
    [InlineData(
        "<state name='A'><condition><controlTagInclusion>MINE</controlTagInclusion></condition></state>", "not_one_of")]
    [InlineData("<state name='A'><condition><responseForLastFailedPaymentIn><response>BAD</response></responseForLastFailedPaymentIn></condition></state>", "not_one_of")]
    [InlineData("<state name='A'><condition><any/></condition></state>", "unexpected_element")]
    [InlineData("<state name='A'><externalMessage>a<b/></externalMessage></state>", "unexpected_element")]
    public void What_the_schema_refuses_is_an_error_with_its_line(string xml, string code)
    {
        var reading = KillBillOverdueXml.Read(xml.StartsWith("<state", StringComparison.Ordinal) ? Config(xml) : xml);
        Assert.Null(reading.Document);
        Assert.Contains(
            reading.Faults, fault => fault.Code == code && fault.Severity == Severity.Error && fault.At.Line == 1);
    }

    [Fact]
    public void Every_error_is_listed_with_its_path_and_line()
    {
        var xml = Ladder.Replace("<number>50</number>", "<number>x</number>", StringComparison.Ordinal)
            .Replace("<unit>MONTHS</unit>", "<unit>MOONS</unit>", StringComparison.Ordinal);
        var faults = KillBillOverdueXml.Read(xml).Faults;
        Assert.Equal(
            [
                ("/overdueConfig/accountOverdueStates/state[1]/condition/timeSinceEarliestUnpaidInvoiceEqualsOrExceeds/number", 7),
                ("/overdueConfig/accountOverdueStates/state[3]/condition/timeSinceEarliestUnpaidInvoiceEqualsOrExceeds/unit", 27),
            ],
            faults.Select(fault => (fault.Path, fault.At.Line)));
    }

    private static string State(string condition) =>
        $"<state name='A'><condition>{condition}</condition>{Interval}</state>";

    private static string Config(string states) =>
        "<overdueConfig><accountOverdueStates><initialReevaluationInterval><unit>DAYS</unit><number>5</number>"
        + $"</initialReevaluationInterval>{states}</accountOverdueStates></overdueConfig>";

    private static Policy Converted(string xml, out IReadOnlyList<Fault> faults)
    {
        var reading = KillBillOverdueXml.Read(xml);
        faults = reading.Faults;
        Assert.NotNull(reading.Document);
        var policy = PolicyReader.Read(reading.Document, "default");
        Assert.Empty(policy.Faults);
        return policy.Policy!;
    }
}
