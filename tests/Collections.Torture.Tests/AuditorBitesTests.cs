using System.Text;
using Collections.Runtime.Log;
using Collections.Runtime.Ports;
using Collections.Torture.Tests.Torment;

namespace Collections.Torture.Tests;

/// <summary>An auditor that finds nothing proves nothing unless it finds what was planted.</summary>
public sealed class AuditorBitesTests
{
    [Fact]
    public async Task An_undisturbed_life_leaves_nothing_to_find()
    {
        using var life = await SmallLife.LiveAsync();
        var result = await life.AuditAsync();

        Assert.Empty(result.Findings.Words);
        Assert.True(result is { Messages: > 0, Replays: > 0, Chains: { Records: > 0, Checkpoints: > 0 } });
    }

    [Fact]
    public async Task A_lost_record_is_missed_by_its_clients_and_by_the_chain()
    {
        using var life = await SmallLife.LiveAsync();
        var lost = await life.RecordWithAsync("bill.issued");
        Tamper(life, $"DELETE FROM record WHERE seq = {lost.Sequence}");
        var result = await life.AuditAsync();

        Assert.Contains(result.Findings.Words, word => word.Contains("acknowledged, but not in the log", StringComparison.Ordinal));
        Assert.Contains($"version {lost.Record.Version} is missing", result.Chains.FirstBroken, StringComparison.Ordinal);
        Assert.Contains(lost.Key.ToString(), result.Chains.FirstBroken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_byte_breaks_the_chain_at_its_record()
    {
        using var life = await SmallLife.LiveAsync();
        var changed = await life.RecordWithAsync("payment.settled");
        var bytes = changed.Record.Bytes.ToArray();
        var digit = SmallLife.Text(changed).IndexOf("\"amountMinor\":", StringComparison.Ordinal) + "\"amountMinor\":".Length;
        bytes[digit] = (byte)(bytes[digit] == '9' ? '8' : bytes[digit] + 1);
        Tamper(life, $"UPDATE record SET bytes = ?1 WHERE seq = {changed.Sequence}", bytes);
        var result = await life.AuditAsync();

        Assert.Contains(
            $"{changed.Key} version {changed.Record.Version} (sequence {changed.Sequence})",
            result.Chains.FirstBroken,
            StringComparison.Ordinal);
        Assert.Contains(result.Findings.Words, word => word.Contains("the log says", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_doubled_bill_is_found_even_when_its_chain_was_forged_anew()
    {
        using var life = await SmallLife.LiveAsync();
        var doubled = await life.RecordWithAsync("bill.issued");
        await ForgeAsync(life, doubled, Doubled(SmallLife.Text(doubled)));
        var result = await life.AuditAsync();

        Assert.Contains(result.Findings.Words, word => word.Contains("happened 2 times", StringComparison.Ordinal));

        // Chain and heads were made to fit; only what the tenant signed before tells on the forger.
        Assert.Contains("differs from what tenant", result.Chains.FirstBroken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_end_of_a_chain_is_missed_by_its_clients()
    {
        using var life = await SmallLife.LiveAsync();
        var tail = await life.TailWithAsync("adjustmentId");
        var before = (await life.HistoryAsync(tail.Key))[^2];
        Tamper(life, $"DELETE FROM record WHERE seq = {tail.Sequence}");
        Tamper(
            life,
            $"UPDATE entity SET version = version - 1, last_record = {before.Sequence}, hash = ?1 "
            + $"WHERE last_record = {tail.Sequence}",
            Convert.FromHexString(before.Record.Hash));
        var result = await life.AuditAsync();

        Assert.Contains(result.Findings.Words, word => word.Contains("the log ends at", StringComparison.Ordinal));
        Assert.Contains(result.Findings.Words, word => word.Contains("does not fold to the snapshot", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_never_arrived_is_missed()
    {
        using var life = await SmallLife.LiveAsync();
        var taken = await life.RecordWithAsync("account.child.announced");
        Tamper(life, $"DELETE FROM record WHERE seq = {taken.Sequence}");
        var result = await life.AuditAsync();

        Assert.Contains(result.Findings.Words, word => word.Contains("was taken in 0 times", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_wake_up_and_a_lost_answer_are_found()
    {
        using var life = await SmallLife.LiveAsync();
        Tamper(life, "UPDATE entity SET wake = wake + 1 WHERE row = (SELECT min(row) FROM entity WHERE wake IS NOT NULL)");
        Tamper(life, "DELETE FROM answer WHERE number = (SELECT max(number) FROM answer)");
        var result = await life.AuditAsync();

        Assert.Contains(result.Findings.Words, word => word.Contains(": wakes at ", StringComparison.Ordinal));
        Assert.Contains(result.Findings.Words, word => word.Contains("the kept answer is gone", StringComparison.Ordinal));
        Assert.True(result.Chains.Holds);
    }

    private static string Doubled(string record)
    {
        var start = record.IndexOf("\"events\":[", StringComparison.Ordinal) + "\"events\":[".Length;
        var events = record[start..^2];
        return $"{record[..start]}{events},{events}]}}";
    }

    /// <summary>Replaces a record and makes every later hash of its chain, and the head, fit.</summary>
    private static async Task ForgeAsync(SmallLife life, SequencedRecord record, string text)
    {
        var hash = ChainHash.Genesis;
        foreach (var each in await life.HistoryAsync(record.Key))
        {
            var bytes = each.Sequence == record.Sequence ? Encoding.UTF8.GetBytes(text) : each.Record.Bytes.ToArray();
            hash = ChainHash.Next(hash, bytes);
            Tamper(
                life,
                $"UPDATE record SET bytes = ?1, hash = ?2 WHERE seq = {each.Sequence}",
                bytes,
                Convert.FromHexString(hash));
            Tamper(life, $"UPDATE entity SET hash = ?1 WHERE last_record = {each.Sequence}", Convert.FromHexString(hash));
        }
    }

    private static void Tamper(SmallLife life, string sql, params byte[][] blobs)
    {
        using var database = new RawDatabase(life.Folder);
        database.Execute(sql, blobs);
    }
}
