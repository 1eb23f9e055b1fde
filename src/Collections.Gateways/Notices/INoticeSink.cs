namespace Collections.Gateways.Notices;

/// <summary>A notice ready to leave: the bytes of an Internet message (RFC 5322).</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="NoticeId">Its id, the key under which it leaves once.</param>
/// <param name="Bytes">The message.</param>
public sealed record OutgoingNotice(string Tenant, string NoticeId, ReadOnlyMemory<byte> Bytes);

/// <summary>Where notices leave. Putting the same notice twice puts it once: the first content stays.</summary>
public interface INoticeSink
{
    /// <summary>Puts a notice, durable when it returns.</summary>
    /// <returns>Whether it is new; false when it was put before.</returns>
    /// <exception cref="IOException">The outside world fails; try again.</exception>
    ValueTask<bool> PutAsync(OutgoingNotice notice);
}
