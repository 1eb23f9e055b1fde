using System.Text;
using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Gateways.Notices;
using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Gateways.Tests.Notices;

public sealed class NoticeGatewayTests
{
    [Fact]
    public async Task A_permitted_notice_leaves_and_its_account_is_told()
    {
        await using var world = await NoticeWorld.StartAsync();

        await world.RequestAsync(NoticeWorld.Request("n1"));

        var text = Encoding.ASCII.GetString(Assert.Single(world.Ledger.Notices).Bytes.Span);
        Assert.Contains("To: \"Kim Sample\" <kim@example.com>\r\n", text, StringComparison.Ordinal);
        Assert.Contains("Subject: Payment reminder: $10.00 is past due\r\n", text, StringComparison.Ordinal);
        Assert.Contains("Date: Mon, 05 Jan 2026 12:00:00 +0000\r\n", text, StringComparison.Ordinal);
        Assert.Equal(["n1 Sent"], world.Accounts.Heard);
    }

    [Theory]
    [InlineData("past due", "Kim Sample", "n1 Failed wording_forbidden")]
    [InlineData("loser", "Kim Loser", "n1 Sent")] // a name is no wording of ours
    [InlineData("nothing of it", "Kim Sample", "n1 Sent")]
    public async Task What_was_published_before_a_wording_was_forbidden_does_not_leave(string term, string name, string heard)
    {
        await using var world = await NoticeWorld.StartAsync(name: name);
        var policy = new EntityKey("default", ContactPolicyDocument.KindName, "default");
        var document = $$$"""{"presets":["default"],"wording":{"language":"en","insult":["{{{term}}}"]}}""";
        var published = await world.Engine.AskAsync(policy, new PublicationCommand.Publish("json", document, document, null));
        Assert.Null(published.Rejection);

        await world.RequestAsync(NoticeWorld.Request("n1"));

        Assert.Equal([heard], world.Accounts.Heard);
        Assert.Equal(heard == "n1 Sent" ? 1 : 0, world.Ledger.Notices.Count);
    }

    [Fact]
    public async Task A_notice_that_waits_for_the_morning_leaves_then()
    {
        await using var world = await NoticeWorld.StartAsync();
        await world.RequestAsync(NoticeWorld.Request("n1") with { TimeZone = "Asia/Shanghai", AsOf = NoticeWorld.Noon });
        await world.RequestAsync(NoticeWorld.Request("n2") with { TimeZone = "Asia/Tokyo" });

        Assert.Equal(["n1 Sent"], world.Accounts.Heard);
        await world.Engine.RunDueAsync(NoticeWorld.Noon + Duration.FromDays(1), world.Clock.AdvanceTo);
        Assert.Equal(["n1 Sent", "n2 Sent"], world.Accounts.Heard);
        Assert.Contains(
            "Date: Mon, 05 Jan 2026 23:00:00 +0000",
            Encoding.ASCII.GetString(world.Ledger.Notices[1].Bytes.Span),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_between_the_file_and_the_gate_leaves_one_file()
    {
        var folder = Directory.CreateTempSubdirectory("outbox-").FullName;
        var sink = new DyingSink(new NoticeFolder(folder));
        await using var world = await NoticeWorld.StartAsync(sink: sink);
        await world.Engine.AskAsync(
            NoticeWorld.PersonKey, new PersonCommand.RequestContact(NoticeWorld.Request("n1")));
        while (sink.Calls == 0)
        {
            await Task.Yield();
        }

        var file = Assert.Single(Directory.GetFiles(folder));
        var first = await File.ReadAllBytesAsync(file);
        await TryAgainAsync(world);

        Assert.Equal(file, Assert.Single(Directory.GetFiles(folder)));
        Assert.Equal(first, await File.ReadAllBytesAsync(file));
        Assert.Equal(["n1 Sent"], world.Accounts.Heard);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(14)] // the hours it was permitted for are over
    public async Task What_left_before_a_crash_is_told_sent_whatever_the_gate_would_say_now(int hoursLater)
    {
        var ledger = new NoticeLedger();
        var sink = new DyingSink(ledger);
        await using var world = await NoticeWorld.StartAsync(sink: sink);
        await world.Engine.AskAsync(
            NoticeWorld.PersonKey, new PersonCommand.RequestContact(NoticeWorld.Request("n1")));
        while (sink.Calls == 0)
        {
            await Task.Yield();
        }

        await world.Engine.AskAsync(NoticeWorld.PersonKey, new PersonCommand.OptOut("email", "letter"));
        world.Clock.AdvanceTo(NoticeWorld.Noon + Duration.FromHours(hoursLater));
        await TryAgainAsync(world);

        Assert.Equal(["n1 Sent"], world.Accounts.Heard);
        Assert.Single(ledger.Notices);
    }

    private static async Task TryAgainAsync(NoticeWorld world)
    {
        while (!world.Accounts.Heard.Any())
        {
            world.Clock.AdvanceTo(world.Clock.Now + Duration.FromSeconds(1));
            await Task.Yield();
        }

        await world.Engine.SettleAsync();
    }

    [Fact]
    public async Task A_permit_used_after_its_hours_is_given_back_and_nothing_leaves()
    {
        await using var world = await NoticeWorld.StartAsync();
        world.Clock.AdvanceTo(Instant.FromUtc(2026, 1, 8, 3, 0));

        // The gate slept over the end of its deferral: the wake-up is fed at its own instant, three days ago.
        await world.Engine.AskAsync(
            NoticeWorld.PersonKey,
            new PersonCommand.RequestContact(NoticeWorld.Request("n1")),
            new Runtime.AskOptions { At = Instant.FromUtc(2026, 1, 5, 22, 0) });
        await world.Engine.WakeAsync(NoticeWorld.PersonKey, Instant.FromUtc(2026, 1, 6, 8, 0));
        await world.Engine.SettleAsync();

        Assert.Empty(world.Ledger.Notices);
        Assert.Empty(world.Accounts.Heard);
        await world.Engine.RunDueAsync(Instant.FromUtc(2026, 1, 8, 8, 0), world.Clock.AdvanceTo);
        Assert.Equal(["n1 Sent"], world.Accounts.Heard);
    }

    [Fact]
    public async Task An_erased_person_is_not_written_to()
    {
        await using var world = await NoticeWorld.StartAsync();
        await world.Vault.EraseAsync("default", "c1");

        await world.RequestAsync(NoticeWorld.Request("n1"));

        Assert.Empty(world.Ledger.Notices);
        Assert.Equal(["n1 Failed address_unavailable"], world.Accounts.Heard);
    }

    [Fact]
    public async Task An_address_that_is_none_fails()
    {
        await using var world = await NoticeWorld.StartAsync(mail: "kim at example");

        await world.RequestAsync(NoticeWorld.Request("n1"));

        Assert.Equal(["n1 Failed address_invalid"], world.Accounts.Heard);
    }

    [Fact]
    public async Task A_published_template_speaks_from_its_day_on_and_an_unknown_name_takes_the_default()
    {
        await using var world = await NoticeWorld.StartAsync();
        const string Content = """{"channels":{"sms":{"en":{"body":"Pay {{overdue}}, {{name}}."}}}}""";
        await world.Engine.AskAsync(
            new EntityKey("default", TemplateDocument.KindName, "letter-1"),
            new PublicationCommand.Publish("json", Content, Content, null));

        await world.RequestAsync(NoticeWorld.Request("n1") with { Template = "letter-1", Channel = "sms" });
        await world.RequestAsync(NoticeWorld.Request("n2") with { Template = "letter-1", Channel = "email" });
        await world.RequestAsync(NoticeWorld.Request("n3") with { Template = "letter-2" });

        Assert.Equal(["n1 Sent", "n2 Failed template_without_channel", "n3 Sent"], world.Accounts.Heard);
        var texts = world.Ledger.Notices.Select(notice => Encoding.ASCII.GetString(notice.Bytes.Span)).ToList();
        Assert.EndsWith("\r\n\r\nPay $10.00, Kim Sample.\r\n", texts[0], StringComparison.Ordinal);
        Assert.Contains("this is a notice about your account a1", texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_record_snapshot_or_message_holds_a_name_or_an_address()
    {
        await using var world = await NoticeWorld.StartAsync("secret.kim@example.com", "Very Secret");
        await world.RequestAsync(NoticeWorld.Request("n1"));
        await world.RequestAsync(NoticeWorld.Request("n2") with { TimeZone = "Asia/Tokyo" });

        var log = string.Concat((await world.LogAsync()).Select(record =>
            record.Record.ToString()
            + Encoding.UTF8.GetString(record.Record.Bytes.Span)
            + string.Concat(record.Record.Messages.Select(message => Encoding.UTF8.GetString(message.Body.Span)))));
        var stored = (await world.Store.LoadAsync([NoticeWorld.PersonKey])).Single();
        var all = log + Encoding.UTF8.GetString(stored!.Snapshot.Span) + world.Accounts.Text;

        Assert.Contains("n2", all, StringComparison.Ordinal);
        Assert.Contains("contact.permitted", all, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("example.com", all, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A sink that dies once, after it has done its work.</summary>
    private sealed class DyingSink(INoticeSink inner) : INoticeSink
    {
        public int Calls { get; private set; }

        public async ValueTask<bool> PutAsync(OutgoingNotice notice)
        {
            var isNew = await inner.PutAsync(notice);
            return ++Calls == 1 ? throw new IOException("The process died here.") : isNew;
        }

        public ValueTask<bool> HasLeftAsync(string tenant, string noticeId) => inner.HasLeftAsync(tenant, noticeId);
    }
}
