namespace Collections.Runtime.Ports;

/// <summary>A whole store: what the engine, the lists, the audit and personal data need of one.</summary>
public interface IStore : IEntityStore, ILogReader, IPersonalDataStore, IRowQueries;
