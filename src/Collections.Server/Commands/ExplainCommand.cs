using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Server.Composition;
using Collections.Server.Explanations;
using NodaTime;

namespace Collections.Server.Commands;

/// <summary><c>explain ACCOUNT [--at INSTANT]</c>: why an account is in its state.</summary>
internal static class ExplainCommand
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Build(Terminal terminal)
    {
        var account = new Argument<string>("ACCOUNT") { Description = "The account's id." };
        var at = new Option<string?>("--at")
        {
            Description = "The instant to explain; default the folder's clock.",
            HelpName = "INSTANT",
        };
        var json = new Option<bool>("--json") { Description = "The explanation as JSON." };
        var all = new Option<bool>("--all-contacts")
        {
            Description = "Every contact that was deferred or blocked, not only the latest 50.",
        };
        var verb = new Command("explain", "Why this account is in this state.") { account, at, json, all };
        var data = new DataOptions(verb);
        verb.SetAction((call, _) => RunAsync(
            new ExplainCall(
                call.GetValue(account)!,
                call.GetValue(at),
                (call.GetValue(json), call.GetValue(all)),
                data.PlaceOf(call),
                data.TenantOf(call)),
            terminal));
        return verb;
    }

    private static async Task<int> RunAsync(ExplainCall call, Terminal terminal)
    {
        Instant asked = default;
        if (call.At is not null && !WireTime.TryInstant(call.At, out asked))
        {
            throw new WrongCallException("--at is an RFC 3339 instant such as 2026-01-31T09:00:00Z.");
        }

        await using var folder = await DataFolder.OpenAsync(call.Place, create: false);
        var key = new EntityKey(call.Tenant, AccountDecider.Kind, call.Account);
        var account = EntityKey.IsValidId(call.Account) ? await ReadAsync(folder, key) : null;

        // Before the first review the clock stands at the beginning of time, the facts at their own dates.
        var at = call.At is not null || account is null ? asked : Instant.Max(folder.Now, account.AsOf);
        if (account is not null && account.AsOf > at)
        {
            account = await PastAccount.AtAsync(folder.Engine, key, at);
        }

        if (account is null)
        {
            await terminal.Error.WriteLineAsync($"There is no account '{call.Account}'.");
            return ExitCode.No;
        }

        var configuration = (TenantConfiguration)(await folder.Engine.Configurations.OfAsync(call.Tenant)).At(at);
        var explanation = AccountExplanation.Of(account, configuration, at);
        explanation["contacts"] = await ContactExplanation.OfAsync(folder.Engine, account, key.Tenant, at);
        await terminal.Out.WriteLineAsync(
            call.Form.Json ? explanation.ToJsonString(Json) : Text(explanation, call.Form.AllContacts));
        return ExitCode.Done;
    }

    private static async ValueTask<Account?> ReadAsync(DataFolder folder, EntityKey key) =>
        await folder.Engine.ReadAsync(key) is (Account { Phase: AccountPhase.Open } account, _) ? account : null;

    private static string Text(JsonObject explanation, bool allContacts)
    {
        var lines = new List<string>
        {
            $"{explanation["accountId"]} is {explanation["state"]}"
            + (explanation["since"] is { } since ? $" since {since}" : string.Empty)
            + $" (policy {explanation["policy"]}, version {explanation["policyVersion"]}, at {explanation["at"]})",
        };
        if (explanation["frozen"]!.GetValue<bool>())
        {
            lines.Add("A hold keeps the state as it stands.");
        }

        foreach (var state in explanation["states"]!.AsArray())
        {
            lines.Add($"  {Mark(state!)} {state!["name"]}");
            lines.AddRange(state["conditions"]!.AsArray().Select(
                condition => $"      {Mark(condition!)} {condition!["condition"]}: saw {condition["saw"]}"));
        }

        lines.AddRange(Clearing(explanation["toClear"]!));
        lines.Add(explanation["next"] is { } next
            ? $"Next: {next["state"]} at {next["at"]}"
            : "Next: nothing by time alone");
        lines.AddRange(ContactExplanation.Lines(explanation["contacts"]!.AsArray(), allContacts));
        return string.Join(Environment.NewLine, lines);
    }

    private static IEnumerable<string> Clearing(JsonNode clear)
    {
        var bills = string.Join(", ", clear["bills"]!.AsArray());
        if (clear["amount"] is { } amount)
        {
            yield return $"To clear: {amount} ({bills}) today";
        }
        else
        {
            yield return $"To clear: no payment alone does it; with everything paid ({bills}) {clear["state"]} stays";
            foreach (var condition in clear["stands"]!.AsArray())
            {
                yield return $"      [x] {condition!["condition"]}: saw {condition["saw"]}";
            }

            yield return clear["on"] is { } on ? $"  Paid today it is clear on {on}" : "  Time alone does not clear it";
        }

        if (clear["onWithoutPayment"] is { } alone)
        {
            yield return $"  Without payment it is clear on {alone}";
        }
    }

    private static string Mark(JsonNode finding) => finding["holds"]!.GetValue<bool>() ? "[x]" : "[ ]";

    private sealed record ExplainCall(
        string Account, string? At, (bool Json, bool AllContacts) Form, DataPlace Place, string Tenant);
}
