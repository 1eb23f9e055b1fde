using Collections.Domain.Accounts;
using Collections.Domain.Contacts;
using Collections.Domain.Retention;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Gateways.Privacy;

/// <summary>What became of the closed cases of a tenant.</summary>
/// <param name="Due">Persons whose data is past its time.</param>
/// <param name="Held">Persons past their time whom a legal hold or an open complaint keeps.</param>
/// <param name="Kept">Persons whose time is not over, or who still owe.</param>
public sealed record RetentionReport(IReadOnlyList<string> Due, IReadOnlyList<string> Held, int Kept);

/// <summary>
/// Finds persons all of whose accounts are settled and have been quiet for as long as case records are kept. Nothing is
/// changed; who destroys erases the persons that are due.
/// </summary>
/// <param name="engine">The engine.</param>
public sealed class RetentionSweep(Engine engine)
{
    private const int Page = 500;

    private readonly Dictionary<string, Instant?> _ends = new(StringComparer.Ordinal);

    /// <summary>The persons of a tenant as of an instant.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="country">Its country; null when none was given.</param>
    /// <param name="at">The instant.</param>
    public async ValueTask<RetentionReport> FindAsync(string tenant, string? country, Instant at)
    {
        var rule = RetentionClasses.OrNull(RetentionClasses.CaseRecords)!;
        string? after = null;
        while (true)
        {
            var page = await engine.Setup.Log.ListAsync(tenant, AccountDecider.Kind, after, Page);
            foreach (var account in page)
            {
                await AddAsync(account, rule, country);
                after = account.Key.Id;
            }

            if (page.Count < Page)
            {
                return await ReportAsync(tenant, at);
            }
        }
    }

    /// <summary>A person's time ends when that of the last account does; never while one still owes.</summary>
    private async ValueTask AddAsync(ListedEntity account, RetentionClass rule, string? country)
    {
        if (account.Row is not { Status: not null, Person: { } person })
        {
            return;
        }

        var isSettled = account.Row is { AmountMinor: 0, Day: null };
        var end = isSettled ? rule.EndsAt(await LastAsync(account), country) : null;
        _ends[person] = _ends.TryGetValue(person, out var known)
            ? known is { } one && end is { } other ? Instant.Max(one, other) : null
            : end;
    }

    private async ValueTask<Instant> LastAsync(ListedEntity account) =>
        await engine.Setup.Log.ReadHistoryAsync(account.Key, account.Version - 1, 1) is [var record]
            ? record.Record.At
            : Instant.MaxValue;

    private async ValueTask<bool> IsHeldAsync(EntityKey person) =>
        await engine.ReadAsync(person) is (Person { LegalHolds.Count: > 0 }, _);

    private async ValueTask<RetentionReport> ReportAsync(string tenant, Instant at)
    {
        var (due, held, kept) = (new List<string>(), new List<string>(), 0);
        foreach (var (person, end) in _ends.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            if (!(end <= at))
            {
                kept++;
            }
            else if (await IsHeldAsync(new EntityKey(tenant, Person.Kind, person)))
            {
                held.Add(person);
            }
            else
            {
                due.Add(person);
            }
        }

        return new RetentionReport(due, held, kept);
    }
}
