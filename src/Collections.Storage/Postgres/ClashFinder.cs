using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Storage.Postgres;

/// <summary>
/// Finds the commits whose answer is kept already, whose publication number is taken, or that did not know one.
/// </summary>
internal sealed class ClashFinder(PostgresSession session)
{
    private const string Asked =
        "(SELECT unnest($1) AS place, unnest($2) AS tenant, unnest($3) AS scope, unnest($4) AS made) k";

    private const string SelectKept =
        "SELECT k.place FROM " + Asked
        + " JOIN answer a ON a.tenant = k.tenant AND a.scope = k.scope WHERE a.expires_at > k.made";

    // An answer that expired before the new one was made blocks nothing, even if nobody has deleted it yet.
    private const string DeleteExpired =
        "DELETE FROM answer a USING " + Asked
        + " WHERE a.tenant = k.tenant AND a.scope = k.scope AND a.expires_at <= k.made";

    private const string SelectTaken =
        "SELECT k.place FROM (SELECT unnest($1) AS place, unnest($2) AS tenant, unnest($3) AS number) k "
        + "JOIN publication p ON p.tenant = k.tenant AND p.number = k.number";

    private const string SelectUnknown =
        "SELECT k.place FROM (SELECT unnest($1) AS place, unnest($2) AS tenant, unnest($3) AS known) k "
        + "WHERE EXISTS (SELECT FROM publication p WHERE p.tenant = k.tenant AND p.number > k.known)";

    /// <summary>The clashes, by the commits' positions; what blocked without being a clash is out of the way.</summary>
    public async ValueTask<IReadOnlyDictionary<int, CommitResult>> FindAsync(
        IReadOnlyList<Commit> commits, IReadOnlyCollection<int> positions)
    {
        var clashes = new Dictionary<int, CommitResult>();
        foreach (var position in await TakenAsync(commits, positions))
        {
            clashes[position] = CommitResult.NumberTaken;
        }

        foreach (var position in await UnknownAsync(commits, positions))
        {
            clashes[position] = CommitResult.PublicationUnknown;
        }

        foreach (var position in await KeptAsync(commits, positions))
        {
            clashes[position] = CommitResult.AnswerExists;
        }

        return clashes;
    }

    /// <summary>Commits whose tenant has a publication that they did not know.</summary>
    private async ValueTask<List<int>> UnknownAsync(IReadOnlyList<Commit> commits, IEnumerable<int> positions)
    {
        var asked = positions.Where(position => commits[position].PublicationsKnown < long.MaxValue).ToArray();
        return asked.Length == 0
            ? []
            : await session.ListAsync(
                SelectUnknown,
                row => row.GetInt32(0),
                Parameter.Of(asked),
                Parameter.Of(Array.ConvertAll(asked, position => commits[position].Key.Tenant)),
                Parameter.Of(Array.ConvertAll(asked, position => commits[position].PublicationsKnown)));
    }

    private async ValueTask<List<int>> KeptAsync(IReadOnlyList<Commit> commits, IEnumerable<int> positions)
    {
        var asked = positions.Where(position => commits[position].Answer is not null).ToArray();
        if (asked.Length == 0)
        {
            return [];
        }

        var answers = Array.ConvertAll(asked, position => commits[position].Answer!);
        var tenants = Array.ConvertAll(asked, position => commits[position].Key.Tenant);
        var scopes = Array.ConvertAll(answers, answer => answer.Scope);
        var made = Array.ConvertAll(
            answers, answer => (answer.ExpiresAt - CommitBatch.AnswerLifetime).ToUnixTimeMilliseconds());
        await session.ExecuteAsync(
            DeleteExpired, Parameter.Of(asked), Parameter.Of(tenants), Parameter.Of(scopes), Parameter.Of(made));
        return await session.ListAsync(
            SelectKept,
            row => row.GetInt32(0),
            Parameter.Of(asked), Parameter.Of(tenants), Parameter.Of(scopes), Parameter.Of(made));
    }

    private async ValueTask<List<int>> TakenAsync(IReadOnlyList<Commit> commits, IEnumerable<int> positions)
    {
        var asked = positions
            .SelectMany(position => commits[position].SideRows.OfType<SideRow.Publish>()
                .Select(row => (Position: position, commits[position].Key.Tenant, row.Publication.Number)))
            .ToArray();
        return asked.Length == 0
            ? []
            : await session.ListAsync(
                SelectTaken,
                row => row.GetInt32(0),
                Parameter.Of(Array.ConvertAll(asked, each => each.Position)),
                Parameter.Of(Array.ConvertAll(asked, each => each.Tenant)),
                Parameter.Of(Array.ConvertAll(asked, each => each.Number)));
    }
}
