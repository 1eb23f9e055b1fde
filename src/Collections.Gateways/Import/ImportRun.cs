using Collections.Domain.Accounts;
using Collections.Gateways.Wire;
using Collections.Runtime;
using Collections.Runtime.Personal;
using NodaTime;

namespace Collections.Gateways.Import;

/// <summary>Where an import goes.</summary>
/// <param name="Engine">The engine on the data folder.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Clock">The folder's clock: nothing is booked before it.</param>
/// <param name="Zone">The zone of accounts that name none.</param>
/// <param name="Vault">Seals personal values.</param>
public sealed record ImportTarget(
    Engine Engine, string Tenant, Instant Clock, DateTimeZone Zone, PersonalDataVault Vault)
{
    /// <summary>Where numbers are dialed that name no country.</summary>
    public HomeCountry Home { get; init; }
}

/// <summary>
/// Books gathered rows account by account in key order: facts at their own dates, nothing fires. Every row ends in the
/// counts of its file, and in the rejects when the account refused it. A run that was cut off is finished by another
/// one: what it booked is unchanged then.
/// </summary>
public sealed class ImportRun(ImportTarget target, ImportGathering gathering, ImportRejects rejects)
{
    // Looked up, sealed and booked together; several batches share one durable write. What is under way outlives a
    // collection, and everybody stands still while it is moved: with 256 the pauses were twice as long.
    private const int AccountsTogether = 128;

    // One waits until its batch is durable while the other decides, and each has the next batch made ready beside it:
    // enough for the writer hardly ever to wait. More in flight is more to move in collections: four were slower.
    private const int Workers = 2;

    private readonly Dictionary<ImportSchema, string> _files = [];
    private readonly Lock _telling = new();
    private bool _storeHasAccounts;
    private int _next;
    private int _done;

    /// <summary>Says which file rows of a kind came from.</summary>
    public void Name(ImportSchema schema, string file) => _files[schema] = file;

    /// <summary>Books everything; <paramref name="progress"/> hears the number of accounts done.</summary>
    public async Task RunAsync(Action<int> progress)
    {
        _storeHasAccounts = await AnyStoredAsync(null, null);
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(progress)));
        await target.Engine.SettleAsync();
    }

    private async Task WorkAsync(Action<int> progress)
    {
        // Leaves the caller, so that the workers run side by side.
        await Task.Yield();
        var reader = gathering.Reader();
        var before = Task.CompletedTask;
        try
        {
            var next = PrepareNextAsync(reader);
            while (await next is { } batch)
            {
                // What it has to ask the store for comes while this one is decided.
                next = PrepareNextAsync(reader);
                var booked = BookAsync(batch, progress);
                await before;
                before = booked;
            }

            await before;
        }
        catch
        {
            // The others finish what they have under way and take up nothing more.
            Interlocked.Exchange(ref _next, gathering.Accounts);
            throw;
        }
    }

    /// <summary>The next accounts that no worker has taken, ready to be booked; null when there are none.</summary>
    private async Task<ImportBatch?> PrepareNextAsync(GroupReader reader)
    {
        var first = Interlocked.Add(ref _next, AccountsTogether) - AccountsTogether;
        if (first >= gathering.Accounts)
        {
            return null;
        }

        var last = Math.Min(first + AccountsTogether, gathering.Accounts) - 1;
        var batch = new ImportBatch(target, [.. Enumerable.Range(first, last - first + 1).Select(reader.Read)]);
        await batch.PrepareAsync(_storeHasAccounts && await AnyStoredAsync(first, last));
        return batch;
    }

    private async Task BookAsync(ImportBatch batch, Action<int> progress)
    {
        var tally = await batch.BookAsync();
        lock (_telling)
        {
            foreach (var (schema, result, rows) in tally.Results)
            {
                gathering.Counts.Of(_files[schema]).Add(result, rows);
            }

            foreach (var (schema, row) in tally.Rejected)
            {
                rejects.Add(_files[schema], row);
            }

            _done += batch.Count;
            progress(_done);
        }
    }

    /// <summary>
    /// Whether any account may be stored between two places in key order: one question instead of one for each.
    /// </summary>
    private async ValueTask<bool> AnyStoredAsync(int? first, int? last)
    {
        var after = first is > 0 ? gathering.IdAt(first.Value - 1) : null;
        var found = await target.Engine.Setup.Log.ListAsync(target.Tenant, AccountDecider.Kind, after, 1);
        return found is [var next]
            && (last is null || string.CompareOrdinal(next.Key.Id, gathering.IdAt(last.Value)) <= 0);
    }
}
