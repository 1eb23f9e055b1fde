using Collections.Kernel;

namespace Collections.Storage.Postgres;

/// <summary>Finds the lists that members stand on.</summary>
internal sealed class ListQueries(PostgresSession session)
{
    private const string SelectListings =
        "SELECT k.place, e.tenant, e.kind, e.id, m.since, m.until, m.note, " + Columns.Projection
        + " FROM (SELECT generate_series(1, cardinality($1)) AS place, unnest($1) AS tenant, unnest($2) AS member) k "
        + "JOIN list_member m ON m.tenant = k.tenant AND m.member = k.member JOIN entity e ON e.row = m.entity "
        + "ORDER BY k.place, e.kind, e.id";

    public async ValueTask<IReadOnlyList<IReadOnlyList<Listing>>> ListingsAsync(IReadOnlyList<MemberKey> members)
    {
        var found = await session.ListAsync(
            SelectListings,
            row => (Place: row.GetInt32(0), Listing: new Listing(
                row.Key(1),
                row.Row(7),
                new ListMember(
                    members[row.GetInt32(0) - 1].Member, row.Instant(4), row.InstantOrNull(5), row.TextOrNull(6)))),
            Parameter.Of([.. members.Select(member => member.Tenant)]),
            Parameter.Of([.. members.Select(member => Convert.FromHexString(member.Member))]));
        var listings = members.Select(_ => new List<Listing>()).ToList();
        found.ForEach(each => listings[each.Place - 1].Add(each.Listing));
        return listings;
    }
}
