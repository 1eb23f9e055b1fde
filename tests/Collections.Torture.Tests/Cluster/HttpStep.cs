using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Collections.Torture.Tests.Victims;

namespace Collections.Torture.Tests.Cluster;

/// <summary>A request of a client, as a function of seed, client and number.</summary>
/// <param name="Account">The account it is about.</param>
/// <param name="Verb">What it does, in the words of the auditor.</param>
/// <param name="Id">The id it gives.</param>
/// <param name="AmountMinor">Its amount; 0 for none.</param>
internal sealed record HttpStep(string Account, string Verb, string Id, long AmountMinor)
{
    /// <summary>GET and PUT repeat without harm; POST is made so by a key, or by the id alone.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>Path below /v1/.</summary>
    public required string Path { get; init; }

    public required JsonObject Body { get; init; }

    /// <summary>The idempotency key; null for none.</summary>
    public string? Key { get; init; }

    /// <summary>The entity whose log tells of it.</summary>
    public string Entity => Verb == Verbs.Policy ? "default/policy/default" : $"default/account/{Account}";

    public string Text => Body.ToJsonString(JsonSerializerOptions.Default);
}

/// <summary>What every client does.</summary>
internal sealed class HttpScript(int seed, int clients, string zone)
{
    public const int Accounts = 120;
    private const int EpisodeSteps = 8;

    public int Clients => clients;

    /// <summary>Requests of each client that open accounts.</summary>
    public int OpeningSteps { get; } = (Accounts + clients - 1) / clients;

    public HttpStep At(int client, int number, DateTimeOffset now)
    {
        if (number < OpeningSteps)
        {
            return Put(((number * clients) + client) % Accounts);
        }

        var episode = (number - OpeningSteps) / EpisodeSteps;
        var dice = new Dice(seed, client, episode);
        var account = Name(dice.OneIn(3, "hot") ? dice.Roll("which hot", 4) : dice.Roll("account", Accounts));
        var id = string.Create(CultureInfo.InvariantCulture, $"{client}-{episode}");
        var step = Play(new Scene(dice, account, id, client), (number - OpeningSteps) % EpisodeSteps, now);
        var keyed = step.Verb == Verbs.Policy || dice.OneIn(2, "key" + step.Verb);
        return keyed
            ? step with { Key = string.Create(CultureInfo.InvariantCulture, $"k{client}-{number}") }
            : step;
    }

    private static HttpStep Play(Scene scene, int step, DateTimeOffset now) => step switch
    {
        0 => scene.Post(Verbs.Bill, new("b", "bills", "billId"), scene.Owed, new()
        {
            ["amountDue"] = Major(scene.Owed),
            ["issuedOn"] = Day(now, -60),
            ["dueDate"] = Day(now, scene.Dice.Roll("due", 60) - 50),
        }),
        1 => scene.Post(Verbs.Tag, new("t", "tags", "tag"), 0, []),
        2 => scene.Post(Verbs.Hold, new("h", "holds", "holdId"), 0, new()
        {
            ["reason"] = "vacation",
            ["scope"] = "treatment",
        }),
        3 when scene.Client == 0 => Policy(scene, now),
        3 => scene.Post(Verbs.Credit, new("d", "credits", "creditId"), 125, new() { ["amount"] = Major(125) }),
        4 => scene.Post(Verbs.Settled, new("p", "payments", "paymentId"), scene.Paid, new()
        {
            ["amount"] = Major(scene.Paid),
            ["status"] = "settled",
        }),
        5 => scene.Post(Verbs.Reverse, new("r", $"payments/p{scene.Id}/reversals", "reversalId"), 50, new()
        {
            ["amount"] = Major(50),
            ["reason"] = "chargeback",
        }),
        6 => scene.Post(Verbs.Bill, new("e", "bills", "billId"), 900, new()
        {
            ["amountDue"] = Major(900),
            ["issuedOn"] = Day(now, -5),
            ["dueDate"] = Day(now, 3),
        }),
        _ => scene.Post(Verbs.Credit, new("c", "credits", "creditId"), 75, new() { ["amount"] = Major(75) }),
    };

    /// <summary>A policy in force a few seconds from now: a wake-up, a job, and every account looked at again.</summary>
    private static HttpStep Policy(Scene scene, DateTimeOffset now)
    {
        var days = 1 + scene.Dice.Roll("threshold", 40);
        var policy = $$"""
            { "policy": "default", "age": { "from": "dueDate" },
              "states": [ { "name": "LATE", "when": { "oldestUnpaid": { "atLeast": "{{days}} days" } },
                            "message": "v{{scene.Id}}", "onEnter": [ { "notice": "reminder" } ] } ] }
            """;
        var from = now.AddSeconds(3).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return new HttpStep(scene.Account, Verbs.Policy, "v" + scene.Id, 0)
        {
            Method = HttpMethod.Put,
            Path = $"policies/default?effectiveFrom={from}",
            Body = JsonNode.Parse(policy)!.AsObject(),
        };
    }

    private HttpStep Put(int account) => new(Name(account), Verbs.Put, "open", 0)
    {
        Method = HttpMethod.Put,
        Path = $"accounts/{Name(account)}",
        Body = new JsonObject
        {
            ["customerId"] = "p-" + Name(account),
            ["currency"] = "USD",
            ["timezone"] = zone,
            ["contacts"] = new JsonArray(
                new JsonObject { ["kind"] = "email", ["value"] = $"{Name(account)}@mail.example" }),
        },
    };

    private static string Name(int account) => string.Create(CultureInfo.InvariantCulture, $"a{account:D3}");

    private static decimal Major(long minor) => minor / 100m;

    private static string Day(DateTimeOffset now, int days) =>
        now.UtcDateTime.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Scene(Dice Dice, string Account, string Id, int Client)
    {
        public long Owed => 1_000 + Dice.Roll("owed", 20_000);

        public long Paid => 100 + Dice.Roll("paid", 25_000);

        public HttpStep Post(string verb, Item item, long amount, JsonObject body)
        {
            body[item.IdName] = item.Prefix + Id;
            return new HttpStep(Account, verb, item.Prefix + Id, amount)
            {
                Method = HttpMethod.Post,
                Path = $"accounts/{Account}/{item.Path}",
                Body = body,
            };
        }
    }

    /// <summary>What is posted: how its id begins, below which path, and how its id is called.</summary>
    private sealed record Item(string Prefix, string Path, string IdName);
}
