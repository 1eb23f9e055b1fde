using System.Text.Json.Nodes;
using Collections.Domain.Accounts;

namespace Collections.Torture.Tests.Cluster.Requests;

/// <summary>Work on treatments by hand: a script names the template, the API the treatment.</summary>
internal static class TreatmentRequests
{
    /// <summary>The id of a treatment that is not there: asked for where the account has none of the template.</summary>
    public const string None = "none";

    /// <summary>The request; null for commands of another group.</summary>
    public static HttpAsk? Of(string id, AccountCommand command, string? treatmentId) => command switch
    {
        AccountCommand.WorkTreatment work => HttpAsk.Post(
            AccountRequests.Path(id, $"treatments/{treatmentId ?? None}/{VerbOf(work.Do)}"),
            new JsonObject().With("step", work.Step).With("reason", work.Reason)),
        _ => null,
    };

    /// <summary>The latest treatment of a template in an account as the API shows it.</summary>
    public static string? LatestOf(JsonNode account, string template) =>
        account["treatments"]?.AsArray()
            .LastOrDefault(each => (string?)each!["template"] == template)?["treatmentId"]?.GetValue<string>();

    private static string VerbOf(TreatmentVerb verb) => verb switch
    {
        TreatmentVerb.Trigger => "trigger",
        TreatmentVerb.Skip => "skip",
        TreatmentVerb.Cancel => "cancel",
        _ => "reopen",
    };
}
