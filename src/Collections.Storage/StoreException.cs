using Collections.Runtime;

namespace Collections.Storage;

/// <summary>
/// A fault of the store itself: folder in use, database of a newer release, disk full, file damaged. Never a conflict
/// between commits (see <c>CommitResult</c>). The message names the place and what to do, without personal data.
/// </summary>
public sealed class StoreException : StoreUnavailableException
{
    /// <summary>A fault with its message.</summary>
    public StoreException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>The database engine's extended result code; 0 when the fault is not the engine's.</summary>
    public int Code { get; init; }

    /// <summary>
    /// Whether the same call may well succeed a little later: the database does not answer right now.
    /// </summary>
    public bool IsTransient { get; init; }
}
