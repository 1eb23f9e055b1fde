using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Collections.Kernel;
using Collections.Runtime.Ports;
using Collections.Simulation.Runs;
using Collections.Simulation.Workload;
using NodaTime;

namespace Collections.Simulation.Auditing;

/// <summary>What became of a message.</summary>
internal sealed record SentMessage(MessageId Id, EntityKey To, Instant At);

/// <summary>
/// Watches a run from outside: reads every commit as bytes and JSON the moment it is durable, keeps books of its own
/// and says what is wrong. It shares no rule with the product.
/// </summary>
internal sealed class Auditor(Marks marks, Func<Instant> now, Leeway leeway)
{
    private const string GenesisHash = "0000000000000000000000000000000000000000000000000000000000000000";
    private const int ViolationsMax = 20;
    private const int EventsPerRecordMax = 200;

    private readonly SortedDictionary<EntityKey, (long Version, string Hash)> _chains = [];
    private readonly SortedDictionary<long, (Instant From, SimPolicy Policy)> _policies = [];
    private readonly List<(long Number, Instant Since, SimContactPolicy Policy)> _contactPolicies = [];
    private readonly SortedSet<string> _taken = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(EntityKey To, EntityKey From), (long Version, int Index)> _inOrder = [];
    private readonly Dictionary<string, string> _complained = new(StringComparer.Ordinal);
    private readonly IncrementalHash _trace = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Policies by the text they were published as.</summary>
    public Dictionary<string, SimPolicy> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>Contact policies by the text they were published as.</summary>
    public Dictionary<string, SimContactPolicy> ContactTexts { get; } = new(StringComparer.Ordinal);

    /// <summary>What is wrong; empty in a world that is right.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>Commits seen.</summary>
    public long Commits { get; private set; }

    /// <summary>The accounts.</summary>
    public SortedDictionary<EntityKey, NaiveAccount> Accounts { get; } = [];

    /// <summary>The persons.</summary>
    public SortedDictionary<EntityKey, NaiveGate> Gates { get; } = [];

    /// <summary>The tasks.</summary>
    public SortedDictionary<EntityKey, NaiveTask> Tasks { get; } = [];

    /// <summary>The numbers and addresses that something is known of, by their hash.</summary>
    public SortedDictionary<string, NaiveNumber> Numbers { get; } = new(StringComparer.Ordinal);

    /// <summary>Complaints that are open, and whose they are.</summary>
    public SortedDictionary<string, string> Complaints { get; } = new(StringComparer.Ordinal);

    /// <summary>Messages to entities, sent and not yet taken in.</summary>
    public SortedDictionary<string, SentMessage> UnderWay { get; } = new(StringComparer.Ordinal);

    /// <summary>Who did what at which version, for comparing with what clients were told.</summary>
    public Dictionary<(EntityKey Key, long Version), string> Actors { get; } = [];

    /// <summary>The run so far as one hash: two runs of a seed have the same.</summary>
    public string Trace => Convert.ToHexStringLower(_trace.GetCurrentHash());

    /// <summary>The version and chain hash of an entity, as the auditor computed it.</summary>
    public (long Version, string Hash) ChainOf(EntityKey key) => _chains.GetValueOrDefault(key, (0, GenesisHash));

    /// <summary>Every entity seen.</summary>
    public IEnumerable<EntityKey> Entities => _chains.Keys;

    /// <summary>The policy in force under a configuration.</summary>
    public SimPolicy? PolicyOf(long configuration)
    {
        // Publications count in the order in which they take effect; those up to this one are in force.
        var ordered = _policies.OrderBy(each => (each.Value.From, each.Key)).ToList();
        var last = ordered.FindLastIndex(each => each.Key <= configuration);
        return last < 0 ? null : ordered[last].Value.Policy;
    }

    /// <summary>The contact policies that were in force at some time since an instant.</summary>
    public IEnumerable<SimContactPolicy> ContactPoliciesSince(Instant at) => _contactPolicies
        .Where((_, i) => i == _contactPolicies.Count - 1 || _contactPolicies[i + 1].Since >= at)
        .Select(each => each.Policy);

    /// <summary>Something is wrong.</summary>
    public void Complain(string what)
    {
        if (Violations.Count < ViolationsMax)
        {
            Violations.Add($"{now()}: {what}");
        }
    }

    /// <summary>Sees a commit that is durable.</summary>
    public void See(Commit commit)
    {
        Commits++;
        var (version, hash) = ChainOf(commit.Key);
        foreach (var record in commit.Records)
        {
            if (record.Version != ++version)
            {
                Complain($"log: {commit.Key} goes from version {version - 1} to {record.Version}");
            }

            hash = NextHash(hash, record.Bytes.Span);
            if (hash != record.Hash)
            {
                Complain($"log: {commit.Key}@{record.Version} does not hash to what is stored");
            }

            See(commit, record);
        }

        _chains[commit.Key] = (version, hash);
        if (commit.Records.Count > 0)
        {
            _trace.AppendData(Encoding.UTF8.GetBytes($"{commit.Key} {version} {hash} {commit.Wake}\n"));
        }
    }

    private void See(Commit commit, LogRecord record)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(record.Bytes);
        }
        catch (JsonException)
        {
            Complain($"log: {commit.Key}@{record.Version} cannot be read");
            return;
        }

        using (document)
        {
            var root = document.RootElement;
            var events = root.Each("events").ToList();
            if (events.Count > EventsPerRecordMax)
            {
                Complain($"bounds: {commit.Key}@{record.Version} holds {events.Count} events");
            }

            Actors[(commit.Key, record.Version)] = root.Text("actor");
            TakeIn(commit.Key, root.Text("actor"));
            for (var i = 0; i < record.Messages.Count; i++)
            {
                Send(new MessageId(commit.Key, record.Version, i), record.Messages[i].To);
            }

            Guarded(commit, record, root, events);
        }
    }

    private void Guarded(Commit commit, LogRecord record, JsonElement root, List<JsonElement> events)
    {
        try
        {
            foreach (var happened in events)
            {
                marks.Hit(happened.Text("type"));
                Apply(commit.Key, happened.Text("type"), happened.Part("data"), record.At);
            }

            if (Accounts.TryGetValue(commit.Key, out var account))
            {
                account.Check(
                    record.At,
                    PolicyOf(root.Number("config")),
                    commit.Row.AmountMinor,
                    last: record.Version == commit.Version);
            }
        }
        catch (KeyNotFoundException unknown)
        {
            Complain($"log: {commit.Key}@{record.Version} speaks of what never was: {unknown.Message}");
        }
    }

    private void Apply(EntityKey key, string type, JsonElement data, Instant at)
    {
        switch (key.Kind)
        {
            case "account":
                AccountOf(key).Apply(type, data, at);
                break;
            case "person":
                GateOf(key).Apply(type, data, at, id => Accounts[key with { Kind = "account", Id = id }].Zone);
                break;
            case "task":
                TaskOf(key).Apply(type, data, at);
                break;
            case "number":
                NumberOf(key.Id).Apply(type, data);
                break;
            case "list" when data.Text("member") is { Length: > 0 } member:
                NumberOf(member).Apply(type, data);
                break;
            case "complaint":
                ApplyComplaint(key, type, data);
                break;
            case "policy" when type == "policy.published":
                var from = Instant.FromUnixTimeMilliseconds(data.Number("effectiveFrom"));
                _policies[data.Number("number")] = (from, Texts[data.Text("source")]);
                break;
            case "contact-policy" when type == "contact-policy.published":
                _contactPolicies.Add((data.Number("number"), Known(), ContactTexts[data.Text("source")]));
                break;
            default:
                break;
        }
    }

    /// <summary>From when on what is read just now can have been known to others, at the latest.</summary>
    private Instant Known() => now() + leeway.Durable;

    private NaiveAccount AccountOf(EntityKey key)
    {
        if (!Accounts.TryGetValue(key, out var account))
        {
            Accounts[key] = account = new NaiveAccount(key.Id, what => Complain($"{key}: {what}"), Known);
        }

        return account;
    }

    private NaiveGate GateOf(EntityKey key)
    {
        if (!Gates.TryGetValue(key, out var gate))
        {
            Gates[key] = gate = new NaiveGate(what => Complain($"{key}: {what}"), Known);
        }

        return gate;
    }

    private NaiveTask TaskOf(EntityKey key)
    {
        if (!Tasks.TryGetValue(key, out var task))
        {
            Tasks[key] = task = new NaiveTask(what => Complain($"{key}: {what}"), leeway.Skew + leeway.Skew);
        }

        return task;
    }

    private NaiveNumber NumberOf(string hash)
    {
        if (!Numbers.TryGetValue(hash, out var number))
        {
            Numbers[hash] = number = new NaiveNumber(Known);
        }

        return number;
    }

    private void ApplyComplaint(EntityKey key, string type, JsonElement data)
    {
        switch (type)
        {
            case "complaint.filed":
                Complaints[key.Id] = data.Part("terms").Text("personId");
                _complained[key.Id] = Complaints[key.Id];
                break;
            case "complaint.resolved":
                Complaints.Remove(key.Id);
                break;
            case "complaint.reopened":
                Complaints[key.Id] = _complained[key.Id];
                break;
            default:
                break;
        }
    }

    private void Send(MessageId id, EntityKey to)
    {
        if (to.Kind is "account" or "person" or "task" or "number" or "job")
        {
            UnderWay[id.ToString()] = new SentMessage(id, to, now());
        }
    }

    private void TakeIn(EntityKey receiver, string actor)
    {
        const string prefix = "message:";
        if (!actor.StartsWith(prefix, StringComparison.Ordinal))
        {
            return;
        }

        var id = actor[prefix.Length..];
        if (!_taken.Add($"{receiver} {id}"))
        {
            Complain($"messages: {receiver} took in {id} twice");
        }
        else if (!UnderWay.Remove(id, out var sent) || sent.To != receiver)
        {
            Complain($"messages: {receiver} took in {id}, which nobody sent it");
        }
        else
        {
            var place = (sent.Id.Version, sent.Id.Index);
            if (place.CompareTo(_inOrder.GetValueOrDefault((receiver, sent.Id.Sender))) < 0)
            {
                Complain($"messages: {receiver} took in {id} out of order");
            }

            _inOrder[(receiver, sent.Id.Sender)] = place;
        }
    }

    private static string NextHash(string previous, ReadOnlySpan<byte> record)
    {
        var bytes = new byte[previous.Length + record.Length];
        Encoding.ASCII.GetBytes(previous, bytes);
        record.CopyTo(bytes.AsSpan(previous.Length));
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
