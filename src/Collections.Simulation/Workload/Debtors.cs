using Collections.Domain.Accounts;
using Collections.Domain.Contacts;
using Collections.Kernel;
using Collections.Simulation.Faults;
using Collections.Simulation.Runs;
using Collections.Simulation.World;
using NodaTime;

namespace Collections.Simulation.Workload;

/// <summary>
/// The people of a world with faults: the households of the demo, each with its temperament and pay-day, who read their
/// mail once a day, take calls, and pay or do not. What they do follows from what reached them.
/// </summary>
internal sealed class Debtors : ICounter
{
    private static readonly Duration DayPart = Duration.FromHours(13) + Duration.FromMinutes(17);

    private readonly Chaos _chaos;
    private readonly Client _client;
    private readonly MailHost _mail;
    private readonly Tellers _tellers;
    private readonly SortedDictionary<string, Household> _households = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<Customer> _customers;
    private readonly long _seed;
    private int[] _behind;
    private int _read;

    public Debtors(Chaos chaos, Client client, (MailHost Mail, Profiles Profiles, int Count) world)
    {
        _chaos = chaos;
        _client = client;
        _mail = world.Mail;
        _seed = world.Profiles.Seed;
        _tellers = new Tellers(this);
        _customers =
        [
            .. Portfolio.Of(new WorldOptions { Accounts = world.Count, Seed = _seed }).Select(world.Profiles.Settle),
        ];
        _behind = [.. _customers.Select(customer => customer.MonthsBehind)];
        foreach (var customer in _customers)
        {
            _households[customer.AccountId] = new Household(_seed, customer);
        }
    }

    /// <summary>The household of an account.</summary>
    public Household Of(string accountId) => _households[accountId];

    /// <summary>The instants at which the households live, one a day.</summary>
    public static IEnumerable<Instant> Days(Instant start, int days) =>
        Enumerable.Range(0, days).Select(day => start + Duration.FromDays(day) + DayPart);

    /// <summary>Lives a day.</summary>
    public Task LiveAsync(Instant at)
    {
        if (at.InUtc().Day == 1 || at - DayPart == SimulationOptions.Start)
        {
            Plan(at.InUtc().Date.ToYearMonth());
        }

        var deeds = ReadMail();
        foreach (var household in _households.Values)
        {
            var today = LocalDays.DayOf(at, household.Customer.Zone);
            foreach (var intent in household.Take(today))
            {
                _chaos.Marks.Hit("debtor." + intent.GetType().Name);
                deeds.Add(_tellers.DoAsync(household, intent, today));
            }
        }

        return Task.WhenAll(deeds);
    }

    /// <inheritdoc/>
    public async ValueTask<Account> ReadAsync(string accountId)
    {
        var key = Script.Account(0) with { Id = accountId };
        var read = await _client.PersistAsync(node => node.DoAsync(engine => engine.ReadAsync(key)));
        return (Account)read!.Value.State;
    }

    /// <inheritdoc/>
    public Task AskAsync(string accountId, AccountCommand command, Principal who) =>
        _client.AskAsync(new Ask(_chaos.Scheduler.Now, Script.Account(0) with { Id = accountId }, command, who.Id));

    /// <summary>Falls behind, catches up or stays, as many as the published table says.</summary>
    private void Plan(YearMonth month)
    {
        var targets = MonthPlans.Of(_seed, (month.Year * 12) + month.Month, _customers, _behind);
        foreach (var customer in _customers)
        {
            Of(customer.AccountId).Plan(month, _behind[customer.Number], targets[customer.Number]);
        }

        _behind = targets;
    }

    private List<Task> ReadMail()
    {
        var wishes = new List<Task>();
        for (; _read < _mail.Ledger.Count; _read++)
        {
            var notice = _mail.Ledger[_read];
            var household = Of(notice.AccountId);
            if (household.Hear(notice.Template, LocalDays.DayOf(_chaos.Scheduler.Now, household.Customer.Zone)))
            {
                _chaos.Marks.Hit("debtor.unsubscribes");
                var person = Script.Person(household.Customer.Number);
                var wish = new PersonCommand.OptOut("email", "unsubscribe-link");
                wishes.Add(_client.AskAsync(new Ask(_chaos.Scheduler.Now, person, wish, "person")));
            }
        }

        return wishes;
    }
}
