namespace Collections.Runtime;

/// <summary>
/// The store cannot be reached or is overloaded: try again later. Nothing was decided, or it will show on reload.
/// Whatever a store throws of its own is one of these, so that no entity takes a database that is away for a bug.
/// </summary>
public class StoreUnavailableException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>The entity met a bug and is stopped; others go on. An operator restarts it after the repair.</summary>
public sealed class EntityStoppedException(string message, Exception? cause = null) : Exception(message, cause);
