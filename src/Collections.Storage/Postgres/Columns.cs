using Collections.Kernel;
using NodaTime;
using Npgsql;

namespace Collections.Storage.Postgres;

/// <summary>Reads columns as the domain's values.</summary>
internal static class Columns
{
    /// <summary>The projection's columns, in the order of <see cref="Row"/>.</summary>
    public const string Projection =
        "e.status, e.person, e.parent, e.amount_minor, e.currency, e.day, e.zone, e.labels";

    public static Instant Instant(this NpgsqlDataReader row, int column) =>
        NodaTime.Instant.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static Instant? InstantOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.Instant(column);

    public static string? TextOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    public static byte[] Bytes(this NpgsqlDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    public static string Hex(this NpgsqlDataReader row, int column) => Convert.ToHexStringLower(row.Bytes(column));

    /// <summary>The key in three columns.</summary>
    public static EntityKey Key(this NpgsqlDataReader row, int first) =>
        new(row.GetString(first), row.GetString(first + 1), row.GetString(first + 2));

    /// <summary>The projection in eight columns.</summary>
    public static EntityRow Row(this NpgsqlDataReader row, int first) => new()
    {
        Status = row.TextOrNull(first),
        Person = row.TextOrNull(first + 1),
        Parent = row.TextOrNull(first + 2),
        AmountMinor = row.GetInt64(first + 3),
        Currency = row.TextOrNull(first + 4),
        Day = row.IsDBNull(first + 5) ? null : RowFormat.Day(row.GetInt32(first + 5)),
        Zone = row.TextOrNull(first + 6),
        Labels = RowFormat.Labels(row.TextOrNull(first + 7)),
    };
}
