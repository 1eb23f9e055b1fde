using System.Globalization;

namespace Collections.Torture.Tests.Victims;

/// <summary>
/// What a client was told: one line on the victim's output, written after the answer came. A line without its end mark
/// was cut by the kill and tells nothing.
/// </summary>
internal sealed record AckLine(
    int Client, int Number, string Entity, string Verb, string Id, long AmountMinor, long Version)
{
    private const string Word = "ack";
    private const string End = ".";

    /// <summary>
    /// <c>Accepted</c>, <c>Unchanged</c>, or <c>Rejected:code</c>, of the first answer when it was replayed.
    /// </summary>
    public required string Outcome { get; init; }

    /// <summary>The idempotency key; null when none was given.</summary>
    public string? Key { get; init; }

    /// <summary>The business clock before the command was sent, Unix milliseconds.</summary>
    public long At { get; init; }

    /// <summary>The business clock when the answer had come, Unix milliseconds.</summary>
    public long Until { get; init; }

    public bool IsRefusal => Outcome.StartsWith("Rejected", StringComparison.Ordinal);

    /// <summary>The bytes that the idempotent request keeps.</summary>
    public static string Body(string outcome, long version) =>
        string.Create(CultureInfo.InvariantCulture, $"{outcome} {version}");

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Word} {Client} {Number} {Entity} {Verb} {Id} {AmountMinor} {Version} {Outcome} {Key ?? "-"} {At} {Until} {End}");

    /// <summary>The acknowledgement of a line; null when the line is another one or was cut.</summary>
    public static AckLine? Parse(string line)
    {
        var parts = line.Split(' ');
        if (parts.Length != 13 || parts[0] != Word || parts[^1] != End)
        {
            return null;
        }

        return new AckLine(
            (int)Number64(parts[1]),
            (int)Number64(parts[2]),
            parts[3],
            parts[4],
            parts[5],
            Number64(parts[6]),
            Number64(parts[7]))
        {
            Outcome = parts[8],
            Key = parts[9] == "-" ? null : parts[9],
            At = Number64(parts[10]),
            Until = Number64(parts[11]),
        };
    }

    private static long Number64(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
