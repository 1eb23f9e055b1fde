using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Storage.Sqlite;

/// <summary>Writes the rows that stand beside an entity, in its commit.</summary>
internal sealed class SideRowWriter(Database database)
{
    private const string SelectNumber = "SELECT 1 FROM publication WHERE tenant = ?1 AND number = ?2";

    private const string SelectLast = "SELECT coalesce(max(number), 0) FROM publication WHERE tenant = ?1";

    private const string InsertPublication =
        "INSERT INTO publication (tenant, number, kind, name, version, effective_from, content) "
        + "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

    private const string UpsertArchive =
        "INSERT INTO archive (entity, shelf, id, json) VALUES (?1, ?2, ?3, ?4) "
        + "ON CONFLICT (entity, shelf, id) DO UPDATE SET json = ?4";

    private const string UpsertPersonal =
        "INSERT INTO person_data (tenant, ref, version, person, ciphertext) VALUES (?1, ?2, ?3, ?4, ?5) "
        + "ON CONFLICT (tenant, ref, version) DO UPDATE SET person = ?4, ciphertext = ?5";

    private const string UpsertSearch =
        "INSERT INTO search (entity, terms) VALUES (?1, ?2) ON CONFLICT (entity) DO UPDATE SET terms = ?2";

    private const string UpsertMember =
        "INSERT INTO list_member (tenant, member, entity, since, until, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
        + "ON CONFLICT (tenant, member, entity) DO UPDATE SET since = ?4, until = ?5, note = ?6";

    private const string DeleteMember = "DELETE FROM list_member WHERE tenant = ?1 AND member = ?2 AND entity = ?3";

    private readonly Statement _selectNumber = database.Prepare(SelectNumber);
    private readonly Dictionary<string, long> _lastNumbers = new(StringComparer.Ordinal);
    private readonly Statement _selectLast = database.Prepare(SelectLast);
    private readonly Statement _insertPublication = database.Prepare(InsertPublication);
    private readonly Statement _upsertArchive = database.Prepare(UpsertArchive);
    private readonly Statement _upsertPersonal = database.Prepare(UpsertPersonal);
    private readonly Statement _upsertSearch = database.Prepare(UpsertSearch);
    private readonly Statement _upsertMember = database.Prepare(UpsertMember);
    private readonly Statement _deleteMember = database.Prepare(DeleteMember);

    /// <summary>Whether another commit took a configuration number that this one publishes.</summary>
    public bool IsNumberTaken(Commit commit) => commit.SideRows
        .OfType<SideRow.Publish>()
        .Any(row => _selectNumber.Bind(1, commit.Key.Tenant).Bind(2, row.Publication.Number).Any());

    /// <summary>Whether something was published that the commit's decision did not know.</summary>
    public bool IsPublicationUnknown(Commit commit)
    {
        var tenant = commit.Key.Tenant;
        if (!_lastNumbers.TryGetValue(tenant, out var last))
        {
            last = _selectLast.Bind(1, tenant).ToList(row => row.Number(0))[0];
            _lastNumbers.Add(tenant, last);
        }

        return last > commit.PublicationsKnown;
    }

    /// <summary>The transaction was rolled back: what was published in it was not.</summary>
    public void Forget() => _lastNumbers.Clear();

    public void Write(long entity, string tenant, SideRow row)
    {
        switch (row)
        {
            case SideRow.PersonalData data:
                _upsertPersonal
                    .Bind(1, tenant).Bind(2, data.Ref).Bind(3, data.Version)
                    .Bind(4, data.Person).Bind(5, data.Ciphertext.Span)
                    .Execute();
                break;
            case SideRow.Archive item:
                _upsertArchive
                    .Bind(1, entity).Bind(2, item.Shelf).Bind(3, item.Id).Bind(4, item.Json.Span)
                    .Execute();
                break;
            case SideRow.SearchTerms search:
                _upsertSearch.Bind(1, entity).Bind(2, RowFormat.Terms(search.Terms)).Execute();
                break;
            case SideRow.Listed listed:
                Write(entity, tenant, listed.Members);
                break;
            case SideRow.Unlisted unlisted:
                Delete(entity, tenant, unlisted.Members);
                break;
            case SideRow.Publish publish:
                Write(tenant, publish.Publication);
                break;
            default:
                throw Invariant.Unreachable($"Unknown side row {row.GetType().Name}.");
        }
    }

    private void Write(string tenant, Publication publication)
    {
        _insertPublication
            .Bind(1, tenant)
            .Bind(2, publication.Number)
            .Bind(3, publication.Kind)
            .Bind(4, publication.Name)
            .Bind(5, publication.Version)
            .Bind(6, publication.EffectiveFrom)
            .Bind(7, publication.Content)
            .Execute();
        _lastNumbers[tenant] = Math.Max(publication.Number, _lastNumbers.GetValueOrDefault(tenant));
    }

    private void Write(long entity, string tenant, IReadOnlyList<ListMember> members)
    {
        // In the order of the index: neighbors share pages, which makes a bulk load several times faster.
        foreach (var member in members.OrderBy(each => each.Member, StringComparer.Ordinal))
        {
            _upsertMember
                .Bind(1, tenant).BindHex(2, member.Member).Bind(3, entity)
                .Bind(4, member.Since).Bind(5, member.Until).Bind(6, member.Note)
                .Execute();
        }
    }

    private void Delete(long entity, string tenant, IReadOnlyList<string> members)
    {
        foreach (var member in members)
        {
            _deleteMember.Bind(1, tenant).BindHex(2, member).Bind(3, entity).Execute();
        }
    }
}
