using System.Security.Cryptography;
using Collections.Domain.Accounts;
using NodaTime;

namespace Collections.Gateways.Tests.Import;

public sealed class ImportRunTests : IAsyncDisposable
{
    private const string Accounts = "account_id,customer_id,currency,name,phone,email,timezone,locale,tier,parent_account_id,paid_by_parent\n";
    private const string Bills = "bill_id,account_id,due_on,amount,currency,issued_on,status\n";
    private const string Payments = "payment_id,account_id,received_at,amount,currency,bill_id,status\n";
    private const string Ann = Accounts + "A,c1,USD,Ann Lee,+8613800000001,ann@example.com,,,gold,,\n";

    private readonly ImportWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task An_empty_zone_or_language_is_the_tenants()
    {
        await _world.ImportAsync(Accounts + "A,c1,USD,,,,,,,,\nB,c2,USD,,,,Europe/Berlin,de-DE,,,\n");

        var (ours, theirs) = ((await _world.AccountAsync("A")).Profile!, (await _world.AccountAsync("B")).Profile!);
        Assert.Equal(("Europe/Berlin", "de-DE"), (theirs.TimeZone, theirs.Locale));
        Assert.NotEqual(("Europe/Berlin", "de-DE"), (ours.TimeZone, ours.Locale));
        Assert.NotEmpty(ours.TimeZone);
        Assert.NotEmpty(ours.Locale);
    }

    [Fact]
    public async Task A_day_on_which_money_came_begins_at_midnight_of_the_account()
    {
        await _world.ImportAsync(
            Accounts + "A,c1,USD,,,,America/New_York,,,,\n",
            Bills + "b,A,2026-01-01,10,USD,,\n",
            Payments + "p1,A,2026-01-02,4,USD,,\np2,A,2026-01-02T10:00:00+02:00,4,USD,,\n");

        var received = (await _world.AccountAsync("A")).Sources.Select(source => source.Terms!.ReceivedAt);
        Assert.Equal([Instant.FromUtc(2026, 1, 2, 5, 0), Instant.FromUtc(2026, 1, 2, 8, 0)], received.Order());
    }

    [Fact]
    public async Task The_same_files_again_change_nothing()
    {
        const string bills = Bills + "b1,A,2026-01-01,10,USD,2025-12-01,\nb2,A,2026-01-10,-5,USD,,\nb3,A,2026-01-10,5,USD,,draft\n";
        const string payments = Payments + "p,A,2026-01-02,4,USD,b1,\n";
        Assert.Equal("1 0 0 0 | 3 0 0 0 | 1 0 0 0", await _world.ImportAsync(Ann, bills, payments));
        var before = await _world.Store.LastSequenceAsync();

        Assert.Equal("0 0 1 0 | 0 0 3 0 | 0 0 1 0", await _world.ImportAsync(Ann, bills, payments));

        Assert.Equal(before, await _world.Store.LastSequenceAsync());
        Assert.Equal("Ann Lee", await _world.NameAsync("A"));
    }

    [Theory]
    [InlineData(1, "0 1 0 0")]
    [InlineData(8, "0 1 0 0")] // more often than a single command is tried
    [InlineData(1_000, "0 0 0 1")]
    public async Task An_account_that_others_keep_changing_is_tried_again_and_not_for_ever(int commits, string outcome)
    {
        await _world.ImportAsync(Ann);

        _world.Contend(commits);
        Assert.Equal(outcome, await _world.ImportAsync(Ann.Replace("gold", "silver", StringComparison.Ordinal)));
        _world.Contend(0);

        Assert.Equal(outcome == "0 0 0 1" ? ["2  busy"] : [], _world.Rejected);
        Assert.Equal(outcome == "0 0 0 1" ? "gold" : "silver", (await _world.AccountAsync("A")).Profile!.Segmentation!.Tier);
    }

    [Fact]
    public async Task Another_field_of_an_account_updates_it_and_its_personal_values_stay_readable()
    {
        await _world.ImportAsync(Ann);
        var stored = (await _world.AccountAsync("A")).Profile!;

        Assert.Equal("0 1 0 0", await _world.ImportAsync(Ann.Replace("gold", "silver", StringComparison.Ordinal)));

        var account = await _world.AccountAsync("A");
        Assert.Equal("silver", account.Profile!.Segmentation!.Tier);
        Assert.Equal(stored.Name, account.Profile.Name);
        Assert.Equal("Ann Lee", await _world.NameAsync("A"));
        var found = await _world.Store.ReadPersonalAsync("default", account.Profile.Contacts[0].Value.Ref, 1);
        Assert.NotEqual(0, found!.Ciphertext.Length);
    }

    [Fact]
    public async Task Another_name_is_sealed_anew_and_another_customer_has_all_of_it_sealed_under_a_key_of_its_own()
    {
        await _world.ImportAsync(Ann);

        Assert.Equal("0 1 0 0", await _world.ImportAsync(Ann.Replace("Ann Lee", "Ann Li", StringComparison.Ordinal)));
        Assert.Equal("Ann Li", await _world.NameAsync("A"));

        Assert.Equal("0 1 0 0", await _world.ImportAsync(
            Ann.Replace("Ann Lee", "Ann Li", StringComparison.Ordinal).Replace(",c1,", ",c9,", StringComparison.Ordinal)));
        await _world.Vault.EraseAsync("default", "c1");
        Assert.Equal("Ann Li", await _world.NameAsync("A"));
        await _world.Vault.EraseAsync("default", "c9");
        Assert.Null(await _world.NameAsync("A"));
    }

    [Fact]
    public async Task Many_accounts_of_one_customer_share_one_key()
    {
        var rows = Enumerable.Range(0, 40).Select(i => $"a{i:D2},c1,USD,Name {(char)('A' + i)},,,,,,,\n");
        Assert.Equal("40 0 0 0", await _world.ImportAsync(Accounts + string.Concat(rows)));

        Assert.Equal("Name A", await _world.NameAsync("a00"));
        await _world.Vault.EraseAsync("default", "c1");
        Assert.Null(await _world.NameAsync("a00"));
        Assert.Null(await _world.NameAsync("a39"));
    }

    [Fact]
    public async Task A_new_account_of_somebody_known_is_sealed_under_the_key_he_has()
    {
        await _world.Vault.SealAsync("default", "c1", "as the desk wrote her");
        var key = await _world.Store.ReadDataKeyAsync("default", "c1");
        await _world.ImportAsync(Ann);

        Assert.Equal("Ann Lee", await _world.NameAsync("A"));
        Assert.Equal(key!.Value.ToArray(), (await _world.Store.ReadDataKeyAsync("default", "c1"))!.Value.ToArray());
    }

    [Fact]
    public async Task Another_amount_is_an_adjustment_and_any_other_field_a_conflict()
    {
        await _world.ImportAsync(Ann, Bills + "b1,A,2026-01-01,10,USD,,\nb2,A,2026-01-01,10,USD,,\n");

        var outcome = await _world.ImportAsync(null, Bills + "b1,A,2026-01-01,12.50,USD,,\nb2,A,2026-01-02,10,USD,,\n");

        Assert.Equal("0 1 0 1", outcome);
        Assert.Equal(["3  conflict"], _world.Rejected);
        var bill = (await _world.AccountAsync("A")).Bills.Single(each => each.BillId == "b1");
        Assert.Equal("import:12.50", Assert.Single(bill.Adjustments).AdjustmentId);
    }

    [Theory]
    [InlineData("settled", "0 1 0 0")]
    [InlineData("failed", "0 1 0 0")]
    [InlineData("pending", "0 0 1 0")]
    public async Task A_pending_payment_may_come_again_with_its_end(string status, string outcome)
    {
        await _world.ImportAsync(Ann, null, Payments + "p,A,2026-01-02,4,USD,,pending\n");

        Assert.Equal(outcome, await _world.ImportAsync(null, null, Payments + $"p,A,2026-01-02,4,USD,,{status}\n"));
    }

    [Theory]
    [InlineData("p,A,2026-01-02,5,USD,,")]
    [InlineData("p,A,2026-01-03,4,USD,,")]
    [InlineData("p,A,2026-01-02,4,USD,,failed")]
    public async Task Any_other_field_of_a_stored_payment_is_a_conflict(string row)
    {
        await _world.ImportAsync(Ann, null, Payments + "p,A,2026-01-02,4,USD,,\n");

        Assert.Equal("0 0 0 1", await _world.ImportAsync(null, null, Payments + row + "\n"));
        Assert.Equal(["2  conflict"], _world.Rejected);
    }

    [Fact]
    public async Task The_same_id_twice_in_a_file_counts_once_or_is_rejected()
    {
        var outcome = await _world.ImportAsync(
            Ann + "A,c1,USD,Ann Lee,+8613800000001,ann@example.com,,,gold,,\nA,c2,USD,,,,,,,,\n",
            Bills + "b,A,2026-01-01,10,USD,,\nb,A,2026-01-01,10,USD,,\nb,A,2026-01-01,11,USD,,\n",
            Payments + "p,A,2026-01-02,4,USD,,\np,A,2026-01-02,4,USD,,\np,A,2026-01-02,5,USD,,\n");

        Assert.Equal("1 0 1 1 | 1 0 1 1 | 1 0 1 1", outcome);
        Assert.Equal(
            ["4 account_id duplicate_id", "4 bill_id duplicate_id", "4 payment_id duplicate_id"], _world.Rejected.Order());
    }

    [Fact]
    public async Task Unknown_accounts_and_bills_are_rejected_and_make_nothing()
    {
        var outcome = await _world.ImportAsync(
            Ann,
            Bills + "b1,A,2026-01-01,10,USD,,\nb2,X,2026-01-01,10,USD,,\n",
            Payments + "p1,A,2026-01-02,4,USD,b9,\np2,X,2026-01-02,4,USD,,\n");

        Assert.Equal("1 0 0 0 | 1 0 0 1 | 0 0 0 2", outcome);
        Assert.Equal(
            ["2 bill_id bill_unknown", "3 account_id account_unknown", "3 account_id account_unknown"], _world.Rejected);
        Assert.Single(await _world.Store.ListAsync("default", AccountDecider.Kind, null, 10));
    }

    [Fact]
    public async Task Another_currency_than_the_accounts_is_rejected()
    {
        var outcome = await _world.ImportAsync(Ann, Bills + "b1,A,2026-01-01,10,EUR,,\n", Payments + "p1,A,2026-01-02,4,EUR,,\n");

        Assert.Equal("1 0 0 0 | 0 0 0 1 | 0 0 0 1", outcome);
        Assert.Equal(["2 currency currency_mismatch", "2 currency currency_mismatch"], _world.Rejected);
    }

    [Fact]
    public async Task Parents_may_come_after_their_children()
    {
        // More than a batch lies between them, so that the child has announced itself when its parent is taken.
        var others = string.Concat(Enumerable.Range(0, 1_500).Select(i => $"m{i:D4},c,USD,,,,,,,,\n"));
        var rows = Accounts + "A,c1,USD,,,,,,,Z,true\n" + others + "Z,c3,USD,Zoe,,,,,,,\n";

        Assert.Equal("1502 0 0 0", await _world.ImportAsync(rows));

        Assert.Equal("Zoe", await _world.NameAsync("Z"));
        Assert.Equal("Z", (await _world.AccountAsync("A")).Profile!.ParentId);
        Assert.Equal(["A"], (await _world.AccountAsync("Z")).Children.Select(child => child));
        Assert.Equal("0 0 1502 0", await _world.ImportAsync(rows));
    }

    [Fact]
    public async Task More_rows_of_an_account_than_one_commit_takes_are_all_booked_once()
    {
        var bills = Bills + string.Concat(Enumerable.Range(0, 2_500).Select(i => $"b{i},A,2026-01-01,1,USD,,\n"))
            + "b0,A,2026-01-01,1,USD,,\nb1,A,2026-01-01,2,USD,,\n";

        Assert.Equal("1 0 0 0 | 2500 0 1 1", await _world.ImportAsync(Ann, bills));
        Assert.Equal("0 0 1 0 | 0 0 2501 1", await _world.ImportAsync(Ann, bills));
    }

    [Fact]
    public async Task An_import_that_cannot_go_on_ends_with_what_it_has_begun_and_the_next_one_does_the_rest()
    {
        // All code has run once, so that the turns below are enough for an import that waits for nothing.
        await _world.ImportAsync(Accounts + Rows(500, 900));

        // Keys of the first batch and nonces of its values are drawn; the second batch gets none.
        _world.Entropy.Draws = 2;
        var gate = _world.HoldCommits();
        var import = _world.ImportAsync(Accounts + Rows(0, 500));
        await _world.Entropy.Dried;
        for (var turn = 0; turn < 100_000 && !import.IsCompleted; turn++)
        {
            await Task.Yield();
        }

        var endedEarly = import.IsCompleted;
        gate.SetResult();
        Assert.False(endedEarly);
        await Assert.ThrowsAsync<CryptographicException>(() => import);

        _world.Entropy.Draws = int.MaxValue;
        Assert.Equal("372 0 528 0", await _world.ImportAsync(Accounts + Rows(0, 900)));
    }

    [Fact]
    public async Task What_one_call_left_out_the_next_one_adds()
    {
        Assert.Equal("700 0 0 0", await _world.ImportAsync(Accounts + Rows(300, 1_000)));

        Assert.Equal("1300 0 700 0", await _world.ImportAsync(Accounts + Rows(0, 2_000)));
        Assert.Equal("Name A", await _world.NameAsync("a0000"));
        Assert.Equal("0 0 2000 0", await _world.ImportAsync(Accounts + Rows(0, 2_000)));
    }

    [Fact]
    public async Task Facts_stand_at_their_own_dates_and_nothing_fires()
    {
        await _world.ImportAsync(Ann, Bills + "b1,A,2025-06-01,10,USD,2025-05-01,\n");

        var account = await _world.AccountAsync("A");
        var bill = Assert.Single(account.Bills);
        Assert.Equal((new LocalDate(2025, 5, 1), new LocalDate(2025, 6, 1)), (bill.Terms.IssuedOn, bill.Terms.DueDate));
        Assert.NotNull(account.ReviewPending);
        Assert.Empty(account.Treatments);
    }

    private static string Rows(int from, int to) => string.Concat(
        Enumerable.Range(from, to - from).Select(i => $"a{i:D4},c{i},USD,Name {(char)('A' + (i % 26))},,,,,,,\n"));
}
