using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Collections.Gateways.Import;
using Collections.Gateways.Wire;
using Collections.Server.Composition;

namespace Collections.Server.Commands;

/// <summary><c>import</c>: bulk load from CSV files; running it again changes nothing.</summary>
internal static class ImportCommand
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

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
        var target = new ImportTarget(
            folder.Engine,
            call.Tenant,
            folder.Now,
            configuration.Zone,
            (person, value, matching) => folder.Vault.SealAsync(call.Tenant, person, value, matching))
        {
            Home = new HomeCountry(configuration.Settings.Country, configuration.Settings.TimeZone),
        };
        var run = new ImportRun(target, gathering, rejects);
        foreach (var table in tables.Where(each =>
            each.Schema != ImportSchema.Members && each.Schema != ImportSchema.Contacts))
        {
            run.Name(table.Schema, table.Path);
            gathering.Read(table, rows => Progress(terminal, $"{table.Schema.Name}: {rows} rows read"));
        }

        await run.RunAsync(accounts => Progress(terminal, $"{accounts} accounts booked"));
        foreach (var table in tables.Where(table => table.Schema == ImportSchema.Contacts))
        {
            var counts = await new ContactImport(target, rejects)
                .RunAsync(table, rows => Progress(terminal, $"contacts: {rows} rows taken"));
            gathering.Counts.Put(table.Path, counts);
        }

        foreach (var table in tables.Where(table => table.Schema == ImportSchema.Members))
        {
            var telling = new MemberTelling(rejects, text => Progress(terminal, text));
            var counts = await MemberImport.RunAsync(call.Members!, table, (folder, call.Tenant), telling);
            gathering.Counts.Put(table.Path, counts);
        }

        await terminal.Error.WriteLineAsync();
        var written = rejects.Write([.. tables.Select(table => table.Path)], call.Rejects);
        await SummarizeAsync(call, tables, gathering.Counts, terminal.Out);
        foreach (var path in written)
        {
            await terminal.Error.WriteLineAsync($"Rejected rows: {path}");
        }

        return ExitCode.Done;
    }

    private static void Progress(Terminal terminal, string text) => terminal.Error.Write($"\r{text}");

    private static async Task SummarizeAsync(
        ImportCall call, List<CsvTable> tables, ImportCounts counts, TextWriter output)
    {
        if (call.AsJson)
        {
            var summary = new JsonObject(tables.Select(table =>
                KeyValuePair.Create(table.Schema.Name, (JsonNode?)ToJson(table.Path, counts.Of(table.Path)))));
            await output.WriteLineAsync(summary.ToJsonString(Json));
            return;
        }

        foreach (var table in tables)
        {
            var count = counts.Of(table.Path);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{table.Schema.Name}: read {count.Read}, added {count.Added}, changed {count.Changed}, "
                + $"unchanged {count.Unchanged}, rejected {count.Rejected}"));
        }

        if (tables.TrueForAll(table => counts.Of(table.Path) is { Added: 0, Changed: 0 }))
        {
            await output.WriteLineAsync("Nothing changed.");
        }
    }

    private static JsonObject ToJson(string file, ImportCount count) => new()
    {
        ["file"] = file,
        ["read"] = count.Read,
        ["added"] = count.Added,
        ["changed"] = count.Changed,
        ["unchanged"] = count.Unchanged,
        ["rejected"] = count.Rejected,
    };

    private sealed record ImportCall(
        IReadOnlyList<(ImportSchema Schema, string? Path)> Files,
        MemberCall? Members,
        string? Rejects,
        bool AsJson,
        DataPlace Place,
        string Tenant);
}
