namespace Collections.Gateways.Notices;

/// <summary>A notice ready to leave: the bytes of an Internet message (RFC 5322).</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="NoticeId">Its id, the key under which it leaves once.</param>
/// <param name="Bytes">The message.</param>
public sealed record OutgoingNotice(string Tenant, string NoticeId, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The mail address it goes to; null on other channels.</summary>
    public string? Recipient { get; init; }
}

/// <summary>The outside world will never take this notice; trying again is of no use.</summary>
/// <param name="reason">A stable snake_case code without personal data.</param>
public sealed class NoticeRefusedException(string reason) : Exception($"The notice was refused: {reason}.")
{
    /// <summary>The code.</summary>
    public string Reason { get; } = reason;
}

/// <summary>Where notices leave. Putting the same notice twice puts it once: the first content stays.</summary>
public interface INoticeSink
{
    /// <summary>Puts a notice, durable when it returns.</summary>
    /// <returns>Whether it is new; false when it was put before.</returns>
    /// <exception cref="NoticeRefusedException">It will never be taken.</exception>
    /// <exception cref="IOException">The outside world fails; try again.</exception>
    ValueTask<bool> PutAsync(OutgoingNotice notice);

    /// <summary>
    /// Whether a notice was put before, as far as is known: asked before one is judged anew, for what has left cannot
    /// be held back.
    /// </summary>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="noticeId">Its id.</param>
    ValueTask<bool> HasLeftAsync(string tenant, string noticeId);
}
