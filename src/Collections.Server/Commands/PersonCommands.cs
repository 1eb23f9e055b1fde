using System.CommandLine;
using Collections.Gateways.Notices;
using Collections.Gateways.Privacy;
using Collections.Kernel;
using Collections.Server.Composition;

namespace Collections.Server.Commands;

/// <summary><c>person erase</c>: makes a person's personal data unreadable for ever.</summary>
internal static class PersonCommands
{
    public static Command Build(Terminal terminal)
    {
        var customer = new Argument<string>("customer") { Description = "The customer id.", HelpName = "CUSTOMER" };
        var erase = new Command("erase", "Erases name, contacts and free texts of a person, for ever.") { customer };
        var data = new DataOptions(erase);
        erase.SetAction((call, _) => EraseAsync(
            data.PlaceOf(call), (data.TenantOf(call), call.GetValue(customer)!), terminal));
        return new Command("person", "The people behind the accounts.") { erase };
    }

    private static async Task<int> EraseAsync(DataPlace place, (string Tenant, string Id) person, Terminal terminal)
    {
        if (!EntityKey.IsValidId(person.Id))
        {
            throw new WrongCallException("A customer id has 1 to 64 characters of A-Z a-z 0-9 . _ : ~ -");
        }

        await using var folder = await DataFolder.OpenAsync(place, create: false);
        var outbox = new NoticeFolder(Path.Combine(place.Folder, NoticeFolder.FolderName));
        var erasure = new PersonErasure(folder.Engine, folder.Vault, outbox);
        if (await erasure.EraseAsync(person.Tenant, person.Id, Principal.Operator) is not { } erased)
        {
            await terminal.Error.WriteLineAsync($"Nobody is known as '{person.Id}'.");
            return ExitCode.No;
        }

        await terminal.Out.WriteLineAsync(
            $"Erased {person.Id}: {erased.Accounts} accounts, {erased.Notices} notices in the outbox.");
        return ExitCode.Done;
    }
}
