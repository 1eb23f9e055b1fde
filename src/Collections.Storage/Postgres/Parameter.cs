using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Collections.Storage.Postgres;

/// <summary>Positional parameters, each of the type its column has, so that a statement is prepared once.</summary>
internal static class Parameter
{
    public static NpgsqlParameter Of(long value) => new NpgsqlParameter<long>
    {
        TypedValue = value,
        NpgsqlDbType = NpgsqlDbType.Bigint,
    };

    /// <summary>An instant as Unix milliseconds.</summary>
    public static NpgsqlParameter Of(Instant value) => Of(value.ToUnixTimeMilliseconds());

    public static NpgsqlParameter Of(int value) => new NpgsqlParameter<int>
    {
        TypedValue = value,
        NpgsqlDbType = NpgsqlDbType.Integer,
    };

    public static NpgsqlParameter Of(string value) => new NpgsqlParameter<string>
    {
        TypedValue = value,
        NpgsqlDbType = NpgsqlDbType.Text,
    };

    public static NpgsqlParameter Of(ReadOnlyMemory<byte> value) => new NpgsqlParameter<ReadOnlyMemory<byte>>
    {
        TypedValue = value,
        NpgsqlDbType = NpgsqlDbType.Bytea,
    };

    public static NpgsqlParameter Of(Duration value) => new NpgsqlParameter<TimeSpan>
    {
        TypedValue = value.ToTimeSpan(),
        NpgsqlDbType = NpgsqlDbType.Interval,
    };

    public static NpgsqlParameter Of(bool[] values) => Array(values, NpgsqlDbType.Boolean);

    public static NpgsqlParameter Of(short[] values) => Array(values, NpgsqlDbType.Smallint);

    public static NpgsqlParameter Of(int[] values) => Array(values, NpgsqlDbType.Integer);

    public static NpgsqlParameter Of(int?[] values) => Array(values, NpgsqlDbType.Integer);

    public static NpgsqlParameter Of(long[] values) => Array(values, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Of(long?[] values) => Array(values, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Of(string?[] values) => Array(values, NpgsqlDbType.Text);

    public static NpgsqlParameter Of(byte[]?[] values) => Array(values, NpgsqlDbType.Bytea);

    public static NpgsqlParameter Of(ReadOnlyMemory<byte>[] values) => Array(values, NpgsqlDbType.Bytea);

    private static NpgsqlParameter<T> Array<T>(T values, NpgsqlDbType element) => new()
    {
        TypedValue = values,
        NpgsqlDbType = NpgsqlDbType.Array | element,
    };
}
