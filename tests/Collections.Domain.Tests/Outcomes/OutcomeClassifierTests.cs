using Collections.Domain.Outcomes;

namespace Collections.Domain.Tests.Outcomes;

public sealed class OutcomeClassifierTests
{
    [Theory]
    [InlineData(200, "ANSWERED_HUMAN", "ANSWERED_HUMAN")]
    [InlineData(404, "VACANT", "VACANT")]
    [InlineData(604, "VACANT", "VACANT")]
    [InlineData(410, "VACANT", "VACANT")]
    [InlineData(486, "BUSY", "BUSY")]
    [InlineData(600, "BUSY", "BUSY")]
    [InlineData(480, "UNREACHABLE", "NO_ANSWER")]
    [InlineData(408, "UNREACHABLE", "NO_ANSWER")]
    [InlineData(487, "CANCELED", "NO_ANSWER")]
    [InlineData(403, "BARRED_INCOMING", "REJECTED")]
    [InlineData(603, "REJECTED", "REJECTED")]
    [InlineData(607, "REJECTED", "REJECTED")]
    [InlineData(608, "CARRIER_BLOCKED", "CARRIER_BLOCKED")]
    [InlineData(500, "NETWORK", "NETWORK")]
    [InlineData(502, "NETWORK", "NETWORK")]
    [InlineData(503, "NETWORK", "NETWORK")]
    [InlineData(504, "NETWORK", "NETWORK")]
    [InlineData(484, "INVALID_FORMAT", "INVALID_FORMAT")]
    [InlineData(799, "OTHER", "OTHER")]
    [InlineData(0, "OTHER", "OTHER")]
    public void A_sip_code_means_one_thing_before_the_phone_rings_and_maybe_another_after(
        int code, string before, string after)
    {
        Assert.Equal(before, CodeOf(new CallEvidence { Sip = code }));
        Assert.Equal(after, CodeOf(new CallEvidence { Sip = code, Alerted = true }));
    }

    [Theory]
    [InlineData(1, "VACANT")]
    [InlineData(3, "VACANT")]
    [InlineData(17, "BUSY")]
    [InlineData(18, "UNREACHABLE")]
    [InlineData(19, "NO_ANSWER")]
    [InlineData(20, "POWERED_OFF")]
    [InlineData(21, "REJECTED")]
    [InlineData(22, "VACANT")]
    [InlineData(27, "OUT_OF_SERVICE")]
    [InlineData(28, "INVALID_FORMAT")]
    [InlineData(31, "UNREACHABLE")]
    [InlineData(34, "NETWORK")]
    [InlineData(47, "NETWORK")]
    [InlineData(55, "BARRED_INCOMING")]
    [InlineData(57, "BARRED_INCOMING")]
    [InlineData(58, "NETWORK")]
    public void The_cause_in_the_reason_header_outranks_the_sip_code(int cause, string outcome) =>
        Assert.Equal(outcome, CodeOf(new CallEvidence { Sip = 500, ReasonQ850 = cause }));

    [Fact]
    public void A_cause_that_says_nothing_leaves_it_to_the_sip_code() =>
        Assert.Equal("BUSY", CodeOf(new CallEvidence { Sip = 486, ReasonQ850 = 127 }));

    [Theory]
    [InlineData("aliyunSmart", "SUSPEND", "OUT_OF_SERVICE")]
    [InlineData("aliyunsmart", "suspend", "OUT_OF_SERVICE")]
    [InlineData("volcCallResult", "3", "OUT_OF_SERVICE")]
    [InlineData("volcCallResult", "30", "CARRIER_BLOCKED")]
    [InlineData("volcCallResult", "31", "LOCAL_LIMIT")]
    [InlineData("yuntongxun", "26", "SILENT")]
    [InlineData("yuntongxun", "30", "BUSY")]
    [InlineData("twilio", "no-answer", "NO_ANSWER")]
    [InlineData("vicidial", "DROP", "ABANDONED")]
    public void The_vendors_code_outranks_signalling(string dialect, string code, string outcome) =>
        Assert.Equal(outcome, CodeOf(new CallEvidence
        {
            Vendor = new Dictionary<string, string> { [dialect] = code }, Sip = 404, ReasonQ850 = 17,
        }));

    [Fact]
    public void What_was_heard_stands_between_the_vendor_and_signalling()
    {
        var heard = new Dictionary<string, string> { ["aliyunEarlyMedia"] = "200010" };
        var both = new Dictionary<string, string>(heard) { ["volcCallResult"] = "8" };

        Assert.Equal("POWERED_OFF", CodeOf(new CallEvidence { Vendor = heard, Sip = 480, ReasonQ850 = 17 }));
        Assert.Equal("BUSY", CodeOf(new CallEvidence { Vendor = both, Sip = 480 }));
        Assert.Equal("POWERED_OFF", CodeOf(new CallEvidence { AsrClass = "powered_off", Sip = 503 }));
    }

    [Theory]
    [InlineData(480)]
    [InlineData(403)]
    [InlineData(502)]
    public void An_announcement_before_a_failure_means_out_of_service(int code) =>
        Assert.Equal("OUT_OF_SERVICE", CodeOf(new CallEvidence { Sip = code, EarlyMedia = true }));

    [Fact]
    public void A_source_that_says_other_or_speaks_in_tongues_leaves_it_to_the_next()
    {
        var other = new Dictionary<string, string> { ["aliyunSmart"] = "OTHERS", ["nobody"] = "x", ["twilio"] = "?" };

        Assert.Equal("BUSY", CodeOf(new CallEvidence { Vendor = other, AsrClass = "mumbling", ReasonQ850 = 17 }));
        Assert.Equal("OTHER", CodeOf(new CallEvidence { Vendor = other }));
        Assert.Equal("OTHER", CodeOf(new CallEvidence()));
    }

    [Theory]
    [InlineData(AnsweredBy.Human, "ANSWERED_HUMAN")]
    [InlineData(AnsweredBy.Machine, "ANSWERED_MACHINE")]
    [InlineData(AnsweredBy.Fax, "FAX")]
    [InlineData(AnsweredBy.Silence, "SILENT")]
    [InlineData(AnsweredBy.Forwarded, "CALL_FORWARDED")]
    [InlineData(AnsweredBy.NoAgent, "ABANDONED")]
    public void Who_answered_tells_answers_apart(AnsweredBy who, string outcome) =>
        Assert.Equal(outcome, CodeOf(new CallEvidence { Sip = 200, AnsweredBy = who }));

    [Fact]
    public void Our_own_timeout_is_the_weakest_evidence()
    {
        Assert.Equal("NO_ANSWER", CodeOf(new CallEvidence { TimedOut = true, Alerted = true }));
        Assert.Equal("UNREACHABLE", CodeOf(new CallEvidence { TimedOut = true }));
        Assert.Equal("BUSY", CodeOf(new CallEvidence { TimedOut = true, Alerted = true, Sip = 486 }));
    }

    private static string CodeOf(CallEvidence evidence) => OutcomeClassifier.Classify(evidence).Code;
}
