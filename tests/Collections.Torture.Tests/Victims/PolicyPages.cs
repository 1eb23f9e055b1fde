using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;

namespace Collections.Torture.Tests.Victims;

/// <summary>
/// Policies that differ in their thresholds; the message carries the id by which the log is searched.
/// </summary>
internal static class PolicyPages
{
    /// <summary>A policy in force at once, or one for some accounts in force later.</summary>
    public static Step Publish(Scene scene, Instant now)
    {
        var later = scene.Dice.OneIn(3, "later");
        var name = later ? "residential" : "default";
        var id = "v" + scene.Suffix;
        var days = 5 + scene.Dice.Roll("threshold", 20);
        var applies = later ? "\"appliesTo\": { \"collectionClass\": [\"RES\"] }," : string.Empty;
        var content = $$"""
            { "policy": "{{name}}", {{applies}} "age": { "from": "dueDate", "graceDays": 0 },
              "states": [
                { "name": "LATE", "when": { "oldestUnpaid": { "atLeast": "{{days}} days" } }, "message": "{{id}}" },
                { "name": "REMINDER", "when": { "oldestUnpaid": { "atLeast": "1 day" } }, "message": "{{id}}" } ] }
            """;
        var from = later ? now + Duration.FromHours(5) : (Instant?)null;
        var publish = new PublicationCommand.Publish("json", content, content, from);
        return new Step(new EntityKey(Portfolio.Tenant, PolicyDocument.KindName, name), Verbs.Policy, id, 0, publish)
        {
            Key = string.Empty,
        };
    }
}
