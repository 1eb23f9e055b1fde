using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.Sqlite;

/// <summary>Reads entities, their projections, and lists of them.</summary>
internal sealed class EntityReader(Database database)
{
    private const string SelectEntity =
        "SELECT row, last_record, version, hash, wake, configuration, snapshot "
        + "FROM entity WHERE tenant = ?1 AND kind = ?2 AND id = ?3";

    private const string SelectRow =
        "SELECT " + RowColumns.Names + " FROM entity WHERE tenant = ?1 AND kind = ?2 AND id = ?3";

    private const string SelectDue =
        "SELECT tenant, kind, id, wake FROM entity INDEXED BY entity_wake "
        + "WHERE wake IS NOT NULL AND wake <= ?1 AND (wake, tenant, kind, id) > (?3, ?4, ?5, ?6) "
        + "ORDER BY wake, tenant, kind, id LIMIT ?2";

    private const string SelectHeads =
        "SELECT tenant, kind, id, version, hash FROM entity INDEXED BY entity_key "
        + "WHERE (tenant, kind, id) > (?1, ?2, ?3) ORDER BY tenant, kind, id LIMIT ?4";

    private const string SelectList =
        "SELECT id, version, wake, " + RowColumns.Names + " FROM entity INDEXED BY entity_key "
        + "WHERE tenant = ?1 AND kind = ?2 AND id > ?3 ORDER BY id LIMIT ?4";

    // Hops from tenant to tenant in the index instead of walking all entities.
    private const string SelectTenants =
        "WITH RECURSIVE hop(tenant) AS (SELECT min(tenant) FROM entity UNION ALL "
        + "SELECT (SELECT min(entity.tenant) FROM entity WHERE entity.tenant > hop.tenant) "
        + "FROM hop WHERE hop.tenant IS NOT NULL) SELECT tenant FROM hop WHERE tenant IS NOT NULL";

    private readonly Statement _selectEntity = database.Prepare(SelectEntity);
    private readonly Statement _selectRow = database.Prepare(SelectRow);
    private readonly Statement _selectDue = database.Prepare(SelectDue);
    private readonly Statement _selectHeads = database.Prepare(SelectHeads);
    private readonly Statement _selectList = database.Prepare(SelectList);
    private readonly Statement _selectTenants = database.Prepare(SelectTenants);

    public IReadOnlyList<StoredEntity?> Load(IReadOnlyList<EntityKey> keys)
    {
        var entities = new StoredEntity?[keys.Count];
        for (var position = 0; position < entities.Length; position++)
        {
            var key = keys[position];
            if (BindKey(_selectEntity, key).Step())
            {
                entities[position] = Entity(key, _selectEntity);
            }

            _selectEntity.Reset();
        }

        return entities;
    }

    public IReadOnlyList<EntityRow?> LoadRows(IReadOnlyList<EntityKey> keys)
    {
        var rows = new EntityRow?[keys.Count];
        for (var position = 0; position < rows.Length; position++)
        {
            if (BindKey(_selectRow, keys[position]).Step())
            {
                rows[position] = RowColumns.Read(_selectRow, 0);
            }

            _selectRow.Reset();
        }

        return rows;
    }

    public IReadOnlyList<DueEntity> Due(Instant upTo, int limit, DueEntity after) => _selectDue
        .Bind(1, upTo)
        .Bind(2, limit)
        .Bind(3, after.Wake)
        .Bind(4, after.Key.Tenant)
        .Bind(5, after.Key.Kind)
        .Bind(6, after.Key.Id)
        .ToList(row => new DueEntity(Key(row), row.Instant(3)));

    public IReadOnlyList<ChainHead> Heads(EntityKey? after, int limit)
    {
        // Three empty parts are no entity's key and stand before every one.
        var start = after ?? new EntityKey(string.Empty, string.Empty, string.Empty);
        return BindKey(_selectHeads, start)
            .Bind(4, limit)
            .ToList(row => new ChainHead(Key(row), row.Number(3), row.Hex(4)));
    }

    public IReadOnlyList<ListedEntity> List(string tenant, string kind, string? afterId, int limit) =>
        BindKey(_selectList, new EntityKey(tenant, kind, afterId ?? string.Empty))
            .Bind(4, limit)
            .ToList(row => new ListedEntity(
                new EntityKey(tenant, kind, row.Text(0)),
                row.Number(1),
                row.InstantOrNull(2),
                RowColumns.Read(row, 3)));

    public IReadOnlyList<string> Tenants() => _selectTenants.ToList(row => row.Text(0));

    /// <summary>The key in the columns 0 to 2.</summary>
    private static EntityKey Key(Statement row) => new(row.Text(0), row.Text(1), row.Text(2));

    private static Statement BindKey(Statement statement, EntityKey key) =>
        statement.Bind(1, key.Tenant).Bind(2, key.Kind).Bind(3, key.Id);

    private static StoredEntity Entity(EntityKey key, Statement row) => new(
        key,
        new StoreHandle(row.Number(0), row.Number(1)),
        row.Number(2),
        row.Hex(3),
        row.InstantOrNull(4),
        row.Number(5),
        row.Bytes(6));
}
