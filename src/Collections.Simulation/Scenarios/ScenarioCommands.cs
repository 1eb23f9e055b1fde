using Collections.Gateways.Wire;
using Collections.Kernel.Documents;

namespace Collections.Simulation.Scenarios;

/// <summary>Turns the items of a scenario into the commands of the matching API calls.</summary>
internal static class ScenarioCommands
{
    /// <summary>The command of an item, or why its body is malformed.</summary>
    public static async ValueTask<WireCommand> OfAsync(ScenarioItem item, WireContext context) => item.Verb switch
    {
        "account" => await AccountBodies.PutAsync(item.Body, context),
        "bill" => await BillBodies.AddAsync(item.Body, context),
        _ => OfPlain(item.Verb, item.Body, context),
    };

    /// <summary>Whether a body says this word under this key.</summary>
    public static bool Says(Node body, string key, string word) =>
        body is Node.Mapping map && map[key] is Node.Scalar { Text: { } text } && text == word;

    /// <summary>A body without some keys.</summary>
    public static Node Without(Node body, params string[] keys) =>
        body is Node.Mapping map
            ? map with { Entries = [.. map.Entries.Where(entry => !keys.Contains(entry.Key))] }
            : body;

    private static WireCommand OfPlain(string verb, Node body, WireContext context) => verb switch
    {
        "commit" => BillBodies.Commit(body, context),
        "adjust" => BillBodies.Adjust(body, context),
        "writeOff" => BillBodies.WriteOff(body, context),
        "undoWriteOff" => BillBodies.UndoWriteOff(body, context),
        "postpone" => BillBodies.Postpone(body, context),
        "voidBill" => BillBodies.Void(body, context),
        "payment" => PaymentBodies.Add(body, context),
        "reverse" => PaymentBodies.Reverse(body, context),
        "credit" => PaymentBodies.Credit(body, context),
        "tag" => AccountBodies.AddTag(body, context),
        "untag" => AccountBodies.RemoveTag(body, context),
        "hold" => AccountBodies.PlaceHold(body, context),
        "release" => AccountBodies.ReleaseHold(body, context),
        "treatment" when Says(body, "do", "start") => TreatmentBodies.Start(Without(body, "do"), context),
        "treatment" => TreatmentBodies.Work(body, context),
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "The reader lets only known verbs through."),
    };
}
