using System.Text.Json;
using Collections.Domain.Accounts;
using Collections.Domain.Contacts;
using Collections.Gateways.Notices;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Personal;
using Collections.Runtime.Ports;

namespace Collections.Gateways.Privacy;

/// <summary>What an erasure reached.</summary>
/// <param name="Accounts">Accounts of the person that lost name and contacts.</param>
/// <param name="Notices">Notices in the outbox that were removed.</param>
public sealed record ErasedPerson(int Accounts, int Notices);

/// <summary>
/// Erases a person's personal data: name, contacts and free texts become unreadable for ever, in the database as in its
/// history, because the one key that opens them is destroyed. What was owed and done stays, under ids.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="vault">The vault, whose key is destroyed.</param>
/// <param name="outbox">Where notices lie as files; null when there are none.</param>
public sealed class PersonErasure(Engine engine, PersonalDataVault vault, NoticeFolder? outbox)
{
    private const int Page = 500;

    /// <summary>
    /// Erases a person. The log says who asked. When this ends in a fault, do it again: everything may be done twice.
    /// </summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="customerId">The person.</param>
    /// <param name="principal">Who asks.</param>
    /// <returns>What it reached; null when nobody is known by that id.</returns>
    public async ValueTask<ErasedPerson?> EraseAsync(string tenant, string customerId, Principal principal)
    {
        var key = new EntityKey(tenant, Person.Kind, customerId);
        var accounts = await AccountsOfAsync(tenant, customerId);
        var isKnown = accounts.Count > 0
            || await engine.ReadAsync(key) is not null
            || await vault.KnowsAsync(tenant, customerId);
        if (!isKnown)
        {
            return null;
        }

        var options = new AskOptions { Principal = principal };
        await AskAsync(key, new PersonCommand.ErasePerson(), options);
        await vault.EraseAsync(tenant, customerId);
        foreach (var account in accounts)
        {
            await AskAsync(account, new AccountCommand.ForgetPerson(customerId), options);
        }

        return new ErasedPerson(accounts.Count, await RemoveNoticesAsync(key));
    }

    private async ValueTask AskAsync(EntityKey key, ICommand command, AskOptions options)
    {
        var answer = await engine.AskAsync(key, command, options);
        if (answer.Rejection is { } refused)
        {
            throw new StoreUnavailableException($"The erasure is not complete ({refused.Code}); do it again.");
        }
    }

    private async ValueTask<List<EntityKey>> AccountsOfAsync(string tenant, string customerId)
    {
        var accounts = new List<EntityKey>();
        var rows = (IRowQueries)engine.Setup.Log;
        var query = new RowQuery(tenant, AccountDecider.Kind) { Limit = Page, Person = customerId };
        while (true)
        {
            var page = await rows.FindAsync(query);
            accounts.AddRange(page.Select(row => row.Key));
            if (page.Count < Page)
            {
                return accounts;
            }

            query = query with { AfterId = page[^1].Key.Id };
        }
    }

    private async ValueTask<int> RemoveNoticesAsync(EntityKey person)
    {
        var removed = 0;
        var after = 0L;
        while (outbox is not null)
        {
            var page = await engine.Setup.Log.ReadHistoryAsync(person, after, Page);
            foreach (var record in page)
            {
                after = record.Record.Version;
                removed += NoticesOf(record).Count(notice => outbox.Remove(person.Tenant, notice));
            }

            if (page.Count < Page)
            {
                break;
            }
        }

        return removed;
    }

    /// <summary>The notices that a record permitted.</summary>
    private static IEnumerable<string> NoticesOf(SequencedRecord record)
    {
        using var entry = JsonDocument.Parse(record.Record.Bytes);
        return
        [
            .. entry.RootElement.GetProperty("events").EnumerateArray()
                .Where(happened => happened.GetProperty("type").GetString() == "contact.permitted")
                .Select(happened => happened.GetProperty("data").GetProperty("noticeId").GetString()!),
        ];
    }
}
