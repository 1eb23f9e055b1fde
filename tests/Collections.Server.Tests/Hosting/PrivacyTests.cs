using System.Text;
using Collections.Runtime.Clock;
using Collections.Server.Composition;
using Collections.Server.Tests.Commands;

namespace Collections.Server.Tests.Hosting;

public sealed class PrivacyTests : IDisposable
{
    private const string Policy = """
        policy: default
        age: { from: dueDate }
        states:
          - name: LATE
            when: { oldestUnpaid: { atLeast: 1 day } }
            onEnter: [ { notice: reminder } ]

        """;

    private static readonly string[] Secrets =
    [
        "Zephyrine", "Quackenbush", "zephyrine.q@example.org", "+8613800138000", "13800138000", "Bartholomew",
        "bart@example.net", "+442079460123", "欧阳娜娜",
    ];

    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Nothing_that_a_loaded_server_writes_but_the_mail_itself_names_a_person()
    {
        using var log = new StringWriter();
        string metrics;
        await LoadAsync();
        await using (var served = await ServedFolder.StartAsync(ServedFolder.Settings(_cli.Data) with { LogTo = log }))
        {
            await served.PutAccountAsync("a2", new
            {
                customerId = "c2",
                name = "Bartholomew 欧阳娜娜",
                currency = "EUR",
                contacts = new[]
                {
                    new { kind = "email", value = "bart@example.net" }, new { kind = "phone", value = "+442079460123" },
                },
            });
            Assert.Contains("Bartholomew", await served.GetAsync("/v1/accounts/a2"), StringComparison.Ordinal);
            Assert.Contains("\"a2\"", await served.GetAsync("/v1/accounts?q=Barth"), StringComparison.Ordinal);
            Assert.Contains("\"a1\"", await served.GetAsync("/v1/accounts?q=%2B8613800138000"), StringComparison.Ordinal);
            Assert.DoesNotContain("\"a2\"", await served.GetAsync("/v1/accounts?q=Barthx"), StringComparison.Ordinal);
            metrics = await served.GetAsync("/metrics");

            // Before the stop: what lies in the write-ahead log counts as well.
            AssertSilent(Files());
            await served.Server.StopAsync();
        }

        AssertSilent(Files());
        AssertSilent([("log", Encoding.UTF8.GetBytes(log.ToString())), ("metrics", Encoding.UTF8.GetBytes(metrics))]);
        Assert.Contains(Mail(), file => File.ReadAllText(file).Contains("zephyrine.q@", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_erased_person_is_unreadable_and_the_log_still_holds()
    {
        await LoadAsync();
        var (exit, output, _) = await Cli.RunAsync("person", "erase", "c1", "--data", _cli.Data);
        Assert.Equal(0, exit);
        Assert.Equal("Erased c1: 1 accounts, 1 notices in the outbox.", output.Trim());
        Assert.Empty(Mail());
        Assert.Equal(0, (await Cli.RunAsync("audit", "verify", "--data", _cli.Data)).Exit);
        Assert.Equal(1, (await Cli.RunAsync("person", "erase", "nobody", "--data", _cli.Data)).Exit);

        await using var served = await ServedFolder.StartAsync(ServedFolder.Settings(_cli.Data));
        var view = await served.GetAsync("/v1/accounts/a1");
        Assert.Contains("\"balance\"", view, StringComparison.Ordinal);
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, view, StringComparison.Ordinal));
        Assert.DoesNotContain("\"a1\"", await served.GetAsync("/v1/accounts?q=Zephyrine"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "\"a1\"", await served.GetAsync("/v1/accounts?q=%2B8613800138000"), StringComparison.Ordinal);
        await served.PutAccountAsync("a1", new { customerId = "c1", name = "Somebody New", currency = "EUR" });
        Assert.Contains("Somebody New", await served.GetAsync("/v1/accounts/a1"), StringComparison.Ordinal);
    }

    private async Task LoadAsync()
    {
        var policy = _cli.Write("policy.yaml", Policy);
        var accounts = _cli.Write(
            "accounts.csv",
            "account_id,customer_id,name,phone,email,currency,timezone\n"
            + "a1,c1,Zephyrine Quackenbush,+8613800138000,zephyrine.q@example.org,EUR,UTC\n");
        var bills = _cli.Write("bills.csv", "bill_id,account_id,due_on,amount,currency\nb1,a1,2026-01-10,50,EUR\n");
        string[][] calls =
        [
            ["import", "--accounts", accounts, "--bills", bills],
            ["review", "--as-of", "2026-01-05"],
            ["policy", "put", "default", policy],
        ];
        foreach (var call in calls)
        {
            var (exit, _, error) = await Cli.RunAsync([.. call, "--data", _cli.Data]);
            Assert.True(exit == 0, error);
        }

        // What comes late waits a minute at the gate, lest a later notice is due: two moments of one noon.
        await ServeAtAsync(new DateTimeOffset(2026, 1, 13, 12, 0, 0, TimeSpan.Zero), "contact.deferred");
        await ServeAtAsync(new DateTimeOffset(2026, 1, 13, 12, 5, 0, TimeSpan.Zero), "notice.sent");
    }

    /// <summary>Serves from an instant on until something happened.</summary>
    private async Task ServeAtAsync(DateTimeOffset start, string happened)
    {
        var time = new ShiftedTime(TimeProvider.System, start - TimeProvider.System.GetUtcNow());
        await using var served = await ServedFolder.StartAsync(ServedFolder.Settings(_cli.Data) with { Time = time });
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(50));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!(await served.GetAsync($"/v1/events?types={happened}")).Contains(happened, StringComparison.Ordinal))
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }

        await served.Server.StopAsync();
    }

    private string[] Mail()
    {
        var outbox = Path.Combine(_cli.Data, "outbox");
        return Directory.Exists(outbox) ? Directory.GetFiles(outbox, "*.eml") : [];
    }

    private IEnumerable<(string Name, byte[] Bytes)> Files()
    {
        var outbox = Path.Combine(_cli.Data, "outbox");
        foreach (var file in Directory.EnumerateFiles(_cli.Data, "*", SearchOption.AllDirectories))
        {
            // The lock is held; it is empty.
            if (!file.StartsWith(outbox, StringComparison.Ordinal) && !file.EndsWith(".lock", StringComparison.Ordinal))
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using var copy = new MemoryStream();
                stream.CopyTo(copy);
                yield return (file, copy.ToArray());
            }
        }
    }

    private static void AssertSilent(IEnumerable<(string Name, byte[] Bytes)> places)
    {
        foreach (var (name, bytes) in places)
        {
            Assert.All(Secrets, secret => Assert.True(
                bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0, $"{name} holds {secret}."));
        }
    }
}
