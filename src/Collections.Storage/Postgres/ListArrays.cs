using Collections.Kernel;
using Collections.Runtime.Ports;
using Npgsql;

namespace Collections.Storage.Postgres;

/// <summary>The members that a batch puts on lists and takes off them; of one commit the latest word counts.</summary>
internal sealed class ListArrays
{
    private readonly List<(int Commit, string Tenant, ListMember Member)> _listed = [];
    private readonly List<(int Commit, string Tenant, string Member)> _unlisted = [];

    /// <summary>Adds what a commit brings.</summary>
    /// <param name="place">The commit's position in the batch, from 1.</param>
    /// <param name="commit">The commit.</param>
    public void Add(int place, Commit commit)
    {
        var last = new Dictionary<string, ListMember?>(StringComparer.Ordinal);
        foreach (var row in commit.SideRows)
        {
            foreach (var member in (row as SideRow.Listed)?.Members ?? [])
            {
                last[member.Member] = member;
            }

            foreach (var member in (row as SideRow.Unlisted)?.Members ?? [])
            {
                last[member] = null;
            }
        }

        foreach (var (member, entry) in last)
        {
            if (entry is null)
            {
                _unlisted.Add((place, commit.Key.Tenant, member));
            }
            else
            {
                _listed.Add((place, commit.Key.Tenant, entry));
            }
        }
    }

    /// <summary>Brings the rows into the order of their index: neighbors share pages, and writers lock alike.</summary>
    public void Order()
    {
        _listed.Sort((left, right) => string.CompareOrdinal(left.Member.Member, right.Member.Member));
        _unlisted.Sort((left, right) => string.CompareOrdinal(left.Member, right.Member));
    }

    public IEnumerable<NpgsqlParameter> Parameters() =>
    [
        Parameter.Of(_listed.ConvertAll(row => row.Commit).ToArray()),
        Parameter.Of(_listed.ConvertAll(row => row.Tenant).ToArray()),
        Parameter.Of(_listed.ConvertAll(row => Convert.FromHexString(row.Member.Member)).ToArray()),
        Parameter.Of(_listed.ConvertAll(row => row.Member.Since.ToUnixTimeMilliseconds()).ToArray()),
        Parameter.Of(_listed.ConvertAll(row => row.Member.Until?.ToUnixTimeMilliseconds()).ToArray()),
        Parameter.Of(_listed.ConvertAll(row => row.Member.Note).ToArray()),
        Parameter.Of(_unlisted.ConvertAll(row => row.Commit).ToArray()),
        Parameter.Of(_unlisted.ConvertAll(row => row.Tenant).ToArray()),
        Parameter.Of(_unlisted.ConvertAll(row => Convert.FromHexString(row.Member)).ToArray()),
    ];
}
