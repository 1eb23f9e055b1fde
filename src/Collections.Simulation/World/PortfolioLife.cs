using Collections.Domain.Contacts;
using Collections.Kernel;
using NodaTime;

namespace Collections.Simulation.World;

/// <summary>
/// A portfolio that lives: bills are written, mail is read, calls are taken, money comes in or does not. Everything
/// the company does, the real engine does; everything the customers do, they do by its public commands.
/// </summary>
public sealed class PortfolioLife
{
    private const int FeedPage = 2_000;

    private readonly WorldHost _host;
    private readonly WorldOptions _options;
    private readonly Refusals _refusals = new();
    private readonly Tellers _tellers;
    private readonly CallDesk _desk;
    private readonly Dictionary<string, Household> _households;
    private readonly IReadOnlyList<Customer> _customers;
    private long _feed;

    /// <summary>A world on an engine.</summary>
    public PortfolioLife(WorldHost host, WorldOptions options)
    {
        _host = host;
        _options = options;
        _tellers = new Tellers(new Counter(host, _refusals));
        _desk = new CallDesk(host, _refusals);
        _customers = Portfolio.Of(options);
        _households = _customers.ToDictionary(
            customer => customer.AccountId, customer => new Household(options.Seed, customer), StringComparer.Ordinal);
        Chronicle = new Chronicle(options);
    }

    /// <summary>Commands the engine refused, by code.</summary>
    public IReadOnlyDictionary<string, int> Refused => _refusals.ByCode;

    /// <summary>What was seen.</summary>
    internal Chronicle Chronicle { get; }

    /// <summary>How calls ended.</summary>
    internal IReadOnlyDictionary<string, int> Calls => _desk.Outcomes;

    /// <summary>Lives all days; <paramref name="progress"/> hears how many are over.</summary>
    public async Task RunAsync(Action<int> progress)
    {
        var opening = new Opening(_host, _options);
        await opening.ConfigureAsync();
        await _host.ForEachAsync(_customers, opening.OpenAsync);
        await DrainFeedAsync();
        var date = WorldOptions.Start.InUtc().Date;
        await CloseMonthAsync(date.PlusDays(-1));
        foreach (var (at, zones) in Rounds.Of(_options))
        {
            var today = at.InUtc().Date;
            if (today != date)
            {
                progress(Period.DaysBetween(WorldOptions.Start.InUtc().Date, today));
                if (today.Month != date.Month)
                {
                    await CloseMonthAsync(date);
                }

                date = today;
            }

            await _host.MoveToAsync(at);
            await RoundAsync(today, zones);
        }

        await _host.MoveToAsync(_options.End);
        await DrainFeedAsync();
        await CloseMonthAsync(date);
        progress(_options.Days);
    }

    private async Task RoundAsync(LocalDate today, string zones)
    {
        var here = _households
            .Where(each => Rounds.Concerns(each.Value.Customer, zones))
            .ToDictionary(StringComparer.Ordinal);
        await ReadMailAsync(today);
        await DrainFeedAsync();
        await _host.ForEachAsync(
            here.Values.Where(household => IsBusy(household, today)),
            household => ActAsync(household, today));
        await DrainFeedAsync();
        await _desk.WorkAsync(here);
    }

    private bool IsBusy(Household household, LocalDate today) =>
        household.HasDue(today) || Billing.IsIssueDay(household.Customer, today);

    private async Task ActAsync(Household household, LocalDate today)
    {
        if (Billing.IssuedOn(_options.Seed, household.Customer, today) is { } bill)
        {
            await _tellers.BillAsync(household, bill);
        }

        foreach (var intent in household.Take(today))
        {
            await _tellers.DoAsync(household, intent, today);
        }
    }

    private async Task ReadMailAsync(LocalDate today)
    {
        var leaving = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var letter in _host.Mailbox.Take())
        {
            var household = _households[letter.AccountId];
            if (household.Hear(letter.Template, today))
            {
                leaving.Add(household.Customer.PersonId);
            }
        }

        await _host.ForEachAsync(leaving, async person => _refusals.Note(await _host.Engine.AskAsync(
            new EntityKey(WorldHost.Tenant, PersonDecider.Kind, person),
            new PersonCommand.OptOut("email", "unsubscribe-link"))));
    }

    /// <summary>Reads what the log gained: for the figures, and the worklist for the desk.</summary>
    private async ValueTask DrainFeedAsync()
    {
        while (true)
        {
            var page = await _host.Engine.Setup.Log.ReadFeedAsync(WorldHost.Tenant, _feed, FeedPage);
            foreach (var record in page)
            {
                _feed = record.Sequence;
                FeedItem.Visit(record, item =>
                {
                    Chronicle.Note(item);
                    Worklist(item);
                });
            }

            if (page.Count < FeedPage)
            {
                return;
            }
        }
    }

    private void Worklist(FeedItem item)
    {
        switch (item.Type)
        {
            case "task.created":
                _desk.Open(item.Id, item.Data.GetProperty("terms").GetProperty("accountId").GetString()!);
                break;
            case "task.closed" or "task.cancelled":
                _desk.Close(item.Id);
                break;
            default:
                break;
        }
    }

    /// <summary>Takes stock on the last day of a month, or of the world, and lets everybody plan the next.</summary>
    private async ValueTask CloseMonthAsync(LocalDate day)
    {
        var standing = new Standing[_customers.Count];
        await _host.ForEachAsync(_customers, async customer =>
            standing[customer.Number] = Standing.Of(await _host.ReadAsync(customer.AccountId), day));
        Chronicle.TakeStock(day, standing);
        var states = Array.ConvertAll(standing, each => each.Bucket);
        var next = day.PlusDays(1).ToYearMonth();
        var targets = MonthPlans.Of(_options.Seed, (next.Year * 12) + next.Month, _customers, states);
        foreach (var customer in _customers)
        {
            _households[customer.AccountId].Plan(next, states[customer.Number], targets[customer.Number]);
        }
    }
}
