using System.Text;
using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Storage.Sqlite;

/// <summary>
/// Finds rows by filters. The statement is put together from fixed parts, one for each filter that is given; each
/// combination is prepared once.
/// </summary>
internal sealed class RowFinder(Database database)
{
    private const string Row =
        "SELECT e.id, e.version, e.wake, e.status, e.person, e.parent, e.amount_minor, e.currency, e.day, e.zone, "
        + "e.labels";

    private const string Start =
        " FROM entity e INDEXED BY entity_key LEFT JOIN search s ON s.entity = e.row "
        + "WHERE e.tenant = ? AND e.kind = ? AND e.id > ? AND e.status IS NOT NULL";

    private const string End = " ORDER BY e.id LIMIT ?";

    private const string SmallestFirst = " ORDER BY e.amount_minor, e.id LIMIT ?";

    private const string HasLabel =
        "(e.labels IS NOT NULL AND instr(char(10) || e.labels || char(10), char(10) || ? || char(10)) > 0)";

    private const string HasTerm = "(s.terms IS NOT NULL AND instr(s.terms, char(10) || ? || char(10)) > 0)";

    private readonly Dictionary<string, Statement> _prepared = new(StringComparer.Ordinal);

    /// <summary>The rows, in id order.</summary>
    public IReadOnlyList<ListedEntity> Find(RowQuery query)
    {
        var (where, values) = Where(query);
        values.Add((long)query.Limit);
        return Bound(Row + where + (query.SmallestFirst ? SmallestFirst : End), values).ToList(row => new ListedEntity(
            new EntityKey(query.Tenant, query.Kind, row.Text(0)),
            row.Number(1),
            row.InstantOrNull(2),
            RowColumns.Read(row, 3)));
    }

    /// <summary>How many rows there are, the limit at most.</summary>
    public int Count(RowQuery query)
    {
        var (where, values) = Where(query);
        values.Add((long)query.Limit);
        return (int)Bound($"SELECT count(*) FROM (SELECT 1{where} LIMIT ?)", values).ToList(row => row.Number(0))[0];
    }

    private static (string Sql, List<object> Values) Where(RowQuery query)
    {
        var sql = new StringBuilder(Start);
        List<object> values = [query.Tenant, query.Kind, query.AfterId ?? string.Empty];
        Add(" AND e.status = ?", query.Status);
        Add(" AND e.person = ?", query.Person);
        Add(" AND e.parent = ?", query.Parent);
        Add(" AND e.amount_minor >= ?", query.AmountMinorMin);
        AddAll(HasLabel, query.Labels);
        AddAll(HasTerm, query.Terms);
        AddDays(sql, values, query.Days);
        AddSearch(sql, values, query.Search);
        return (sql.ToString(), values);

        void Add(string condition, object? value)
        {
            if (value is not null)
            {
                sql.Append(condition);
                values.Add(value);
            }
        }

        void AddAll(string condition, IReadOnlyList<string> wanted)
        {
            foreach (var value in wanted)
            {
                Add(" AND " + condition, value);
            }
        }
    }

    private static void AddDays(StringBuilder sql, List<object> values, RowDays? days)
    {
        if (days is null)
        {
            return;
        }

        sql.Append(days.OrNone ? " AND (e.day IS NULL OR (1" : " AND (e.day IS NOT NULL AND (1");
        if (days.First is { } first)
        {
            sql.Append(" AND e.day >= ?");
            values.Add((long)RowFormat.Number(first));
        }

        if (days.Last is { } last)
        {
            sql.Append(" AND e.day <= ?");
            values.Add((long)RowFormat.Number(last));
        }

        sql.Append("))");
    }

    private static void AddSearch(StringBuilder sql, List<object> values, RowSearch? search)
    {
        if (search is null)
        {
            return;
        }

        sql.Append(" AND (e.id = ? OR e.person = ? OR ").Append(HasLabel);
        values.AddRange([search.Exact, search.Exact, search.Exact]);
        if (search.Term is { } term)
        {
            sql.Append(" OR ").Append(HasTerm);
            values.Add(term);
        }

        if (search.Terms.Count > 0)
        {
            sql.Append(" OR (").AppendJoin(" AND ", search.Terms.Select(_ => HasTerm)).Append(')');
            values.AddRange(search.Terms);
        }

        sql.Append(')');
    }

    private Statement Bound(string sql, List<object> values)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
        {
            _prepared[sql] = statement = database.Prepare(sql);
        }

        for (var i = 0; i < values.Count; i++)
        {
            _ = values[i] is long number ? statement.Bind(i + 1, number) : statement.Bind(i + 1, (string)values[i]);
        }

        return statement;
    }
}
