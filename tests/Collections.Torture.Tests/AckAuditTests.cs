using System.Text.Json;
using Collections.Kernel;
using Collections.Torture.Tests.Auditing;
using Collections.Torture.Tests.Victims;
using NodaTime;

namespace Collections.Torture.Tests;

/// <summary>A repetition may be refused once its first answer is no longer kept, and not before.</summary>
public sealed class AckAuditTests
{
    private static readonly EntityKey Account = Portfolio.Key(1);

    [Theory]
    [InlineData(1, "k7-9", 1)]
    [InlineData(71, "k7-9", 1)]
    [InlineData(72, "k7-9", 0)]
    [InlineData(72, null, 1)] // without a key nobody promised an answer, and the script repeats no such command
    public void A_refused_repetition_is_a_finding_while_its_answer_is_kept(int hours, string? key, int findings)
    {
        var book = new LogBook();
        var chapter = new Chapter { Version = 3 };
        chapter.ById.Add(
            ("bill.issued", "b7-1"),
            [new Fact("bill.issued", 3, JsonElement.Parse("{}"), PacedTime.Start)]);
        book.Chapters.Add(Account, chapter);
        var ack = new AckLine(7, 9, Account.ToString(), Verbs.CommitBill, "b7-1", 0, 3)
        {
            Outcome = "Rejected:bill_not_draft",
            Key = key,
            Until = (PacedTime.Start + Duration.FromHours(hours)).ToUnixTimeMilliseconds(),
        };
        var found = new Findings();
        AckAudit.Check([ack], book, found);

        Assert.Equal(findings, found.Words.Count);
    }
}
