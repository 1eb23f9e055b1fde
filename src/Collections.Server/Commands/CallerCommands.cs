using System.CommandLine;
using Collections.Domain.Callers;
using Collections.Domain.Contacts;
using Collections.Gateways.Contacts;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Ports;
using Collections.Server.Composition;
using NodaTime;
using NodaTime.Text;

namespace Collections.Server.Commands;

/// <summary><c>caller verify | withdraw | list</c>: the numbers that may be shown to those called.</summary>
internal static class CallerCommands
{
    private const int PageRows = 500;

    public static Command Build(Terminal terminal) => new("caller", "Numbers that may be shown to those called.")
    {
        BuildVerify(terminal),
        BuildWithdraw(terminal),
        BuildList(terminal),
    };

    private static Command BuildVerify(Terminal terminal)
    {
        var number = NumberArgument();
        var source = new Option<string>("--source")
        {
            Description = "What shows that it is yours, a code: carrier_letter, contract, test_call ...",
            HelpName = "CODE",
            Required = true,
        };
        var until = new Option<string?>("--until")
        {
            Description = "It may be shown before this day or instant only.",
            HelpName = "WHEN",
        };
        var verify = new Command("verify", "Says that a number is the tenant's own.") { number, source, until };
        var data = new DataOptions(verify);
        verify.SetAction((call, _) => AskAsync(
            new CallerCall(call.GetValue(number)!, data.PlaceOf(call), data.TenantOf(call)),
            zone => new CallerCommand.VerifyCaller(call.GetValue(source)!, UntilOf(call.GetValue(until), zone)),
            terminal));
        return verify;
    }

    private static Command BuildWithdraw(Terminal terminal)
    {
        var number = NumberArgument();
        var reason = new Option<string>("--reason")
        {
            Description = "Why, a code.",
            HelpName = "CODE",
            DefaultValueFactory = _ => "unspecified",
        };
        var withdraw = new Command("withdraw", "The number may not be shown any more.") { number, reason };
        var data = new DataOptions(withdraw);
        withdraw.SetAction((call, _) => AskAsync(
            new CallerCall(call.GetValue(number)!, data.PlaceOf(call), data.TenantOf(call)),
            _ => new CallerCommand.WithdrawCaller(call.GetValue(reason)!),
            terminal));
        return withdraw;
    }

    private static Command BuildList(Terminal terminal)
    {
        var list = new Command("list", "Lists the numbers that may be shown.");
        var data = new DataOptions(list);
        list.SetAction((call, _) => ListAsync(data.PlaceOf(call), data.TenantOf(call), terminal));
        return list;
    }

    private static Argument<string> NumberArgument() => new("NUMBER")
    {
        Description = "The number, as people write it; of the tenant's country unless it names one.",
    };

    private static Instant? UntilOf(string? text, DateTimeZone zone) => text is null ? null
        : WireTime.TryDate(text, out var day) ? LocalDays.StartOf(day, zone)
        : WireTime.TryInstant(text, out var instant) ? instant
        : throw new WrongCallException("--until is a date YYYY-MM-DD or an instant such as 2026-12-31T16:00:00Z.");

    private static async Task<int> AskAsync(
        CallerCall call, Func<DateTimeZone, CallerCommand> command, Terminal terminal)
    {
        await using var folder = await DataFolder.OpenAsync(call.Place, create: true);
        var configuration = await folder.ConfigurationAsync(call.Tenant);
        var (id, fault) = CallerIds.Read(call.Number, HomeCountry.Of(configuration.Settings));
        if (id is null)
        {
            throw new WrongCallException($"'{call.Number}' is no phone number: {fault}.");
        }

        var answer = await folder.Engine.AskAsync(
            new EntityKey(call.Tenant, CallerDecider.Kind, id),
            command(configuration.Zone),
            new AskOptions { Principal = Principal.Operator });
        if (answer.Rejection is { } refusal)
        {
            await terminal.Error.WriteLineAsync(refusal.Message);
            return refusal.Class == RejectionClass.Invalid ? ExitCode.WrongCall : ExitCode.No;
        }

        var state = (CallerNumber)answer.State!;
        await terminal.Out.WriteLineAsync(state.Verification is null
            ? $"+{id} may not be shown any more."
            : $"+{id} may be shown{(answer.Outcome == Outcome.Unchanged ? ", as before" : string.Empty)}.");
        return ExitCode.Done;
    }

    private static async Task<int> ListAsync(DataPlace place, string tenant, Terminal terminal)
    {
        await using var folder = await DataFolder.OpenAsync(place, create: false);
        var query = new RowQuery(tenant, CallerDecider.Kind) { Limit = PageRows, Status = CallerSeam.Verified };
        while (true)
        {
            var rows = await folder.Store.FindAsync(query);
            foreach (var row in rows)
            {
                if (await folder.Engine.ReadAsync(row.Key) is (CallerNumber { Verification: { } how } number, _))
                {
                    var until = how.Until is { } end
                        ? $" until {InstantPattern.ExtendedIso.Format(end)}"
                        : string.Empty;
                    await terminal.Out.WriteLineAsync(
                        $"+{number.Id,-16} {how.Source,-20} since {InstantPattern.ExtendedIso.Format(how.At)}{until}");
                }
            }

            if (rows.Count < PageRows)
            {
                return ExitCode.Done;
            }

            query = query with { AfterId = rows[^1].Key.Id };
        }
    }

    private sealed record CallerCall(string Number, DataPlace Place, string Tenant);
}
