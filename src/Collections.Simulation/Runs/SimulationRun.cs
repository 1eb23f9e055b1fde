using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Domain.Tasks;
using Collections.Gateways.Composition;
using Collections.Kernel;
using Collections.Simulation.Auditing;
using Collections.Simulation.Faults;
using Collections.Simulation.Time;
using Collections.Simulation.Workload;
using Collections.Simulation.World;
using Collections.Storage.InMemory;
using Collections.Storage.Sqlite;
using NodaTime;

namespace Collections.Simulation.Runs;

/// <summary>
/// Runs one world: the real engine on one to three nodes over one store, on one thread and virtual time, with the
/// seed's faults, watched by the auditor. First safety under faults, then the faults stop and everything must come
/// right within some days.
/// </summary>
public sealed class SimulationRun
{
    private const int QuietDays = 4;
    private const int PolicyEditsMax = 2;
    private static readonly Duration Patience = Duration.FromDays(30);

    // Few enough that nodes differ in what they hold, many enough that one holds several.
    private const int ShardCount = 8;

    private readonly SimulationOptions _options;
    private readonly Scheduler _scheduler;
    private readonly Chaos _chaos;
    private readonly SharedStore _store;
    private readonly MailHost _mail;
    private readonly PhoneNetwork _phones;
    private readonly Profiles _profiles;
    private readonly Debtors _debtors;
    private readonly CallFloor _floor;
    private readonly Auditor _auditor;
    private readonly Leeway _leeway;
    private readonly Client _client;
    private readonly Lane _world;
    private readonly Fleet _fleet;

    private SimulationRun(SimulationOptions options, Mutant mutant, Scheduler scheduler, SharedStore store)
    {
        _options = options;
        _scheduler = scheduler;
        _chaos = new Chaos(_scheduler, options.Swarm, options.Seed, mutant)
        {
            IsActive = false,
        };
        _store = store;
        _mail = new MailHost(_chaos);
        _phones = new PhoneNetwork(_chaos, options.Seed);
        _profiles = new Profiles(options.Seed);
        _leeway = new Leeway
        {
            Skew = Duration.FromMinutes(_chaos.Swarm.Has(FaultClasses.Time) ? _chaos.Swarm.SkewMinutesMax : 0),
        };
        _auditor = new Auditor(_chaos.Marks, () => _scheduler.Now, _leeway);
        var contacts = new ContactAudit(_auditor, _leeway);
        _mail.Took = notice => Judge(() => contacts.See(notice));
        _phones.Made = call => Judge(() => contacts.See(call));
        _world = _scheduler.NewLane("world");
        _fleet = new Fleet(_chaos, store, _mail, options.Seed);
        _client = new Client(_chaos, _fleet.Any);
        _debtors = new Debtors(_chaos, _client, (_mail, _profiles, options.Accounts));
        _floor = new CallFloor(_chaos, _client, (_debtors, _phones));
        _chaos.Committed = (commit, _) =>
        {
            _auditor.See(commit);
            _fleet.WakeAt(commit.Wake);
            if (commit.Records.Any(record => record.Messages.Count > 0))
            {
                _fleet.Announce();
            }
        };
    }

    /// <summary>Runs a world.</summary>
    public static SimulationResult Run(SimulationOptions options) => Run(options, Mutant.Honest);

    internal static SimulationResult Run(SimulationOptions options, Mutant mutant)
    {
        var scheduler = new Scheduler(SimulationOptions.Start, options.Seed);
        var entropy = new SeedEntropy(options.Seed);
        if (options.Store == SimulationStore.Memory)
        {
#pragma warning disable CA2000 // Disposing of a store in memory does nothing.
            var memory = options.Swarm.Nodes == 1
                ? new InMemoryStore()
                : new InMemoryStore(ShardCount, new WorldClock(scheduler));
#pragma warning restore CA2000
            return new SimulationRun(options, mutant, scheduler, SharedStore.Of(memory, entropy)).Run();
        }

        var folder = Directory.CreateTempSubdirectory("simulation-");
        try
        {
            using var sqlite = new InlineSqlite(folder.FullName);
            return new SimulationRun(options, mutant, scheduler, SharedStore.Of(sqlite.Store, entropy)).Run();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private SimulationResult Run()
    {
        try
        {
            Live();
        }
        catch (BrokenInvariantException broken)
        {
            _auditor.Complain("run: " + broken.Message);
        }

        return new SimulationResult(
            _options, _chaos.Swarm, _auditor.Violations, _auditor.Trace, _auditor.Commits, _chaos.Marks);
    }

    private void Live()
    {
        _fleet.Start();
        Await(OpenAsync);
        _chaos.IsActive = true;
        _fleet.Trouble();
        Schedule();
        _scheduler.RunUntil(_options.End);

        // From here on nothing fails: what was left undone is done, on nodes that remember nothing.
        _chaos.IsActive = false;
        _fleet.Renew();
        _scheduler.RunUntil(_options.End + Duration.FromDays(QuietDays));
        Await(ReplayParkedAsync);
        _scheduler.RunUntil(_scheduler.Now + Duration.FromHours(1));
        Await(ExplainStoppedAsync);
        Await(() => new FoldCheck(_auditor, _store, ProductKinds.Registry()).CheckAsync(_fleet.Any()!.Engine));
        var end = new FinalAudit(_auditor, _leeway, _scheduler.Now);
        end.Check(
            new Heard(_client.Answers, _client.Unanswered, _client.Complaints),
            new ReachedPeople(_mail.Ledger, _phones.Ledger));
        Await(() => end.CheckStoreAsync(_store));
    }

    /// <summary>Does something on the world's lane and waits, in virtual time.</summary>
    private void Await(Func<Task> act)
    {
        var done = new TaskCompletionSource<Task>();
        _world.Run(() => done.SetResult(act()));
        _scheduler.RunUntil(done.Task.Unwrap(), _scheduler.Now + Patience);
    }

    private async Task OpenAsync()
    {
        await PublishContactPolicyAsync(0);
        await PublishAsync(0);
        var vault = _fleet.Any()!.Vault;
        for (var i = 0; i < _options.Accounts; i++)
        {
            var person = Script.Person(i).Id;
            var mail = await vault.SealAsync(Script.Tenant, person, Profiles.MailOf(person));
            var phone = await vault.SealAsync(Script.Tenant, person, _profiles.PhoneOf(person));
            var put = _profiles.First(i) with
            {
                Contacts = (Items<AccountCommand.NewContact>)[new("email", mail, null), new("phone", phone, null)],
            };
            var isImported = _profiles.IsImported(i);
            await FeedAsync(i, isImported ? new AccountCommand.RecordHistory { Profile = put } : put);
            if (isImported)
            {
                foreach (var portion in _profiles.History(i, SimulationOptions.Start.InUtc().Date))
                {
                    await FeedAsync(i, portion);
                }
            }
        }
    }

    private Task<Told> FeedAsync(int number, AccountCommand command) =>
        _client.AskAsync(new Ask(_scheduler.Now, Script.Account(number), command, "feed"));

    private void Schedule()
    {
        var (start, days) = (SimulationOptions.Start, _options.Days);
        var script = new Script(_profiles, _chaos.Swarm, start, days);
        for (var i = 0; i < _options.Accounts; i++)
        {
            Schedule(script.Of(i));
        }

        var keys = _fleet.Any()!.Vault.KeysOf(Script.Tenant);
        var persons = new PersonScript(_profiles, keys.Hash, start, days);
        foreach (var person in Enumerable.Range(0, _options.Accounts).Select(Script.Person).Distinct())
        {
            Schedule(persons.Of(person));
        }

        foreach (var at in Debtors.Days(start, days))
        {
            ScheduleAt(at, () => _debtors.LiveAsync(at));
        }

        foreach (var at in CallFloor.Rounds(start, _options.End))
        {
            ScheduleAt(at, _floor.WorkAsync);
        }

        for (var day = 1; day < _options.Days; day++)
        {
            var number = day;
            ScheduleAt(start + Duration.FromDays(day) + Duration.FromHours(13), () => CloseTasksAsync(number));
        }

        var dice = Dice.Of(_options.Seed, "edits");
        var edits = _chaos.Swarm.Has(FaultClasses.People) ? dice.Between(1, PolicyEditsMax) : 0;
        for (var edit = 1; edit <= edits; edit++)
        {
            var at = SimulationOptions.Start + Duration.FromHours(dice.Between(1, _options.Days * 24));
            var number = edit;
            ScheduleAt(at, () => PublishAsync(number));
            ScheduleAt(at + Duration.FromHours(dice.Between(1, 500)), () => PublishContactPolicyAsync(number));
        }
    }

    private void Schedule(IEnumerable<Ask> asks)
    {
        foreach (var ask in asks)
        {
            ScheduleAt(ask.At, () => _client.AskAsync(ask));
        }
    }

    private void ScheduleAt(Instant at, Func<Task> act)
    {
        if (at < _options.End)
        {
            _scheduler.At(at, () => _world.Run(() => _ = WatchAsync(act)));
        }
    }

    /// <summary>An auditor who cannot judge says so; what he watches goes on.</summary>
    private void Judge(Action see)
    {
        try
        {
            see();
        }
        catch (KeyNotFoundException unknown)
        {
            _auditor.Complain($"contact: somebody was reached who is not known: {unknown.Message}");
        }
    }

    /// <summary>Whoever breaks off what he does in the world says so.</summary>
    private async Task WatchAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        // What nobody waits for would be lost with its fault.
#pragma warning disable CA1031
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _auditor.Complain($"world: somebody broke off: {fault.Message}");
        }
    }

    private Task<Told> PublishContactPolicyAsync(int number)
    {
        var policy = SimContactPolicy.Of(_options.Seed, number);
        var text = policy.ToJson();
        _auditor.ContactTexts[text] = policy;
        var key = new EntityKey(Script.Tenant, ContactPolicyDocument.KindName, "default");
        var publish = new PublicationCommand.Publish("json", text, text, EffectiveFrom: null);
        return _client.AskAsync(new Ask(_scheduler.Now, key, publish, "desk"));
    }

    private Task<Told> PublishAsync(int number)
    {
        var policy = SimPolicy.Of(_options.Seed, number);
        var text = policy.ToJson(_options.Seed, number);
        _auditor.Texts[text] = policy;
        var key = new EntityKey(Script.Tenant, PolicyDocument.KindName, "default");
        var publish = new PublicationCommand.Publish("json", text, text, EffectiveFrom: null);
        return _client.AskAsync(new Ask(_scheduler.Now, key, publish, "desk"));
    }

    /// <summary>The desk works on what stands in its list today; two collectors may take the same item.</summary>
    private Task CloseTasksAsync(int day)
    {
        var work = new List<Task>();
        foreach (var (key, _) in _auditor.Tasks.Where(each => each.Value.IsOpen).ToList())
        {
            var task = key.Id;
            var dice = Dice.Of(_options.Seed, "task " + task, day);
            if (!dice.Chance(0.1))
            {
                continue;
            }

            TaskCommand command = dice.Chance(0.8)
                ? new TaskCommand.CloseTask(dice.Chance(0.5) ? "promise_to_pay" : "no_answer")
                : new TaskCommand.CancelTask("not_needed");
            work.Add(_client.AskAsync(new Ask(_scheduler.Now, key, command, "desk")));
            if (_chaos.Strikes(FaultClasses.People, "people.raced", _chaos.Swarm.PeopleRate))
            {
                var other = new TaskCommand.CloseTask("left_message");
                work.Add(_client.AskAsync(new Ask(_scheduler.Now, key, other, "desk")));
            }
        }

        return Task.WhenAll(work);
    }

    private async Task ReplayParkedAsync()
    {
        const int page = 1_000;
        if (await _store.Entities.ReadParkedAsync(Script.Tenant, page) is { Count: > 0 } parked)
        {
            _fleet.Stopped.UnionWith(await _fleet.Any()!.ReplayAsync(parked));
        }
    }

    private async Task ExplainStoppedAsync()
    {
        foreach (var stopped in _fleet.Stopped)
        {
            var why = await _fleet.Any()!.WhyStoppedAsync(stopped);
            _auditor.Complain($"bug: {stopped} was stopped; asked again: {why ?? "it goes on"}");
        }
    }

    /// <summary>A SQLite store whose calls are done when they return.</summary>
    private sealed class InlineSqlite(string folder) : IDisposable
    {
        public SqliteStore Store { get; } = SqliteStore.Open(
            folder, new SqliteStoreOptions { Inline = true, Durability = SqliteDurability.Off });

        public void Dispose() => Store.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
