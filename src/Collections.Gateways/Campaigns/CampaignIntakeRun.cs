using System.Collections.Concurrent;
using Collections.Domain.Accounts;
using Collections.Domain.Campaigns;
using Collections.Domain.Numbers;
using Collections.Domain.Tasks;
using Collections.Gateways.Tasks;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Kernel.Documents;
using Collections.Runtime;
using Collections.Runtime.Personal;

namespace Collections.Gateways.Campaigns;

/// <summary>What became of a campaign's rows.</summary>
/// <param name="Intake">How many.</param>
/// <param name="Rejected">Those not taken, by their place.</param>
public sealed record CampaignIntakeReport(CampaignIntake Intake, IReadOnlyList<RejectedRow> Rejected);

/// <summary>
/// Takes the rows of a campaign: each becomes or finds its account and bill, and gets a task. A row at fault stops no
/// other. Everything is named after the campaign and the row's place, so that taking them again changes nothing.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="vault">Seals names and numbers.</param>
/// <param name="home">Where numbers are dialed that name no country.</param>
/// <param name="options">Who asks.</param>
public sealed class CampaignIntakeRun(
    Engine engine, PersonalDataVault vault, HomeCountry home, AskOptions options)
{
    // Enough to fill group commits, little enough to leave room for others.
    private const int AtOnce = 64;

    private const string PhoneKind = "phone";

    /// <summary>Takes the rows.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="strategy">The strategy of its tasks.</param>
    /// <param name="rows">The rows as they came.</param>
    public async ValueTask<CampaignIntakeReport> TakeAsync(
        EntityKey campaign, TaskStrategy strategy, IReadOnlyList<Node> rows)
    {
        var rejected = new ConcurrentBag<RejectedRow>();
        var merged = 0;
        var groups = Groups(rows, rejected);
        using var room = new SemaphoreSlim(AtOnce);
        await Task.WhenAll(groups.Select(async group =>
        {
            await room.WaitAsync();
            try
            {
                // The rows of one account in their order: the second finds what the first made.
                foreach (var row in group)
                {
                    var (fault, isMerged) = await TakeAsync(campaign, strategy, row);
                    if (fault is not null)
                    {
                        rejected.Add(fault);
                    }
                    else if (isMerged)
                    {
                        Interlocked.Increment(ref merged);
                    }
                }
            }
            finally
            {
                room.Release();
            }
        }));
        RejectedRow[] all = [.. rejected.OrderBy(row => row.Index)];
        return new CampaignIntakeReport(new CampaignIntake(rows.Count - all.Length, merged, all.Length), all);
    }

    private static List<List<WireRow>> Groups(IReadOnlyList<Node> rows, ConcurrentBag<RejectedRow> rejected)
    {
        var seen = new HashSet<(string Account, string? Bill)>();
        var groups = new Dictionary<string, List<WireRow>>(StringComparer.Ordinal);
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, fault) = CampaignBodies.Row(rows[i], i);
            if (row is null)
            {
                rejected.Add(fault!);
            }
            else if (!seen.Add((row.AccountId, row.BillId)))
            {
                rejected.Add(new RejectedRow(i, row.BillId is null ? "/accountId" : "/billId", "duplicate_row"));
            }
            else if (groups.TryGetValue(row.AccountId, out var group))
            {
                group.Add(row);
            }
            else
            {
                groups.Add(row.AccountId, [row]);
            }
        }

        return [.. groups.Values];
    }

    private async ValueTask<(RejectedRow? Fault, bool Merged)> TakeAsync(
        EntityKey campaign, TaskStrategy strategy, WireRow row)
    {
        var key = campaign with { Kind = AccountDecider.Kind, Id = row.AccountId };
        if (await PutAccountAsync(key, strategy, row) is { } accountFault)
        {
            return (Rejected(row, accountFault, "/accountId"), false);
        }

        if (await AddBillAsync(key, row) is { } billFault)
        {
            return (Rejected(row, billFault, "/billId"), false);
        }

        var task = campaign with { Kind = TaskDecider.Kind, Id = DerivedId.Of("tsk", campaign, 0, row.Index) };
        var answer = await TaskDesk.AskAsync(engine, task, new TaskCommand.CreateTask(new TaskTerms
        {
            AccountId = row.AccountId,
            Kind = "call",
            Campaign = campaign.Id,
            BillId = row.BillId,
            Priority = row.Priority,
            Strategy = strategy,
        }), options);
        return answer.Rejection is { } refusal
            ? (Rejected(row, refusal, "/accountId"), false)
            : (null, answer.State is CollectionTask { Id: var id } && id != task.Id);
    }

    /// <summary>
    /// The account comes to exist; one that exists keeps its profile, and learns a number it did not know.
    /// </summary>
    private async ValueTask<Rejection?> PutAccountAsync(EntityKey key, TaskStrategy strategy, WireRow row)
    {
        var account = await TaskDesk.AccountAsync(engine, key.Tenant, key.Id);
        if (NumberFault(row, account?.Profile?.TimeZone ?? strategy.TimeZone) is { } fault)
        {
            return fault;
        }

        if (account is { Profile: { } profile })
        {
            return row.CustomerId is not null && row.CustomerId != profile.CustomerId
                ? Rejection.Conflict("customer_conflict", "The account is another customer's.") with
                {
                    Fields = [new FieldFault("/customerId", "customer_conflict", "The account is another customer's.")],
                }
                : await LearnNumberAsync(key, profile, row);
        }

        var customer = row.CustomerId ?? row.AccountId;
        var put = new AccountCommand.PutAccount
        {
            CustomerId = row.CustomerId,
            TimeZone = strategy.TimeZone,
            Name = row.Name is null ? null : await vault.SealAsync(key.Tenant, customer, row.Name),
            Contacts = row.Phone is null
                ? null
                : [await ContactAsync(key, customer, (PhoneKind, row.Phone, null), strategy.TimeZone)],
        };
        return (await engine.AskAsync(key, put, options)).Rejection;
    }

    /// <summary>
    /// What is wrong with the number of a row. Where nothing tells the country that it is dialed in, nobody can say.
    /// </summary>
    private Rejection? NumberFault(WireRow row, string? zone)
    {
        var fault = row.Phone is null
            ? null
            : PhoneNumbers.Read(row.Phone, NumberRegion.Of(home.Country, zone, home.TimeZone)).Fault;
        return fault is null or NumberFaults.CountryUnknown
            ? null
            : Rejection.Invalid("/phone", fault, "No number of that kind can be dialed.");
    }

    private async ValueTask<Rejection?> LearnNumberAsync(EntityKey key, Profile profile, WireRow row)
    {
        if (row.Phone is null)
        {
            return null;
        }

        var phone = await ContactAsync(key, profile.CustomerId, (PhoneKind, row.Phone, null), profile.TimeZone);
        if (profile.Contacts.Any(contact => contact.Value.Hash == phone.Value.Hash))
        {
            return null;
        }

        // The number of the list comes first: it is the one the campaign was sent for.
        var contacts = new List<AccountCommand.NewContact> { phone };
        foreach (var contact in profile.Contacts.ToArray())
        {
            if (await vault.OpenAsync(key.Tenant, contact.Value) is { } value)
            {
                contacts.Add(await ContactAsync(
                    key, profile.CustomerId, (contact.Kind, value, contact.Role), profile.TimeZone));
            }
        }

        var name = profile.Name is null ? null : await vault.OpenAsync(key.Tenant, profile.Name);
        var put = new AccountCommand.PutAccount
        {
            CustomerId = profile.CustomerId,
            Name = name is null ? null : await vault.SealAsync(key.Tenant, profile.CustomerId, name),
            Currency = profile.Currency,
            TimeZone = profile.TimeZone,
            Locale = profile.Locale,
            Segmentation = profile.Segmentation ?? new(),
            CreditRating = profile.CreditRating,
            ParentId = profile.ParentId,
            PaidByParent = profile.PaidByParent,
            PreferredTimeWindow = profile.PreferredTimeWindow,
            Contacts = [.. contacts],
        };
        return (await engine.AskAsync(key, put, options)).Rejection;
    }

    private async ValueTask<AccountCommand.NewContact> ContactAsync(
        EntityKey account, string customer, (string Kind, string Value, string? Role) contact, string? zone)
    {
        var (matching, zones) = home.Read(contact.Kind, contact.Value, zone);
        var value = await vault.SealAsync(account.Tenant, customer, contact.Value, matching);
        return new AccountCommand.NewContact(contact.Kind, value, contact.Role) { Zones = zones };
    }

    /// <summary>The bill comes to exist; of one that exists the books know better than the list.</summary>
    private async ValueTask<Rejection?> AddBillAsync(EntityKey key, WireRow row)
    {
        if (row.BillId is not { } bill
            || await TaskDesk.AccountAsync(engine, key.Tenant, key.Id) is not { } account
            || account.Bill(bill) is not null)
        {
            return null;
        }

        var add = new AccountCommand.AddBill(bill, row.AmountDue!.Value)
        {
            DueDate = row.DueDate,
            IssuedOn = row.DueDate,
        };

        // A busy account is no account that has the bill: then the campaign is asked for again.
        var refusal = (await engine.AskAsync(key, add, options)).Decided().Rejection;
        return refusal?.Class == RejectionClass.Conflict ? null : refusal;
    }

    private static RejectedRow Rejected(WireRow row, Rejection refusal, string pointer) =>
        refusal.Fields is [var fault, ..]
            ? new RejectedRow(row.Index, PointerOf(fault.Pointer), fault.Code)
            : new RejectedRow(row.Index, pointer, refusal.Code);

    private static string PointerOf(string pointer) => pointer switch
    {
        "/amount" => "/amountDue",
        "/timezone" => "/accountId",
        _ => pointer,
    };
}
