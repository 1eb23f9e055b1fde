using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Ports;
using Collections.Simulation.Auditing;
using Collections.Torture.Tests.Watching;
using NodaTime;

namespace Collections.Torture.Tests;

/// <summary>
/// What the torture of the cluster trusts in: the simulation's auditor, who reads a log that is over, finds what was
/// planted in it, and nothing where nothing was.
/// </summary>
public sealed class SimulationAuditorBitesTests(SmallTown town) : IClassFixture<SmallTown>
{
    [Fact]
    public void An_undisturbed_world_leaves_nothing_to_find()
    {
        Assert.Empty(town.Violations());
        Assert.True(town.Heard.Answers.Count > 300, "Enough was asked.");
        Assert.Contains(town.Heard.Answers, told => told.IsRepeated || told.IsNew);
        Assert.NotEmpty(town.Reached.Notices);
    }

    [Fact]
    public void A_lost_record_is_missed_where_it_stood()
    {
        var records = town.Log.Records.ToList();
        records.Remove(First("bill.issued"));

        AssertFound("log: default/account/", town.Violations(town.Log with { Records = records }));
    }

    [Fact]
    public void A_lost_end_of_a_log_is_missed_by_who_was_told_of_it()
    {
        var told = town.Heard.Answers.First(told => told.Outcome == Outcome.Accepted
            && told.Ask.Key.Kind == "account" && town.Log.Ends[told.Ask.Key].Version == told.Version);
        var lost = town.Log.Records.Last(record => record.Key == told.Ask.Key);

        AssertFound($"{told.Ask.Key} was told of at version", town.Violations(town.Log.Without(lost)));
    }

    [Fact]
    public void A_message_taken_in_twice_is_found()
    {
        var taken = town.Log.Records.First(IsTakenIn);

        AssertFound("messages: ", town.Violations(town.Log.Twice(taken)), " twice");
    }

    [Fact]
    public void A_message_that_was_never_taken_in_is_missed()
    {
        var taken = town.Log.Records.Last(record => IsTakenIn(record)
            && town.Log.Ends[record.Key].Version == record.Record.Version);

        AssertFound("liveness: message", town.Violations(town.Log.Without(taken)), "never reached");
    }

    [Fact]
    public void A_forged_amount_is_found_though_the_chain_was_forged_with_it()
    {
        var settled = First("payment.settled");
        var text = Forgery.Text(settled);
        const string name = "\"amountMinor\":";
        var digit = text.IndexOf(name, StringComparison.Ordinal) + name.Length;
        var forged = text[..digit] + (text[digit] == '9' ? '8' : (char)(text[digit] + 1)) + text[(digit + 1)..];

        AssertFound($"{settled.Key}: money: not so", town.Violations(town.Log.With(settled, forged)));
    }

    [Fact]
    public void A_bill_that_happened_twice_is_found()
    {
        AssertFound("is billed once", town.Violations(town.Log.Twice(First("bill.issued"))));
    }

    [Fact]
    public void A_notice_that_left_twice_or_too_early_is_found()
    {
        var notice = town.Reached.Notices[0];
        var early = notice with { At = notice.At - Duration.FromHours(1) };

        AssertFound($"{notice.NoticeId} left twice", town.Violations(reached: With(notice, notice)));
        AssertFound($"{notice.NoticeId} left without a permit", town.Violations(reached: With(early)));
    }

    [Fact]
    public void A_notice_that_was_told_sent_and_never_left_is_missed()
    {
        AssertFound(
            $"{town.Reached.Notices[0].NoticeId} was told sent and never left", town.Violations(reached: With()));
    }

    [Fact]
    public void A_request_without_an_answer_is_missed()
    {
        var heard = town.Heard with { Unanswered = [town.Heard.Answers[0].Ask] };

        AssertFound("was never answered", town.Violations(heard: heard));
    }

    /// <summary>What reached people, with something else in the place of the first notice.</summary>
    private ReachedPeople With(params Simulation.Faults.AcceptedNotice[] first) =>
        town.Reached with { Notices = [.. first, .. town.Reached.Notices.Skip(1)] };

    private SequencedRecord First(string type) => town.Log.Records.First(record =>
        Forgery.Text(record).Contains($"\"type\":\"{type}\"", StringComparison.Ordinal));

    private static bool IsTakenIn(SequencedRecord record) =>
        Forgery.Text(record).Contains("\"actor\":\"message:", StringComparison.Ordinal);

    private static void AssertFound(string finding, IReadOnlyList<string> violations, string rest = "") =>
        Assert.Contains(violations, each => each.Contains(finding, StringComparison.Ordinal)
            && each.Contains(rest, StringComparison.Ordinal));
}
