using Collections.Runtime.Ports;
using Collections.Storage.Postgres;

namespace Collections.Bench;

/// <summary>Schemas of one PostgreSQL database, named after this process.</summary>
internal sealed class PostgresBenchStores(string connection) : IBenchStores
{
    private readonly HashSet<string> _made = [];

    public string Name => "postgres";

    public string Durability => "synchronous_commit of the server";

    public async Task<IStore> OpenAsync(string name)
    {
        _made.Add(name);
        return await PostgresStore.OpenAsync(connection, SchemaOf(name));
    }

    public async Task CopyAsync(string from, string to)
    {
        // An earlier copy may stand there.
        await DropAsync(to);
        await using var empty = await OpenAsync(to);
        await PostgresSchemas.CopyAsync(connection, SchemaOf(from), SchemaOf(to));
    }

    public Task DropAsync(string name) => PostgresSchemas.DropAsync(connection, SchemaOf(name));

    public Task SettleAsync() => PostgresSchemas.CheckpointAsync(connection);

    public async Task<long> SizeAsync(string name) => await PostgresSchemas.SizeAsync(connection, SchemaOf(name));

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _made)
        {
            await DropAsync(name);
        }
    }

    private static string SchemaOf(string name) => $"bench_{Environment.ProcessId}_{name.Replace('-', '_')}";
}
