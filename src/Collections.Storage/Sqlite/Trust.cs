namespace Collections.Storage.Sqlite;

/// <summary>
/// Whether the store's files can still be relied on. A flush that failed is never repaired by another one: the system
/// may have dropped the bytes and call the next flush a success. So the store answers nothing more until it is opened
/// again, when SQLite takes from the log what its checksums prove.
/// </summary>
internal sealed class Trust
{
    private volatile StoreException? _fault;

    /// <summary>Why nothing is answered any more; null while all is well.</summary>
    public StoreException? Fault => _fault;

    /// <summary>Ends it, before anybody learns of the fault.</summary>
    public StoreException Break(Exception cause) => _fault ??= new StoreException(
        $"The disk refused to keep what was written; the store must be opened again ({cause.Message}).", cause);

    /// <exception cref="StoreException">The trust is broken.</exception>
    public void Require()
    {
        if (_fault is { } fault)
        {
            throw new StoreException(fault.Message, fault);
        }
    }
}
