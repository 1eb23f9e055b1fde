using System.Runtime.InteropServices;
using Collections.Domain.Accounts;
using Collections.Domain.Lists;
using Collections.Gateways.Import;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Personal;
using NodaTime;

namespace Collections.Gateways.Lists;

/// <summary>Where a list's members go.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Keys">The tenant's keys: members are hashed under them.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="List">The list's name.</param>
public sealed record ListTarget(Engine Engine, TenantKeys Keys, string Tenant, string List)
{
    /// <summary>Where numbers are dialed that name no country, and in whose zone dates are days.</summary>
    public HomeCountry Home { get; init; }

    /// <summary>Who imports.</summary>
    public Principal Principal { get; init; } = Principal.Operator;

    internal EntityKey Key => new(Tenant, ListDecider.Kind, List);
}

/// <summary>
/// Puts the rows of a file on a list, some thousands in one commit. Members that are there already stay as they are, so
/// a file may be imported again. A refused part stops the import; what went before stays.
/// </summary>
public sealed class ListImport(ListTarget target, ImportRejects rejects)
{
    private const string DefaultReason = "register";

    private const string DefaultSource = "import";

    // Half of a SHA-256 keyed hash: enough to tell a file's rows apart, at a fifth of the memory.
    private readonly HashSet<UInt128> _seen = [];

    private readonly RowReader _reader = new();
    private readonly ImportCount _count = new();
    private string? _importId;
    private string _lastNote = string.Empty;

    /// <summary>Imports a file; <paramref name="progress"/> hears the number of rows read.</summary>
    /// <exception cref="ImportFileException">The file cannot be read, or the list refused a part.</exception>
    public async Task<ImportCount> RunAsync(CsvTable table, Action<int> progress)
    {
        var hadMembers = await target.Engine.ReadAsync(target.Key) is (MemberList { Count: > 0 }, _);
        var before = Task.CompletedTask;
        foreach (var part in Parts(table))
        {
            var fresh = hadMembers ? await UnlistedAsync(part) : part;
            _count.Unchanged += part.Count - fresh.Count;

            // A part is read and hashed while the one before is still being written.
            await before;
            before = fresh.Count == 0 ? Task.CompletedTask : AddAsync(table.Path, fresh);
            progress(_count.Read);
        }

        await before;
        return _count;
    }

    private IEnumerable<List<NewMember>> Parts(CsvTable table)
    {
        var part = new List<NewMember>(ListDecider.PartMax);
        foreach (var row in table.Rows())
        {
            _count.Read++;
            if (Read(table.Path, row) is not { } member)
            {
                _count.Rejected++;
            }
            else if (!_seen.Add(Half(member.Member)))
            {
                _count.Unchanged++;
            }
            else
            {
                part.Add(member);
            }

            if (part.Count == ListDecider.PartMax)
            {
                yield return part;
                part = new List<NewMember>(ListDecider.PartMax);
            }
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }

    private NewMember? Read(string file, CsvRow row)
    {
        _reader.Start(row);
        var value = MemberValue.Read(_reader.Raw("number"), target.Home, target.Keys);
        if (value.Fault is { } fault && _reader.Fault is null)
        {
            _reader.Reject("number", fault, "A phone number or a mail address is expected.");
        }

        var note = new ListNote(
            _reader.OptionalId("reason") ?? DefaultReason, _reader.OptionalId("source") ?? DefaultSource);
        var until = _reader.Date("until");
        if (_reader.Fault is { } rejected)
        {
            rejects.Add(file, rejected);
            return null;
        }

        var zone = LocalDays.ZoneOrNull(target.Home.TimeZone) ?? DateTimeZone.Utc;
        return new NewMember(
            value.Hash!, Shared(note), until is { } day ? LocalDays.StartOf(day, zone) : null);
    }

    private async ValueTask<List<NewMember>> UnlistedAsync(List<NewMember> part)
    {
        var listings = await target.Engine.Setup.Store.FindListingsAsync(
            [.. part.Select(member => new MemberKey(target.Tenant, member.Member))]);
        var fresh = new List<NewMember>(part.Count);
        for (var i = 0; i < part.Count; i++)
        {
            if (!listings[i].Any(listing => listing.List == target.Key))
            {
                fresh.Add(part[i]);
            }
        }

        return fresh;
    }

    private async Task AddAsync(string file, List<NewMember> part)
    {
        // Told by the first new members, so that an import done twice has one name.
        _importId ??= $"imp_{ListDigest.Of(part.Select(member => member.Member))[..20]}";
        var answer = await target.Engine.AskAsync(
            target.Key,
            new ListCommand.AddMembers(_importId, part),
            new AskOptions { Principal = target.Principal });
        if (answer.Rejection is { } refusal)
        {
            throw new ImportFileException(file, $"the list refused it: {refusal.Message}");
        }

        for (var i = 0; i < part.Count; i++)
        {
            _count.Add(RowResult.Added);
        }
    }

    /// <summary>Most rows of a file have the same words: they are kept once.</summary>
    private string Shared(ListNote note)
    {
        var text = note.ToString();
        return _lastNote = text == _lastNote ? _lastNote : text;
    }

    private static UInt128 Half(string member)
    {
        Span<byte> bytes = stackalloc byte[32];
        Convert.FromHexString(member, bytes, out _, out _);
        return MemoryMarshal.Read<UInt128>(bytes);
    }
}
