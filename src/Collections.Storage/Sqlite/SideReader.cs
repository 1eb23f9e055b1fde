using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.Sqlite;

/// <summary>Reads what stands beside the entities.</summary>
internal sealed class SideReader(Database database)
{
    private const string SelectArchived =
        "SELECT a.json FROM entity e CROSS JOIN archive a ON a.entity = e.row "
        + "WHERE e.tenant = ?1 AND e.kind = ?2 AND e.id = ?3 AND a.shelf = ?4 AND a.id = ?5";

    private const string SelectPublications =
        "SELECT number, kind, name, version, effective_from, content FROM publication "
        + "WHERE tenant = ?1 AND number > ?2 ORDER BY number";

    private const string SelectAnswer =
        "SELECT request_hash, body, expires_at FROM answer WHERE tenant = ?1 AND scope = ?2 AND expires_at > ?3";

    private const string SelectParked =
        "SELECT tenant, kind, id, version, position, sender, receiver, type, body, attempts, error, parked_at "
        + "FROM parked WHERE tenant = ?1 ORDER BY parked_at, number LIMIT ?2";

    private const string SelectPersonal =
        "SELECT person, ciphertext FROM person_data WHERE tenant = ?1 AND ref = ?2 AND version = ?3";

    private const string SelectDataKey = "SELECT wrapped FROM data_key WHERE tenant = ?1 AND person = ?2";

    private const string SelectMeta = "SELECT value FROM meta WHERE name = ?1";

    private readonly Statement _selectArchived = database.Prepare(SelectArchived);
    private readonly Statement _selectPublications = database.Prepare(SelectPublications);
    private readonly Statement _selectAnswer = database.Prepare(SelectAnswer);
    private readonly Statement _selectParked = database.Prepare(SelectParked);
    private readonly Statement _selectPersonal = database.Prepare(SelectPersonal);
    private readonly Statement _selectDataKey = database.Prepare(SelectDataKey);
    private readonly Statement _selectMeta = database.Prepare(SelectMeta);

    public ReadOnlyMemory<byte>? Archived(EntityKey key, string shelf, string id) => _selectArchived
        .Bind(1, key.Tenant)
        .Bind(2, key.Kind)
        .Bind(3, key.Id)
        .Bind(4, shelf)
        .Bind(5, id)
        .ToList(BytesOrNull)
        .SingleOrDefault();

    public IReadOnlyList<Publication> Publications(string tenant, long afterNumber) => _selectPublications
        .Bind(1, tenant)
        .Bind(2, afterNumber)
        .ToList(row => new Publication(
            row.Number(0), row.Text(1), row.Text(2), (int)row.Number(3), row.Instant(4), row.Text(5)));

    public KeptAnswer? Answer(string tenant, string scope, Instant now) => _selectAnswer
        .Bind(1, tenant)
        .Bind(2, scope)
        .Bind(3, now)
        .ToList(row => new KeptAnswer(scope, row.Text(0), row.Bytes(1), row.Instant(2)))
        .SingleOrDefault();

    public IReadOnlyList<ParkedMessage> Parked(string tenant, int limit) =>
        _selectParked.Bind(1, tenant).Bind(2, limit).ToList(Parked);

    public SideRow.PersonalData? Personal(string tenant, string reference, int version) => _selectPersonal
        .Bind(1, tenant)
        .Bind(2, reference)
        .Bind(3, version)
        .ToList(row => new SideRow.PersonalData(row.Text(0), reference, version, row.Bytes(1)))
        .SingleOrDefault();

    public ReadOnlyMemory<byte>? DataKey(string tenant, string person) =>
        _selectDataKey.Bind(1, tenant).Bind(2, person).ToList(BytesOrNull).SingleOrDefault();

    /// <summary>A single value; null before it was first set.</summary>
    public long? Value(string name) => _selectMeta.Bind(1, name).ToList(row => (long?)row.Number(0)).SingleOrDefault();

    private static ReadOnlyMemory<byte>? BytesOrNull(Statement row) => row.Bytes(0);

    private static ParkedMessage Parked(Statement row) => new(
        new MessageId(new EntityKey(row.Text(0), row.Text(1), row.Text(2)), row.Number(3), (int)row.Number(4)),
        EntityKey.Parse(row.Text(5)),
        new Message(EntityKey.Parse(row.Text(6)), row.Text(7), row.Bytes(8)),
        (int)row.Number(9),
        row.Text(10),
        row.Instant(11));
}
