using Collections.Domain.Accounts;
using Collections.Kernel;
using Collections.Runtime;
using NodaTime;

namespace Collections.Gateways.Import;

/// <summary>Accounts that are made ready and booked together.</summary>
/// <param name="target">Where they go.</param>
/// <param name="groups">What the files say about each.</param>
internal sealed class ImportBatch(ImportTarget target, IReadOnlyList<AccountGroup> groups)
{
    // An account with more rows is booked in several commits, each well under a decision's limit of events.
    private const int RowsPerCommandMax = 2_000;

    // Each asking tries several times itself; rows of an account that others change without end are rejected.
    private const int AskAgainMax = 3;

    private readonly ProfileSealing _sealing = new(target);
    private Stored[] _stored = [];
    private SealedProfile?[] _profiles = [];

    /// <summary>Accounts in it.</summary>
    public int Count => groups.Count;

    /// <summary>Looks up what is stored and seals what is personal.</summary>
    /// <param name="mayBeStored">Whether some of the accounts may be in the store.</param>
    public async Task PrepareAsync(bool mayBeStored)
    {
        _stored = mayBeStored
            ? await Task.WhenAll(groups.Select(group => LookAsync(group.AccountId)))
            : [.. Enumerable.Repeat(Stored.Nothing, groups.Count)];
        _profiles = await _sealing.SealAsync(
            [.. groups.Select((group, i) => (group.Profile, _stored[i].Account))], allNew: !mayBeStored);
    }

    /// <summary>Books all accounts; tells what became of the rows when everything is durable.</summary>
    public async Task<ImportTally> BookAsync()
    {
        var tally = new ImportTally();
        var booking = new Task<List<Booked>>[groups.Count];
        for (var i = 0; i < booking.Length; i++)
        {
            booking[i] = BookAsync(i);
        }

        var booked = await Task.WhenAll(booking);
        for (var i = 0; i < booked.Length; i++)
        {
            Tell(tally, groups[i], booked[i]);
        }

        return tally;
    }

    private async Task<Stored> LookAsync(string account) =>
        await target.Engine.ReadAsync(Key(account)) is (Account stored, var version)
            ? new Stored(stored, version)
            : Stored.Nothing;

    private async Task<List<Booked>> BookAsync(int place)
    {
        var group = groups[place];
        var all = new List<Booked>(1);
        var profile = _profiles[place];
        var inParts = group.Bills.Count + group.Payments.Count > RowsPerCommandMax;
        var repeats = new DuplicateRows(inParts);
        foreach (var (bills, payments) in Parts(group, inParts))
        {
            var part = new Booked(
                profile is null ? null : group.Profile,
                repeats.Fresh(bills, static row => row with { Line = 0 }),
                repeats.Fresh(payments, static row => row with { Line = 0 }));
            var seen = all.Count == 0 ? _stored[place] : _stored[place] with { Version = null };
            var answer = await AskAsync(group, part, profile, seen);
            for (var again = 0; again < AskAgainMax && OthersCameFirst(answer); again++)
            {
                answer = await AskAgainAsync(group, part);
            }

            all.Add(part with { Answer = answer, Repeated = repeats.Repeated });
            profile = null;
        }

        return all;
    }

    /// <summary>
    /// Asks the account. One that was looked at must still be what was seen: then its personal values may be told by
    /// hash, and one that is not there need not be looked for again.
    /// </summary>
    private ValueTask<Answer> AskAsync(AccountGroup group, Booked part, SealedProfile? profile, Stored seen)
    {
        var zone = ZoneOf(group, seen.Account);
        var at = Instant.Max(target.Clock, HistoryCommands.EarliestFact(group, zone) ?? target.Clock);
        if (seen.Account is { } stored)
        {
            // What is known already was booked at its own time; the new facts come after it.
            at = Instant.Max(at, stored.AsOf);
        }

        var history = new AccountCommand.RecordHistory
        {
            Profile = profile?.Command,
            Bills = part.Bills.Select(HistoryCommands.Bill).ToItems(),
            Payments = part.Payments.Select(row => HistoryCommands.Payment(row, zone)).ToItems(),
        };
        return target.Engine.AskAsync(Key(group.AccountId), history, new AskOptions
        {
            Principal = Principal.Operator,
            At = at,
            Quiet = true,
            ExpectedVersion = seen.Version,
        });
    }

    /// <summary>Whether others changed the account first: nothing is wrong with its rows.</summary>
    private static bool OthersCameFirst(Answer answer) =>
        answer.Rejection?.Code is "version_mismatch" or Answer.BusyCode;

    /// <summary>Somebody else changed the account meanwhile: it is looked at again, and nothing is expected.</summary>
    private async ValueTask<Answer> AskAgainAsync(AccountGroup group, Booked part)
    {
        var stored = await LookAsync(group.AccountId);
        var profiles = part.Profile is null ? [null] : await _sealing.SealAsync([(part.Profile, null)], allNew: false);
        return await AskAsync(group, part, profiles[0], stored with { Version = null });
    }

    private DateTimeZone ZoneOf(AccountGroup group, Account? stored) =>
        LocalDays.ZoneOrNull(group.Profile is { } profile ? profile.Timezone : stored?.Profile?.TimeZone)
        ?? target.Zone;

    private static IEnumerable<(
        IReadOnlyList<BillRow> Bills, IReadOnlyList<PaymentRow> Payments)> Parts(AccountGroup group, bool inParts)
    {
        if (!inParts)
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

    private static void Tell(ImportTally tally, AccountGroup group, List<Booked> booked)
    {
        foreach (var part in booked)
        {
            Tell(tally, part);
        }

        foreach (var (row, same) in booked.Count == 0 ? [] : booked[^1].Repeated)
        {
            tally.Repeat(row, same);
        }

        foreach (var (schema, row) in group.Rejected)
        {
            tally.Reject(schema, row);
        }

        if (group.ProfilesRepeated > 0)
        {
            tally.Count(ImportSchema.Accounts, RowResult.Unchanged, group.ProfilesRepeated);
        }
    }

    private static void Tell(ImportTally tally, Booked booked)
    {
        var answer = booked.Answer;
        if (answer?.Report is not HistoryReport report)
        {
            var refusal = answer?.Rejection;
            var all = new RowOutcome(RowResult.Rejected, refusal?.Code ?? "refused", null, refusal?.Message);
            report = new HistoryReport(all, [.. booked.Bills.Select(_ => all)], [.. booked.Payments.Select(_ => all)]);
        }

        if (booked.Profile is not null && report.Profile is not null)
        {
            tally.Take(ImportSchema.Accounts, booked.Profile.Line, report.Profile);
        }

        for (var i = 0; i < booked.Bills.Count; i++)
        {
            tally.Take(ImportSchema.Bills, booked.Bills[i].Line, report.Bills[i]);
        }

        for (var i = 0; i < booked.Payments.Count; i++)
        {
            tally.Take(ImportSchema.Payments, booked.Payments[i].Line, report.Payments[i]);
        }
    }

    private EntityKey Key(string account) => new(target.Tenant, AccountDecider.Kind, account);

    /// <summary>What is stored of an account.</summary>
    /// <param name="Account">Its state.</param>
    /// <param name="Version">Its version; null for whatever it is by then.</param>
    private readonly record struct Stored(Account? Account, long? Version)
    {
        public static Stored Nothing { get; } = new(null, 0);
    }

    private sealed record Booked(AccountRow? Profile, IReadOnlyList<BillRow> Bills, IReadOnlyList<PaymentRow> Payments)
    {
        public Answer? Answer { get; init; }

        public IReadOnlyList<(IImportedRow Row, bool Same)> Repeated { get; init; } = [];
    }
}
