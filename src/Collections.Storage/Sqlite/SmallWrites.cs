using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.Sqlite;

/// <summary>What is written outside commits: parked messages, the clock, the delivery mark, data keys.</summary>
internal sealed class SmallWrites(Database database)
{
    private const string UpsertParked =
        "INSERT INTO parked "
        + "(tenant, kind, id, version, position, sender, receiver, type, body, attempts, error, parked_at) "
        + "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) "
        + "ON CONFLICT (tenant, kind, id, version, position) DO UPDATE SET attempts = ?10, error = ?11";

    private const string DeleteParked =
        "DELETE FROM parked WHERE tenant = ?1 AND kind = ?2 AND id = ?3 AND version = ?4 AND position = ?5";

    private const string RaiseMeta =
        "INSERT INTO meta (name, value) VALUES (?1, ?2) "
        + "ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)";

    private const string InsertDataKey =
        "INSERT INTO data_key (tenant, person, wrapped) VALUES (?1, ?2, ?3) ON CONFLICT (tenant, person) DO NOTHING";

    private const string SelectDataKey = "SELECT wrapped FROM data_key WHERE tenant = ?1 AND person = ?2";

    private const string DeleteDataKey = "DELETE FROM data_key WHERE tenant = ?1 AND person = ?2";

    private readonly Statement _upsertParked = database.Prepare(UpsertParked);
    private readonly Statement _deleteParked = database.Prepare(DeleteParked);
    private readonly Statement _raiseMeta = database.Prepare(RaiseMeta);
    private readonly Statement _insertDataKey = database.Prepare(InsertDataKey);
    private readonly Statement _selectDataKey = database.Prepare(SelectDataKey);
    private readonly Statement _deleteDataKey = database.Prepare(DeleteDataKey);

    public void Park(ParkedMessage parked)
    {
        BindId(_upsertParked, parked.Id);
        _upsertParked
            .Bind(6, parked.From.ToString())
            .Bind(7, parked.Message.To.ToString())
            .Bind(8, parked.Message.Type)
            .Bind(9, parked.Message.Body.Span)
            .Bind(10, parked.Attempts)
            .Bind(11, parked.Error)
            .Bind(12, parked.ParkedAt)
            .Execute();
    }

    public void Unpark(MessageId id)
    {
        BindId(_deleteParked, id);
        _deleteParked.Execute();
    }

    public void MoveClock(Instant to) => _raiseMeta.Bind(1, Meta.Clock).Bind(2, to).Execute();

    public void MoveDeliveryMark(long sequence) => _raiseMeta.Bind(1, Meta.Delivered).Bind(2, sequence).Execute();

    public ReadOnlyMemory<byte> AddDataKey(string tenant, string person, ReadOnlyMemory<byte> wrapped)
    {
        _insertDataKey.Bind(1, tenant).Bind(2, person).Bind(3, wrapped.Span).Execute();
        if (database.Changes == 1)
        {
            return wrapped;
        }

        return _selectDataKey.Bind(1, tenant).Bind(2, person).ToList(row => row.Bytes(0))[0];
    }

    /// <summary>
    /// Destroys a key: its bytes are overwritten in the file. The write-ahead log may still hold them until it is cut.
    /// </summary>
    public void EraseDataKey(string tenant, string person)
    {
        database.Execute("PRAGMA secure_delete = ON");
        _deleteDataKey.Bind(1, tenant).Bind(2, person).Execute();
        database.Execute("PRAGMA secure_delete = OFF");
    }

    private static void BindId(Statement statement, MessageId id) => statement
        .Bind(1, id.Sender.Tenant)
        .Bind(2, id.Sender.Kind)
        .Bind(3, id.Sender.Id)
        .Bind(4, id.Version)
        .Bind(5, id.Index);
}
