using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Domain.Numbers;
using Collections.Kernel;
using Collections.Runtime.Personal;
using Collections.Simulation.Faults;
using Collections.Simulation.Workload;
using Collections.Simulation.World;
using NodaTime;

namespace Collections.Torture.Tests.Cluster;

/// <summary>
/// What the simulation asks of its worlds, laid out for clients that work in real time: cohorts of accounts without end,
/// each account with everything its script asks in order, and the same of each person. The days of the scripts have
/// passed, so that debts are old when they are told.
/// </summary>
/// <param name="seed">The world's seed.</param>
/// <param name="keys">What the tenant's numbers and addresses are known by.</param>
/// <param name="now">The day on which everything is told.</param>
internal sealed class Playbook(long seed, TenantKeys keys, Instant now)
{
    /// <summary>Accounts of a cohort: families are within one.</summary>
    public const int CohortSize = 20;

    private const int AccountDays = 90;

    // What stands against contacts should mostly stand still.
    private const int PersonDays = 20;

    private readonly Profiles _profiles = new(seed);
    private readonly HashSet<EntityKey> _persons = [];
    private readonly IReadOnlyList<Customer> _customers =
        Portfolio.Of(new WorldOptions { Accounts = 1_000, Seed = seed });

    // The feed tells things late, twice and out of order; other faults are the tormentor's.
    private readonly Swarm _swarm = new() { Classes = FaultClasses.Feed, FeedRate = 0.1 };

    /// <summary>The accounts of a cohort in two waves: payers before those they pay for.</summary>
    public IEnumerable<IEnumerable<int>> Openings(int cohort) => Accounts(cohort)
        .GroupBy(number => _profiles.ParentOf(number) is not null)
        .OrderBy(wave => wave.Key);

    /// <summary>Opens an account, with the contacts that its profile has in clear.</summary>
    public (Ask Ask, (string Mail, string Phone) Contacts) Opening(int number)
    {
        var first = _profiles.First(number);
        var person = Script.Person(number).Id;
        return (
            new Ask(now, Script.Account(number), first, "feed"),
            (Profiles.MailOf(person), _profiles.PhoneOf(person)));
    }

    /// <summary>What is asked about the accounts and the persons of a cohort, each in order.</summary>
    public IEnumerable<IReadOnlyList<Ask>> Lanes(int cohort)
    {
        foreach (var number in Accounts(cohort))
        {
            var script = new Script(_profiles, _swarm, now - Duration.FromDays(AccountDays), AccountDays);
            yield return [.. History(number), .. script.Of(number)];
        }

        foreach (var person in Accounts(cohort).Select(Script.Person).Distinct().Where(IsNew))
        {
            var script = new PersonScript(_profiles, HashOf, now - Duration.FromDays(PersonDays), PersonDays);
            yield return script.Of(person);
        }
    }

    /// <summary>The keyed hash that an address or a number is known by.</summary>
    public string HashOf(string value) => keys.Hash(ContactMatching.Of(value, null));

    /// <summary>The hash of a person's number.</summary>
    public string NumberOf(string personId) => HashOf(_profiles.PhoneOf(personId));

    /// <summary>Who lives at an account.</summary>
    public Household HouseholdOf(int number) =>
        new(seed, _profiles.Settle(_customers[number % _customers.Count] with { Number = number }));

    /// <summary>An edit of the policy of lateness.</summary>
    public (SimPolicy Policy, Ask Ask) Policy(int number)
    {
        var policy = SimPolicy.Of(seed, number);
        return (policy, Publish(PolicyDocument.KindName, policy.ToJson(seed, number)));
    }

    /// <summary>An edit of the policy of contacts.</summary>
    public (SimContactPolicy Policy, Ask Ask) ContactPolicy(int number)
    {
        var policy = SimContactPolicy.Of(seed, number);
        return (policy, Publish(ContactPolicyDocument.KindName, policy.ToJson()));
    }

    private static IEnumerable<int> Accounts(int cohort) => Enumerable.Range(cohort * CohortSize, CohortSize);

    private Ask Publish(string kind, string text) => new(
        now,
        new EntityKey(Script.Tenant, kind, "default"),
        new PublicationCommand.Publish("json", text, text, EffectiveFrom: null),
        "desk");

    /// <summary>What an account brings along: the API has no import, so it is told bill by bill.</summary>
    private IEnumerable<Ask> History(int number) =>
        from portion in _profiles.IsImported(number)
            ? _profiles.History(number, (now - Duration.FromDays(AccountDays)).InUtc().Date)
            : []
        from command in portion.Bills.AsEnumerable<AccountCommand>().Concat(portion.Payments)
        select new Ask(now, Script.Account(number), command, command is AccountCommand.AddBill ? "feed" : "bank");

    /// <summary>A person may have accounts in two cohorts.</summary>
    private bool IsNew(EntityKey person)
    {
        lock (_persons)
        {
            return _persons.Add(person);
        }
    }
}
