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

    // Batches whose keys and accounts the store is asked for while others are decided: with one, it was waited for.
    private const int ReadyMax = 2;

    // Batches that wait until they are durable: enough for the writer hardly ever to wait. One thread decides them all;
    // several kept the writer's thread from a core, and then stood still until it had caught up.
    private const int BookingMax = 4;

    private readonly Dictionary<ImportSchema, string> _files = [];
    private readonly Lock _telling = new();
    private bool _storeHasAccounts;
    private int _done;

    /// <summary>Says which file rows of a kind came from.</summary>
    public void Name(ImportSchema schema, string file) => _files[schema] = file;

    /// <summary>Books everything; <paramref name="progress"/> hears the number of accounts done.</summary>
    public async Task RunAsync(Action<int> progress)
    {
        _storeHasAccounts = await AnyStoredAsync(null, null);
        await BookAllAsync(progress);
        await target.Engine.SettleAsync();
    }

    private async Task BookAllAsync(Action<int> progress)
    {
        var reader = gathering.Reader();
        var ready = new Queue<Task<ImportBatch>>();
        var booking = new Queue<Task>();
        try
        {
            for (var first = 0; first < gathering.Accounts; first += AccountsTogether)
            {
                ready.Enqueue(PrepareAsync(reader, first));
                if (ready.Count > ReadyMax)
                {
                    booking.Enqueue(BookAsync(await ready.Dequeue(), progress));
                }

                if (booking.Count > BookingMax)
                {
                    await booking.Dequeue();
                }
            }

            while (ready.TryDequeue(out var last))
            {
                booking.Enqueue(BookAsync(await last, progress));
            }

            await Task.WhenAll(booking);
        }
        catch
        {
            // Nothing is left running behind the caller's back; the first fault is the one that is told.
            await Task.WhenAll([.. ready, .. booking]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    /// <summary>A batch of accounts from a place on, ready to be booked.</summary>
    private async Task<ImportBatch> PrepareAsync(GroupReader reader, int first)
    {
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
