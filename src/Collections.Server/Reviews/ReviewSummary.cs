using System.Text.Json;
using Collections.Domain.Overdue;
using Collections.Kernel;
using Collections.Runtime.Log;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Server.Reviews;

/// <summary>Accounts by state, accounts by bucket, and what a review started.</summary>
internal sealed class ReviewSummary
{
    private const int PageRecords = 2_000;

    private readonly SortedDictionary<string, int> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _buckets = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _started = new(StringComparer.Ordinal);

    /// <summary>Accounts by overdue state.</summary>
    public IReadOnlyDictionary<string, int> States => _states;

    /// <summary>Accounts by bucket.</summary>
    public IReadOnlyDictionary<string, int> Buckets => _buckets;

    /// <summary>What was started, by what it is: states entered, treatments, notices, tasks.</summary>
    public IReadOnlyDictionary<string, int> Started => _started;

    /// <summary>Counts one account; one that is only announced does not count.</summary>
    public void Add(EntityRow row, LocalDate today, AgingBuckets buckets)
    {
        if (row.Status is null)
        {
            return;
        }

        _states[row.Status] = _states.GetValueOrDefault(row.Status) + 1;
        var bucket = row.Day is { } oldest ? buckets.NameOf(oldest, today) : AgingBuckets.CurrentName;
        _buckets[bucket] = _buckets.GetValueOrDefault(bucket) + 1;
    }

    /// <summary>Counts what the log gained after a sequence.</summary>
    public async ValueTask CountStartedAsync(ILogReader log, string tenant, long after)
    {
        while (true)
        {
            var page = await log.ReadFeedAsync(tenant, after, PageRecords);
            foreach (var record in page)
            {
                after = record.Sequence;
                foreach (var happened in RecordText.Read(record.Record.Bytes).Events)
                {
                    Count(happened);
                }
            }

            if (page.Count < PageRecords)
            {
                return;
            }
        }
    }

    private void Count(LoggedEvent happened)
    {
        var what = happened.Type switch
        {
            "account.overdue.changed" => $"state {TextOf(happened, "to")}",
            "treatment.started" => $"treatment {TextOf(happened, "template")}",
            "notice.sent" or "task.created" or "service.stop.requested" => happened.Type,
            _ => null,
        };
        if (what is not null)
        {
            _started[what] = _started.GetValueOrDefault(what) + 1;
        }
    }

    private static string TextOf(LoggedEvent happened, string property)
    {
        using var data = JsonDocument.Parse(happened.Data);
        return data.RootElement.TryGetProperty(property, out var value) ? value.ToString() : "?";
    }
}
