using Collections.Domain.Accounts;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Runtime;
using NodaTime;

namespace Collections.Gateways.Import;

/// <summary>Where an import goes.</summary>
/// <param name="Engine">The engine on the data folder.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Clock">The folder's clock: nothing is booked before it.</param>
/// <param name="Zone">The zone of accounts that name none.</param>
/// <param name="Seal">Seals personal values.</param>
public sealed record ImportTarget(Engine Engine, string Tenant, Instant Clock, DateTimeZone Zone, Sealer Seal)
{
    /// <summary>Where numbers are dialed that name no country.</summary>
    public HomeCountry Home { get; init; }
}

/// <summary>
/// Books gathered rows account by account in key order: facts at their own dates, nothing fires. Every row ends in the
/// counts of its file, and in the rejects when the account refused it.
/// </summary>
public sealed class ImportRun(ImportTarget target, ImportGathering gathering, ImportRejects rejects)
{
    // Many accounts share one durable write; more in flight would only cost memory.
    private const int AccountsTogether = 512;

    // An account with more rows is booked in several commits, each well under a decision's limit of events.
    private const int RowsPerCommandMax = 2_000;

    private readonly Dictionary<ImportSchema, string> _files = [];
    private bool _storeHasAccounts;

    /// <summary>Says which file rows of a kind came from.</summary>
    public void Name(ImportSchema schema, string file) => _files[schema] = file;

    /// <summary>Books everything; <paramref name="progress"/> hears the number of accounts done.</summary>
    public async Task RunAsync(Action<int> progress)
    {
        var log = target.Engine.Setup.Log;
        _storeHasAccounts = (await log.ListAsync(target.Tenant, AccountDecider.Kind, null, 1)).Count > 0;
        var done = 0;
        var before = Task.CompletedTask;
        foreach (var batch in gathering.InKeyOrder().Chunk(AccountsTogether))
        {
            // One batch is decided while the one before is still being written: neither waits for the other.
            var zones = await ZonesAsync(batch);
            var booked = Task.WhenAll(batch.Select((account, i) => BookAsync(account.Key, account.Value, zones[i])));
            await before;
            before = booked;
            done += batch.Length;
            progress(done);
        }

        await before;
        await target.Engine.SettleAsync();
    }

    /// <summary>The zone of each account: what its row says, else what is stored, else the tenant's.</summary>
    private async ValueTask<DateTimeZone[]> ZonesAsync(KeyValuePair<string, AccountGroup>[] batch)
    {
        var keys = batch.Select(account => Key(account.Key)).ToList();
        var rows = _storeHasAccounts
            ? await target.Engine.Setup.Store.LoadRowsAsync(keys)
            : new EntityRow?[batch.Length];
        var zones = new DateTimeZone[batch.Length];
        for (var i = 0; i < batch.Length; i++)
        {
            var profile = batch[i].Value.Profile;
            var name = profile is null ? rows[i]?.Zone : profile.Timezone;
            zones[i] = LocalDays.ZoneOrNull(name) ?? target.Zone;
        }

        return zones;
    }

    private async Task BookAsync(string account, AccountGroup group, DateTimeZone zone)
    {
        var key = Key(account);
        var at = Instant.Max(target.Clock, HistoryCommands.EarliestFact(group, zone) ?? target.Clock);
        if (_storeHasAccounts && await target.Engine.ReadAsync(key) is (Account stored, _))
        {
            // What is known already was booked at its own time; the new facts come after it.
            at = Instant.Max(at, stored.AsOf);
        }

        var profile = group.Profile is null ? null : await HistoryCommands.ProfileAsync(group.Profile, target);
        var seen = new DuplicateRows();
        foreach (var (bills, payments) in Parts(group))
        {
            var freshBills = seen.Fresh(bills, row => row.BillId, row => row with { Line = 0 });
            var freshPayments = seen.Fresh(payments, row => row.PaymentId, row => row with { Line = 0 });
            var answer = await target.Engine.AskAsync(
                key,
                new AccountCommand.RecordHistory
                {
                    Profile = profile,
                    Bills = freshBills.Select(HistoryCommands.Bill).ToItems(),
                    Payments = freshPayments.Select(row => HistoryCommands.Payment(row, zone)).ToItems(),
                },
                new AskOptions { Principal = Principal.Operator, At = at, Quiet = true });
            Tell(new Booked(profile is null ? null : group.Profile, freshBills, freshPayments), answer);
            profile = null;
        }

        Tell(seen);
    }

    private static IEnumerable<(
        IReadOnlyList<BillRow> Bills, IReadOnlyList<PaymentRow> Payments)> Parts(AccountGroup group)
    {
        if (group.Bills.Count + group.Payments.Count <= RowsPerCommandMax)
        {
            yield return (group.Bills, group.Payments);
            yield break;
        }

        foreach (var bills in group.Bills.Chunk(RowsPerCommandMax))
        {
            yield return (bills, []);
        }

        foreach (var payments in group.Payments.Chunk(RowsPerCommandMax))
        {
            yield return ([], payments);
        }
    }

    private void Tell(Booked booked, Answer answer)
    {
        lock (rejects)
        {
            if (answer.Report is not HistoryReport report)
            {
                var refusal = answer.Rejection;
                var all = new RowOutcome(RowResult.Rejected, refusal?.Code ?? "refused", null, refusal?.Message);
                report = new HistoryReport(
                    all, [.. booked.Bills.Select(_ => all)], [.. booked.Payments.Select(_ => all)]);
            }

            if (booked.Profile is not null && report.Profile is not null)
            {
                Tell(ImportSchema.Accounts, booked.Profile.Line, report.Profile);
            }

            for (var i = 0; i < booked.Bills.Count; i++)
            {
                Tell(ImportSchema.Bills, booked.Bills[i].Line, report.Bills[i]);
            }

            for (var i = 0; i < booked.Payments.Count; i++)
            {
                Tell(ImportSchema.Payments, booked.Payments[i].Line, report.Payments[i]);
            }
        }
    }

    private void Tell(DuplicateRows seen)
    {
        lock (rejects)
        {
            foreach (var (row, line, same) in seen.Repeated)
            {
                var schema = row is BillRow ? ImportSchema.Bills : ImportSchema.Payments;
                var outcome = same
                    ? new RowOutcome(RowResult.Unchanged, null, null, null)
                    : new RowOutcome(
                        RowResult.Rejected,
                        "duplicate_id",
                        ColumnNames.IdPointer(schema),
                        "The id stands in this file already, with other content.");
                Tell(schema, line, outcome);
            }
        }
    }

    private void Tell(ImportSchema schema, int line, RowOutcome outcome)
    {
        var file = _files[schema];
        gathering.Counts.Of(file).Add(outcome.Result);
        if (outcome.Result == RowResult.Rejected)
        {
            var column = ColumnNames.Of(schema, outcome.Pointer, outcome.Code);
            rejects.Add(
                file, new RejectedRow(line, column, outcome.Code ?? "refused", outcome.Message ?? string.Empty));
        }
    }

    private EntityKey Key(string account) => new(target.Tenant, AccountDecider.Kind, account);

    private sealed record Booked(AccountRow? Profile, IReadOnlyList<BillRow> Bills, IReadOnlyList<PaymentRow> Payments);
}
