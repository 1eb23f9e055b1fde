namespace Collections.Gateways.Mail;

/// <summary>
/// A message as it goes over the wire (RFC 5321, section 4.5.2): a dot at the start of a line is doubled, and a line
/// with one dot ends it. Lines end with CRLF whatever they ended with: a bare feed is read as an end by some servers
/// only, which is how one message becomes two.
/// </summary>
internal static class DotStuffing
{
    private const byte Return = (byte)'\r';
    private const byte Feed = (byte)'\n';
    private const byte Dot = (byte)'.';

    public static byte[] Wrap(ReadOnlySpan<byte> message)
    {
        using var wire = new MemoryStream(message.Length + 64);
        var rest = message;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOfAny(Return, Feed);
            var line = end < 0 ? rest : rest[..end];
            if (line.Length > 0 && line[0] == Dot)
            {
                wire.WriteByte(Dot);
            }

            wire.Write(line);
            wire.Write("\r\n"u8);
            var isPair = end >= 0 && rest[end] == Return && end + 1 < rest.Length && rest[end + 1] == Feed;
            rest = end < 0 ? [] : rest[(end + (isPair ? 2 : 1))..];
        }

        wire.Write(".\r\n"u8);
        return wire.ToArray();
    }
}
