using System.CommandLine;
using Collections.Gateways.Composition;
using Collections.Gateways.Import;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Server.Composition;
using Collections.Server.Imports;
using NodaTime.Text;

namespace Collections.Server.Commands;

/// <summary><c>import</c>: bulk load from CSV files; running it again changes nothing.</summary>
internal static class ImportCommand
{
    public static Command Build(Terminal terminal)
    {
        var verb = new Command("import", "Bulk load from CSV files; re-runnable.");
        var accounts = File("--accounts", "Accounts.");
        var bills = File("--bills", "Bills.");
        var payments = File("--payments", "Payments.");
        var contacts = File("--contacts", "Contacts that agencies made.");
        var rejects = File("--rejects", "Where rejected rows go; default FILE.rejects.csv beside each file.");
        var json = new Option<bool>("--json") { Description = "The summary as JSON." };
        foreach (var option in new Option[] { accounts, bills, payments, contacts, rejects, json })
        {
            verb.Add(option);
        }

        var members = new MemberImport(verb);
        var data = new DataOptions(verb);
        verb.SetAction((call, _) => RunAsync(
            new ImportCall(
                [
                    (ImportSchema.Accounts, call.GetValue(accounts)),
                    (ImportSchema.Bills, call.GetValue(bills)),
                    (ImportSchema.Payments, call.GetValue(payments)),
                    (ImportSchema.Contacts, call.GetValue(contacts)),
                    (ImportSchema.Members, members.Of(call)?.File),
                ],
                members.Of(call),
                call.GetValue(rejects),
                call.GetValue(json),
                data.PlaceOf(call),
                data.TenantOf(call)),
            terminal));
        return verb;
    }

    private static Option<string?> File(string name, string description) =>
        new(name) { Description = description, HelpName = "FILE" };

    private static async Task<int> RunAsync(ImportCall call, Terminal terminal)
    {
        if (call.Files.All(file => file.Path is null))
        {
            throw new WrongCallException("Name at least one of --accounts, --bills, --payments, --contacts, --dnc.");
        }

        var tables = new List<CsvTable>();
        try
        {
            // All headers are looked at before any row is taken.
            foreach (var (schema, path) in call.Files.Where(file => file.Path is not null))
            {
                tables.Add(CsvTable.Open(path!, schema));
            }

            using var work = new BatchWork();
            return await LoadAsync(call, tables, terminal);
        }
        finally
        {
            tables.ForEach(table => table.Dispose());
        }
    }

    private static async Task<int> LoadAsync(ImportCall call, List<CsvTable> tables, Terminal terminal)
    {
        foreach (var table in tables.Where(table => table.UnknownColumns.Count > 0))
        {
            await terminal.Error.WriteLineAsync(
                $"{table.Path}: warning: unknown columns are ignored: {string.Join(", ", table.UnknownColumns)}");
        }

        await using var folder = await DataFolder.OpenAsync(call.Place, create: true);
        var configuration = await folder.ConfigurationAsync(call.Tenant);
        var rejects = new ImportRejects();
        var gathering = new ImportGathering(rejects);
        var target = new ImportTarget(folder.Engine, call.Tenant, folder.Now, configuration.Zone, folder.Vault)
        {
            Home = HomeCountry.Of(configuration.Settings),
        };
        var progress = new ImportProgress(terminal);
        await BookAsync(target, tables, (gathering, rejects), progress);
        foreach (var table in tables.Where(table => table.Schema == ImportSchema.Contacts))
        {
            progress.Start("Reading contacts");
            var counts = await new ContactImport(target, rejects)
                .RunAsync(table, rows => progress.Read(rows, ShareOf(table)));
            gathering.Counts.Put(table.Path, counts);
        }

        foreach (var table in tables.Where(table => table.Schema == ImportSchema.Members))
        {
            progress.Start($"Reading {call.Members!.List}");
            var telling = new MemberTelling(rejects, rows => progress.Read(rows, ShareOf(table)));
            var counts = await MemberImport.RunAsync(call.Members, table, (folder, call.Tenant), telling);
            gathering.Counts.Put(table.Path, counts);
        }

        progress.End();
        var written = rejects.Write([.. tables.Select(table => table.Path)], call.Rejects);
        var summary = new ImportSummary([.. tables.Select(table => (table.Schema, table.Path))], gathering.Counts);
        var today = LocalDatePattern.Iso.Format(LocalDays.DayOf(folder.Now, configuration.Zone));
        foreach (var line in call.AsJson ? [summary.ToJson()]
            : terminal.OutIsSeen ? summary.ToPage(call.Name, progress.Elapsed, rejects, $"{call.Next} --as-of {today}")
            : summary.ToLines())
        {
            await terminal.Out.WriteLineAsync(line);
        }

        foreach (var path in written)
        {
            await terminal.Error.WriteLineAsync($"Rejected rows: {path}");
        }

        return ExitCode.Done;
    }

    private static async Task BookAsync(
        ImportTarget target,
        List<CsvTable> tables,
        (ImportGathering Gathering, ImportRejects Rejects) rows,
        ImportProgress progress)
    {
        var run = new ImportRun(target, rows.Gathering, rows.Rejects);
        var gathered = tables.FindAll(each =>
            each.Schema != ImportSchema.Members && each.Schema != ImportSchema.Contacts);
        if (gathered.Count > 0)
        {
            progress.Start("Reading");
            gathered.ForEach(table => run.Name(table.Schema, table.Path));
            await rows.Gathering.ReadAsync(gathered, count => progress.Read(count, ShareOf(gathered)));
            progress.Read(gathered.Sum(table => rows.Gathering.Counts.Of(table.Path).Read), 1);
        }

        if (rows.Gathering.Accounts > 0)
        {
            progress.Start("Booking");
            var all = gathered.Sum(table => rows.Gathering.Counts.Of(table.Path).Read);
            await run.RunAsync(accounts => progress.Booked(accounts, rows.Gathering.Accounts, all));
        }
    }

    /// <summary>How much of files was read; null when the length of one is not known.</summary>
    private static double? ShareOf(params IReadOnlyList<CsvTable> tables) =>
        tables.All(table => table.Length is not null) && tables.Sum(table => table.Length) is > 0 and var length
            ? Math.Min(1, tables.Sum(table => table.BytesRead) / (double)length)
            : null;

    private sealed record ImportCall(
        IReadOnlyList<(ImportSchema Schema, string? Path)> Files,
        MemberCall? Members,
        string? Rejects,
        bool AsJson,
        DataPlace Place,
        string Tenant)
    {
        /// <summary>The place, for people.</summary>
        public string Name => $"{(Place.Postgres is null ? Place.Folder : "PostgreSQL")}, tenant {Tenant}";

        /// <summary>The call to go on with, without its day.</summary>
        public string Next => "collections review"
            + (Place.Postgres is null ? $" --data {Place.Folder}" : " --postgres CONN")
            + (Tenant == DataOptions.DefaultTenant ? string.Empty : $" --tenant {Tenant}");
    }
}
