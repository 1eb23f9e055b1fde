namespace Collections.Storage.Postgres;

/// <summary>
/// Numbers for new entities, taken from the database in blocks, so that a batch knows its rows before it is written.
/// What is left of a block when the process ends is never used.
/// </summary>
internal sealed class RowNumbers(PostgresSession session) : IDisposable
{
    private const int Block = 4_096;

    private const string Take = "SELECT take_numbers('entity_row', $1)";

    private readonly SemaphoreSlim _gate = new(1);
    private long _next;
    private long _end;

    /// <summary>The first of that many consecutive numbers.</summary>
    public async ValueTask<long> TakeAsync(int count)
    {
        await _gate.WaitAsync();
        try
        {
            if (_end - _next < count)
            {
                var size = Math.Max(count, Block);
                _next = (await session.ListAsync(Take, row => row.GetInt64(0), Parameter.Of((long)size)))[0];
                _end = _next + size;
            }

            _next += count;
            return _next - count;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();
}
