using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Domain.Numbers;
using Collections.Domain.Overdue;
using Collections.Kernel;
using Collections.Kernel.Documents;
using Collections.Runtime;
using NodaTime;

namespace Collections.Simulation.World;

/// <summary>Opens a portfolio: the tenant, its policy, and every account with the bills it brings along.</summary>
internal sealed class Opening(WorldHost host, WorldOptions options)
{
    // One paid bill shows that the account has a history; the unpaid ones make its present.
    private const int PaidMonths = 1;

    private static readonly Principal Integration = new("billing", "integration");

    /// <summary>Publishes what the accounts live under, before the first of them.</summary>
    public async ValueTask ConfigureAsync()
    {
        await DoAsync(
            new EntityKey(WorldHost.Tenant, TenantDecider.Kind, WorldHost.Tenant),
            new TenantCommand.ConfigureTenant { Name = "Northlight Energy" });
        var source = DemoPolicy.Document;
        await DoAsync(
            new EntityKey(WorldHost.Tenant, PolicyDocument.KindName, "default"),
            new PublicationCommand.Publish(
                source.Format, source.Text, JsonDocuments.Write(source.Document!), EffectiveFrom: null));
        await host.Engine.SettleAsync();
    }

    /// <summary>Books an account and its history; nothing fires before the first day.</summary>
    public async Task OpenAsync(Customer customer)
    {
        var name = await SealAsync(customer, customer.Name);
        var contacts = new List<AccountCommand.NewContact>();
        if (customer.Email is not null)
        {
            contacts.Add(await ContactAsync(customer, "email", customer.Email));
        }

        contacts.Add(await ContactAsync(customer, "phone", customer.Phone));
        var history = new AccountCommand.RecordHistory
        {
            Profile = new AccountCommand.PutAccount
            {
                CustomerId = customer.PersonId,
                Name = name,
                Currency = customer.Market.Currency,
                TimeZone = customer.Market.Zone,
                Locale = customer.Market.Locale,
                Segmentation = new Segmentation
                {
                    CollectionClass = "UTILITY",
                    Tier = customer.Tier,
                    Region = customer.Market.Region,
                    Segment = customer.Segment,
                },
                Contacts = contacts.ToItems(),
            },
            Bills = BillsOf(customer).ToItems(),
            Payments = PaymentsOf(customer).ToItems(),
        };
        await DoAsync(WorldHost.Account(customer.AccountId), history, quiet: true);
    }

    private IEnumerable<AccountCommand.AddBill> BillsOf(Customer customer)
    {
        var first = WorldOptions.Start.InUtc().Date.ToYearMonth();
        for (var months = -customer.MonthsBehind - PaidMonths; months <= 0; months++)
        {
            var bill = Billing.Bill(options.Seed, customer, first.PlusMonths(months));
            if (bill.IssuedOn < WorldOptions.Start.InUtc().Date)
            {
                yield return bill;
            }
        }
    }

    private IEnumerable<AccountCommand.AddPayment> PaymentsOf(Customer customer)
    {
        var month = WorldOptions.Start.InUtc().Date.ToYearMonth().PlusMonths(-customer.MonthsBehind - PaidMonths);
        var bill = Billing.Bill(options.Seed, customer, month);
        yield return new AccountCommand.AddPayment("p-000", bill.AmountDue)
        {
            Currency = bill.Currency,
            BillId = bill.BillId,
            Status = PaymentStatus.Settled,
            Method = "transfer",
            ReceivedAt = LocalDays.StartOf(bill.DueDate!.Value.PlusDays(-1), customer.Zone) + Duration.FromHours(12),
        };
    }

    private async ValueTask<AccountCommand.NewContact> ContactAsync(Customer customer, string kind, string value)
    {
        var (matching, zones) = ContactMatching.Read(value, NumberRegion.Of(null, customer.Market.Zone));
        return new AccountCommand.NewContact(kind, await SealAsync(customer, value, matching), null)
        {
            Zones = zones.ToItems(),
        };
    }

    private ValueTask<SealedText> SealAsync(Customer customer, string value, string? matching = null) =>
        host.Vault.SealAsync(WorldHost.Tenant, customer.PersonId, value, matching);

    private async ValueTask DoAsync(EntityKey key, ICommand command, bool quiet = false)
    {
        var answer = await host.Engine.AskAsync(
            key, command, new AskOptions { Principal = Integration, Quiet = quiet });
        Invariant.Require(
            answer.Rejection is null, $"The world opens, but for {answer.Rejection?.Code} of {key}.");
    }
}
