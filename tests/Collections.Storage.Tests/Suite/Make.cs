using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.Tests.Suite;

/// <summary>Well-formed commits: right versions, right chain, everything else as the test wants it.</summary>
public static class Make
{
    public static readonly Instant Start = Instant.FromUtc(2026, 1, 1, 0, 0);

    public static string Genesis { get; } = new('0', 64);

    public static EntityKey Account(string id, string tenant = "default") => new(tenant, "account", id);

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static Message Message(string to, string type = "start", string tenant = "default") =>
        new(new EntityKey(tenant, "task", to), type, Bytes($$"""{"for":"{{to}}"}"""));

    /// <summary>The first commit of an entity.</summary>
    public static Commit New(EntityKey key, int records = 1, params Message[] messages) =>
        Next(new StoredEntity(key, StoreHandle.None, 0, Genesis, null, 0, default), records, messages);

    /// <summary>The commit that follows what is stored; only the last record carries the messages.</summary>
    public static Commit Next(StoredEntity stored, int records = 1, params Message[] messages)
    {
        var hash = stored.Hash;
        var list = new List<LogRecord>();
        for (var number = 1; number <= records; number++)
        {
            var bytes = Bytes(string.Create(CultureInfo.InvariantCulture, $"{stored.Key}@{stored.Version + number}"));
            hash = Chain(hash, bytes);
            list.Add(new LogRecord(
                stored.Version + number, Start, bytes, hash, number == records ? messages : []));
        }

        return new Commit
        {
            Key = stored.Key,
            Handle = stored.Handle,
            ExpectedVersion = stored.Version,
            Hash = hash,
            Snapshot = Bytes($"state of {stored.Key} after {stored.Version + records}"),
            Wake = stored.Wake,
            Configuration = stored.Configuration,
            Row = new EntityRow(),
            Records = list,
        };
    }

    public static KeptAnswer Answer(string scope, int expiresAfterHours = 72) =>
        new(scope, Genesis, Bytes($"answer to {scope}"), Start + Duration.FromHours(expiresAfterHours));

    public static Publication Publication(long number, string name = "default") =>
        new(number, "policy", name, (int)number, Start, $$"""{"number":{{number}}}""");

    private static string Chain(string previous, ReadOnlyMemory<byte> record) =>
        Convert.ToHexStringLower(SHA256.HashData([.. Encoding.ASCII.GetBytes(previous), .. record.Span]));
}
