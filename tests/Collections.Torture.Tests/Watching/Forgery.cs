using System.Security.Cryptography;
using System.Text;
using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Torture.Tests.Watching;

/// <summary>Changes a copy of a log so that its chains fit again: what is found then is found by what it says.</summary>
internal static class Forgery
{
    private const string Genesis = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>The text of a record.</summary>
    public static string Text(SequencedRecord record) => Encoding.UTF8.GetString(record.Record.Bytes.Span);

    /// <summary>The log with another text in the place of a record's.</summary>
    public static LogCopy With(this LogCopy log, SequencedRecord changed, string text) => Chained(log, log.Records
        .Select(each => each == changed
            ? each with { Record = each.Record with { Bytes = Encoding.UTF8.GetBytes(text) } }
            : each));

    /// <summary>The log without a record, as if it had never been.</summary>
    public static LogCopy Without(this LogCopy log, SequencedRecord lost) => Chained(log, log.Records
        .Where(each => each != lost));

    /// <summary>The log with a record that happens again at the end.</summary>
    public static LogCopy Twice(this LogCopy log, SequencedRecord again) => Chained(log, log.Records
        .Append(again with { Sequence = log.Records[^1].Sequence + 1 }));

    private static LogCopy Chained(LogCopy log, IEnumerable<SequencedRecord> records)
    {
        var chains = new Dictionary<EntityKey, (long Version, string Hash)>();
        var fitting = new List<SequencedRecord>();
        foreach (var record in records)
        {
            var (version, hash) = chains.GetValueOrDefault(record.Key, (0, Genesis));
            hash = Convert.ToHexStringLower(
                SHA256.HashData([.. Encoding.ASCII.GetBytes(hash), .. record.Record.Bytes.Span]));
            chains[record.Key] = (version + 1, hash);
            fitting.Add(record with { Record = record.Record with { Version = version + 1, Hash = hash } });
        }

        return new LogCopy(fitting, log.Ends.ToDictionary(
            each => each.Key,
            each => each.Value with { Version = chains.GetValueOrDefault(each.Key).Version }));
    }
}
