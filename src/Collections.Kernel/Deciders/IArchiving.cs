namespace Collections.Kernel;

/// <summary>
/// A state that moves closed items to the archive. While it says that nothing is archived, the engine answers
/// <see cref="Lookup.Archived"/> without asking the store: most entities never archive anything.
/// </summary>
public interface IArchiving
{
    /// <summary>Whether any item of the entity ever went to the archive.</summary>
    bool HasArchive { get; }
}
