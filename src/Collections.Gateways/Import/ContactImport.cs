using Collections.Domain.Accounts;
using Collections.Domain.Contacts;
using Collections.Domain.Flows;
using Collections.Gateways.Contacts;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Runtime;
using NodaTime;

namespace Collections.Gateways.Import;

/// <summary>
/// Contacts that agencies report: each counts against the limits of the person's gate as if the house had made it. Run
/// again it changes nothing.
/// </summary>
/// <param name="target">Where it goes.</param>
/// <param name="rejects">Hears of rows that were not taken.</param>
public sealed class ContactImport(ImportTarget target, ImportRejects rejects)
{
    // Many contacts share one durable write.
    private const int Together = 512;

    private static readonly string[] Directions = ["out", "in"];

    private readonly RowReader _reader = new();

    /// <summary>Takes a file; <paramref name="progress"/> hears the number of rows done.</summary>
    public async Task<ImportCount> RunAsync(CsvTable table, Action<int> progress)
    {
        var count = new ImportCount();
        foreach (var rows in table.Rows().Select(Read).Chunk(Together))
        {
            var outcomes = await Task.WhenAll(rows.Select(TakeAsync));
            foreach (var (result, fault) in outcomes)
            {
                count.Read++;
                count.Add(result);
                if (fault is not null)
                {
                    rejects.Add(table.Path, fault);
                }
            }

            progress(count.Read);
        }

        return count;
    }

    private (int Line, ContactMark? Mark, RejectedRow? Fault) Read(CsvRow row)
    {
        _reader.Start(row);
        var mark = new ContactMark
        {
            ContactId = _reader.Id("contact_id"),
            AccountId = _reader.Id("account_id"),
            At = At(),
            Channel = _reader.Id("channel"),
            Result = Outcome(),
            Inbound = _reader.Word("direction", Directions) == "in",
            By = _reader.OptionalId("agency"),
        };
        return _reader.Fault is null ? (row.Line, mark, null) : (row.Line, null, _reader.Fault);
    }

    private Instant At()
    {
        if (WireTime.TryInstant(_reader.Raw("at"), out var at))
        {
            return LocalDays.CutToMilliseconds(at);
        }

        _reader.Reject("at", "instant", "An instant such as 2026-01-31T09:00:00Z is expected.");
        return default;
    }

    private string Outcome()
    {
        var outcome = _reader.Id("outcome");
        if (!ContactResults.IsKnown(outcome))
        {
            _reader.Reject("outcome", "unknown_outcome", "One of the canonical outcomes is expected.");
        }

        return outcome;
    }

    private async Task<(RowResult Result, RejectedRow? Fault)> TakeAsync(
        (int Line, ContactMark? Mark, RejectedRow? Fault) row)
    {
        if (row.Mark is not { } mark)
        {
            return (RowResult.Rejected, row.Fault);
        }

        if (await ContactDesk.FindAsync(target.Engine, target.Tenant, mark.AccountId!) is not var (account, person))
        {
            return (RowResult.Rejected, new RejectedRow(
                row.Line, "account_id", "account_unknown", "There is no such account."));
        }

        var number = AccountContacts.QueryOf(account, mark.Channel).NumberId;
        var answer = await target.Engine.AskAsync(
            person,
            new PersonCommand.RecordContact(mark with { NumberId = number }),
            new AskOptions { Principal = Principal.Operator, At = Instant.Max(target.Clock, mark.At), Quiet = true });
        return answer switch
        {
            { Rejection: { } refused } =>
                (RowResult.Rejected, new RejectedRow(row.Line, string.Empty, refused.Code, refused.Message)),
            { Outcome: Runtime.Outcome.Accepted } => (RowResult.Added, null),
            _ => (RowResult.Unchanged, null),
        };
    }
}
