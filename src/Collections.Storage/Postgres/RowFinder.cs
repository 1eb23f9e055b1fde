using System.Globalization;
using System.Text;
using Collections.Kernel;
using Collections.Runtime.Ports;
using Npgsql;

namespace Collections.Storage.Postgres;

/// <summary>
/// Finds rows by filters. The statement is put together from fixed parts, one for each filter that is given; each
/// combination is prepared once.
/// </summary>
internal sealed class RowFinder(PostgresSession session)
{
    // Walks entity_key in the order of the list.
    private const string Row = "SELECT e.id, e.version, e.wake, " + Columns.Projection;

    private const string Start =
        " FROM entity e LEFT JOIN search s ON s.entity = e.row "
        + "WHERE e.tenant = ? AND e.kind = ? AND e.id > ? AND e.status IS NOT NULL";

    private const string End = " ORDER BY e.id LIMIT ?";

    private const string SmallestFirst = " ORDER BY e.amount_minor, e.id LIMIT ?";

    private const string HasLabel =
        "(e.labels IS NOT NULL AND strpos(chr(10) || e.labels || chr(10), chr(10) || ? || chr(10)) > 0)";

    private const string HasTerm = "(s.terms IS NOT NULL AND strpos(s.terms, chr(10) || ? || chr(10)) > 0)";

    /// <summary>The rows, in id order.</summary>
    public async ValueTask<IReadOnlyList<ListedEntity>> FindAsync(RowQuery query)
    {
        var statement = new Statement();
        statement.Add(Row);
        AddWhere(statement, query);
        statement.Add(query.SmallestFirst ? SmallestFirst : End, Parameter.Of((long)query.Limit));
        return await session.ListAsync(
            statement.Sql,
            row => new ListedEntity(
                new EntityKey(query.Tenant, query.Kind, row.GetString(0)),
                row.GetInt64(1),
                row.InstantOrNull(2),
                row.Row(3)),
            statement.Parameters);
    }

    /// <summary>How many rows there are, the limit at most.</summary>
    public async ValueTask<int> CountAsync(RowQuery query)
    {
        var statement = new Statement();
        statement.Add("SELECT count(*) FROM (SELECT 1");
        AddWhere(statement, query);
        statement.Add(" LIMIT ?) counted", Parameter.Of((long)query.Limit));
        return (int)(await session.ListAsync(statement.Sql, row => row.GetInt64(0), statement.Parameters))[0];
    }

    private static void AddWhere(Statement statement, RowQuery query)
    {
        statement.Add(
            Start, Parameter.Of(query.Tenant), Parameter.Of(query.Kind), Parameter.Of(query.AfterId ?? string.Empty));
        statement.AddIf(" AND e.status = ?", query.Status);
        statement.AddIf(" AND e.person = ?", query.Person);
        statement.AddIf(" AND e.parent = ?", query.Parent);
        if (query.AmountMinorMin is { } least)
        {
            statement.Add(" AND e.amount_minor >= ?", Parameter.Of(least));
        }

        foreach (var label in query.Labels)
        {
            statement.AddIf(" AND " + HasLabel, label);
        }

        foreach (var term in query.Terms)
        {
            statement.AddIf(" AND " + HasTerm, term);
        }

        AddDays(statement, query.Days);
        AddSearch(statement, query.Search);
    }

    private static void AddDays(Statement statement, RowDays? days)
    {
        if (days is null)
        {
            return;
        }

        statement.Add(days.OrNone ? " AND (e.day IS NULL OR (true" : " AND (e.day IS NOT NULL AND (true");
        if (days.First is { } first)
        {
            statement.Add(" AND e.day >= ?", Parameter.Of(RowFormat.Number(first)));
        }

        if (days.Last is { } last)
        {
            statement.Add(" AND e.day <= ?", Parameter.Of(RowFormat.Number(last)));
        }

        statement.Add("))");
    }

    private static void AddSearch(Statement statement, RowSearch? search)
    {
        if (search is null)
        {
            return;
        }

        statement.Add(
            " AND (e.id = ? OR e.person = ? OR " + HasLabel,
            Parameter.Of(search.Exact), Parameter.Of(search.Exact), Parameter.Of(search.Exact));
        statement.AddIf(" OR " + HasTerm, search.Term);
        if (search.Terms.Count > 0)
        {
            statement.Add(
                " OR (" + string.Join(" AND ", search.Terms.Select(_ => HasTerm)) + ")",
                [.. search.Terms.Select(Parameter.Of)]);
        }

        statement.Add(")");
    }

    /// <summary>SQL under construction: each question mark becomes the next parameter.</summary>
    private sealed class Statement
    {
        private readonly StringBuilder _sql = new();
        private readonly List<NpgsqlParameter> _parameters = [];

        public string Sql => _sql.ToString();

        public NpgsqlParameter[] Parameters => [.. _parameters];

        public void AddIf(string part, string? value)
        {
            if (value is not null)
            {
                Add(part, Parameter.Of(value));
            }
        }

        public void Add(string part, params NpgsqlParameter[] parameters)
        {
            var number = _parameters.Count;
            foreach (var character in part)
            {
                _ = character == '?'
                    ? _sql.Append(CultureInfo.InvariantCulture, $"${++number}")
                    : _sql.Append(character);
            }

            _parameters.AddRange(parameters);
            Invariant.Require(number == _parameters.Count, "Each question mark has its parameter.");
        }
    }
}
