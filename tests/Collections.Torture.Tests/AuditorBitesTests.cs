using Collections.Torture.Tests.Auditing;
using Collections.Torture.Tests.Torment;

namespace Collections.Torture.Tests;

/// <summary>An auditor that finds nothing proves nothing unless it finds what was planted.</summary>
public sealed class AuditorBitesTests(AuditorBitesTests.Life life) : IClassFixture<AuditorBitesTests.Life>
{
    [Fact]
    public async Task An_undisturbed_life_leaves_nothing_to_find()
    {
        using var remains = life.Copy();
        var result = await remains.AuditAsync();

        Assert.Empty(result.Findings.Words);
        Assert.True(result is { Messages: > 0, Replays: > 0, Chains: { Records: > 0, Checkpoints: > 0 } });
    }

    [Fact]
    public async Task A_lost_record_is_missed_by_its_clients_and_by_the_chain()
    {
        using var remains = life.Copy();
        var lost = await remains.RecordWithAsync("bill.issued");
        remains.Tamper($"DELETE FROM record WHERE seq = {lost.Sequence}");
        var result = await remains.AuditAsync();

        AssertFound("acknowledged, but not in the log", result);
        var broken = result.Chains.FirstBroken;
        Assert.Contains($"version {lost.Record.Version} is missing", broken, StringComparison.Ordinal);
        Assert.Contains(lost.Key.ToString(), broken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_byte_breaks_the_chain_at_its_record()
    {
        using var remains = life.Copy();
        var changed = await remains.RecordWithAsync("payment.settled");
        var bytes = changed.Record.Bytes.ToArray();
        const string name = "\"amountMinor\":";
        var digit = Remains.Text(changed).IndexOf(name, StringComparison.Ordinal) + name.Length;
        bytes[digit] = (byte)(bytes[digit] == '9' ? '8' : bytes[digit] + 1);
        remains.Tamper($"UPDATE record SET bytes = ?1 WHERE seq = {changed.Sequence}", bytes);
        var result = await remains.AuditAsync();

        Assert.Contains(
            $"{changed.Key} version {changed.Record.Version} (sequence {changed.Sequence})",
            result.Chains.FirstBroken,
            StringComparison.Ordinal);
        AssertFound("the log says", result);
    }

    [Fact]
    public async Task A_doubled_bill_is_found_even_when_its_chain_was_forged_anew()
    {
        using var remains = life.Copy();
        var doubled = await remains.RecordWithAsync("bill.issued");
        await remains.ForgeAsync(doubled, Doubled(Remains.Text(doubled)));
        var result = await remains.AuditAsync();

        AssertFound("happened 2 times", result);

        // Chain and heads were made to fit; only what the tenant signed before tells on the forger.
        Assert.Contains("differs from what tenant", result.Chains.FirstBroken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_end_of_a_chain_is_missed_by_its_clients()
    {
        using var remains = life.Copy();
        var tail = await remains.TailWithAsync("adjustmentId");
        var before = (await remains.HistoryAsync(tail.Key))[^2];
        remains.Tamper($"DELETE FROM record WHERE seq = {tail.Sequence}");
        remains.Tamper(
            $"UPDATE entity SET version = version - 1, last_record = {before.Sequence}, hash = ?1 "
            + $"WHERE last_record = {tail.Sequence}",
            Convert.FromHexString(before.Record.Hash));
        var result = await remains.AuditAsync();

        AssertFound("the log ends at", result);
        AssertFound("does not fold to the snapshot", result);
    }

    [Fact]
    public async Task A_message_that_never_arrived_is_missed()
    {
        using var remains = life.Copy();
        var taken = await remains.RecordWithAsync("account.child.announced");
        remains.Tamper($"DELETE FROM record WHERE seq = {taken.Sequence}");
        var result = await remains.AuditAsync();

        AssertFound("was taken in 0 times", result);
    }

    [Fact]
    public async Task A_wrong_wake_up_and_a_lost_answer_are_found()
    {
        using var remains = life.Copy();
        remains.Tamper(
            "UPDATE entity SET wake = wake + 1 WHERE row = (SELECT min(row) FROM entity WHERE wake IS NOT NULL)");
        remains.Tamper("DELETE FROM answer WHERE number = (SELECT max(number) FROM answer)");
        var result = await remains.AuditAsync();

        AssertFound(": wakes at ", result);
        AssertFound("the kept answer is gone", result);
        Assert.True(result.Chains.Holds);
    }

    private static void AssertFound(string finding, AuditResult result) =>
        Assert.Contains(result.Findings.Words, word => word.Contains(finding, StringComparison.Ordinal));

    private static string Doubled(string record)
    {
        var start = record.IndexOf("\"events\":[", StringComparison.Ordinal) + "\"events\":[".Length;
        var events = record[start..^2];
        return $"{record[..start]}{events},{events}]}}";
    }

    /// <summary>The one life whose copies are damaged.</summary>
    public sealed class Life : IAsyncLifetime
    {
        private readonly SmallLife _life = new();

        public async ValueTask InitializeAsync() => await _life.LiveAsync();

        public ValueTask DisposeAsync() => _life.DisposeAsync();

        internal Remains Copy() => _life.Copy();
    }
}
