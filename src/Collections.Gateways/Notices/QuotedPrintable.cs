using System.Text;

namespace Collections.Gateways.Notices;

/// <summary>Quoted-printable text (RFC 2045, section 6.7): mostly ASCII stays readable.</summary>
internal static class QuotedPrintable
{
    // RFC 2045 allows 76 characters to a line; the last is the soft break's.
    private const int LineLengthMax = 75;

    /// <summary>UTF-8 text encoded, its lines ended by CRLF.</summary>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            Line(encoded, Encoding.UTF8.GetBytes(line.TrimEnd('\r')));
            encoded.Append("\r\n");
        }

        return encoded.ToString();
    }

    private static void Line(StringBuilder encoded, ReadOnlySpan<byte> line)
    {
        var length = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var one = One(line[i], isLast: i == line.Length - 1);
            if (length + one.Length > LineLengthMax)
            {
                encoded.Append("=\r\n");
                length = 0;
            }

            encoded.Append(one);
            length += one.Length;
        }
    }

    private static string One(byte value, bool isLast) =>
        value is > 32 and < 127 and not (byte)'=' || (value is 32 or 9 && !isLast)
            ? ((char)value).ToString()
            : $"={value:X2}";
}
