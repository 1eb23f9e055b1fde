using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Messages;

/// <summary>
/// Takes over committed messages and delivers each to its receiver at least once, in order per sender and receiver.
/// The simulator has its own, which delays, doubles and reorders.
/// </summary>
public interface IPostOffice
{
    /// <summary>
    /// Announces a commit with messages before it goes to the store: nothing it may hold counts as handed over until
    /// <see cref="Met"/>. When its outcome stays unknown it is never met, and the next start looks for its messages.
    /// </summary>
    /// <returns>The number of the expectation.</returns>
    long Expect();

    /// <summary>The messages of an announced commit are posted, or the commit did not happen.</summary>
    void Met(long expectation);

    /// <summary>Takes over a message that is durable.</summary>
    /// <param name="id">Its identity.</param>
    /// <param name="message">The message.</param>
    /// <param name="sequence">The log sequence of the record that holds it.</param>
    void Post(MessageId id, Message message, long sequence);
}

/// <summary>A receiver that is no entity: a gateway or a runner. It must be idempotent by the message's id.</summary>
public interface IMessageHandler
{
    /// <summary>The kind in the addresses of its messages.</summary>
    string Kind { get; }

    /// <summary>Handles a message; an exception is a fault and is retried.</summary>
    ValueTask HandleAsync(MessageId id, Message message);
}
