namespace Collections.Kernel;

/// <summary>
/// What an entity asks of another entity or of a gateway. It is written in the commit of the events that caused it and
/// delivered after; its id is (sender, sender's version, index), so delivering it twice changes nothing.
/// </summary>
/// <param name="To">The receiver. A kind that is no entity names a gateway.</param>
/// <param name="Type">Stable name of the command in the receiver's kind.</param>
/// <param name="Body">The command, UTF-8 JSON.</param>
public sealed record Message(EntityKey To, string Type, ReadOnlyMemory<byte> Body);
