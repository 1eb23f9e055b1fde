using Collections.Domain.Accounts;
using Collections.Gateways.Composition;
using Collections.Gateways.Import;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Clock;
using Collections.Runtime.Personal;
using Collections.Runtime.Ports;
using Collections.Storage.InMemory;
using NodaTime;

namespace Collections.Gateways.Tests.Import;

/// <summary>A store to import into, again and again.</summary>
internal sealed class ImportWorld : IAsyncDisposable
{
    public static readonly Instant Now = Instant.FromUtc(2026, 1, 5, 12, 0);

    private static readonly DateTimeZone TenantZone = DateTimeZone.Utc;

    private readonly string _folder = Directory.CreateTempSubdirectory("import-run-").FullName;

    private readonly ContendedStore _contended;

    public ImportWorld()
    {
        Vault = new PersonalDataVault(Store, Entropy, new byte[TenantKeys.MasterLength]);
        _contended = new ContendedStore(Store);
        Engine = ProductEngine.Over(_contended, Store, new BusinessClock(new VirtualClock(Now)));
    }

    public InMemoryStore Store { get; } = new();

    public Engine Engine { get; }

    public PersonalDataVault Vault { get; }

    public DryingEntropy Entropy { get; } = new();

    /// <summary>The rows rejected by the last call, as line, column and code.</summary>
    public IReadOnlyList<string> Rejected { get; private set; } = [];

    /// <summary>Imports files; what became of the rows of each, as added, changed, unchanged, rejected.</summary>
    public async Task<string> ImportAsync(string? accounts, string? bills = null, string? payments = null)
    {
        var rejects = new ImportRejects();
        var gathering = new ImportGathering(rejects);
        var run = new ImportRun(
            new ImportTarget(Engine, "default", Now, TenantZone, Vault), gathering, rejects);
        List<string> paths = [];
        List<CsvTable> tables = [];
        foreach (var (schema, text) in new[]
        {
            (ImportSchema.Accounts, accounts), (ImportSchema.Bills, bills), (ImportSchema.Payments, payments),
        })
        {
            if (text is not null)
            {
                paths.Add(Path.Combine(_folder, schema.Name + ".csv"));
                await File.WriteAllTextAsync(paths[^1], text);
                tables.Add(CsvTable.Open(paths[^1], schema));
                run.Name(schema, paths[^1]);
            }
        }

        await gathering.ReadAsync(tables, _ => { });
        tables.ForEach(table => table.Dispose());
        await run.RunAsync(_ => { });
        Rejected = [.. rejects.All.OrderBy(each => each.Row.Line).Select(
            each => $"{each.Row.Line} {each.Row.Column} {each.Row.Code}")];
        return string.Join(" | ", paths.Select(gathering.Counts.Of).Select(
            count => $"{count.Added} {count.Changed} {count.Unchanged} {count.Rejected}"));
    }

    public async Task<Account> AccountAsync(string id) =>
        await Engine.ReadAsync(new EntityKey("default", AccountDecider.Kind, id)) is (Account account, _)
            ? account
            : throw new InvalidOperationException($"There is no account {id}.");

    public async Task<string?> NameAsync(string id) => (await AccountAsync(id)).Profile?.Name is { } name
        ? await Vault.OpenAsync("default", name)
        : null;

    /// <summary>Lets somebody else be first at the next commits.</summary>
    public void Contend(int commits) => _contended.Left = commits;

    /// <summary>Lets no commit be written until the gate opens.</summary>
    public TaskCompletionSource HoldCommits() => _contended.Gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await _contended.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class ContendedStore(IEntityStore inner) : ForwardingStore(inner)
    {
        public int Left { get; set; }

        public TaskCompletionSource? Gate { get; set; }

        public override async ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<Commit> commits)
        {
            await (Gate?.Task ?? Task.CompletedTask);
            return Left-- > 0
                ? [.. commits.Select(_ => new CommitOutcome(CommitResult.VersionConflict, default))]
                : await base.CommitAsync(commits);
        }
    }

    /// <summary>Chance that gives out after so many draws.</summary>
    internal sealed class DryingEntropy : IEntropy
    {
        private readonly SystemEntropy _inner = new();
        private readonly TaskCompletionSource _dried = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Draws { get; set; } = int.MaxValue;

        /// <summary>Ends when somebody got nothing.</summary>
        public Task Dried => _dried.Task;

        public void Fill(Span<byte> bytes)
        {
            if (Draws-- <= 0)
            {
                _dried.TrySetResult();
                throw new System.Security.Cryptography.CryptographicException("No chance is left.");
            }

            _inner.Fill(bytes);
        }
    }
}
