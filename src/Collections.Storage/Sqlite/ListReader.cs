using Collections.Kernel;

namespace Collections.Storage.Sqlite;

/// <summary>Reads members of lists with the lists' projections.</summary>
internal sealed class ListReader(Database database)
{
    private const string SelectListings =
        "SELECT e.kind, e.id, m.since, m.until, m.note, e.status, e.person, e.parent, e.amount_minor, e.currency, "
        + "e.day, e.zone, e.labels FROM list_member m CROSS JOIN entity e ON e.row = m.entity "
        + "WHERE m.tenant = ?1 AND m.member = ?2 ORDER BY e.kind, e.id";

    private readonly Statement _selectListings = database.Prepare(SelectListings);

    public IReadOnlyList<IReadOnlyList<Listing>> Listings(IReadOnlyList<MemberKey> members)
    {
        var listings = new IReadOnlyList<Listing>[members.Count];
        for (var position = 0; position < listings.Length; position++)
        {
            var (tenant, member) = members[position];
            listings[position] = _selectListings.Bind(1, tenant).BindHex(2, member).ToList(row => new Listing(
                new EntityKey(tenant, row.Text(0), row.Text(1)),
                RowColumns.Read(row, 5),
                new ListMember(member, row.Instant(2), row.InstantOrNull(3), row.TextOrNull(4))));
        }

        return listings;
    }
}
