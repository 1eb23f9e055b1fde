using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage;

/// <summary>What every store asks of a batch before it writes, and the order in which it writes.</summary>
internal static class CommitBatch
{
    /// <summary>Chain hashes are SHA-256 in hex.</summary>
    public const int HashLength = 64;

    /// <summary>
    /// How long an answer is kept (72 h). An answer that already expired when the new one was made does not block its
    /// scope, even if nobody deleted it yet: the new one's expiry less this is the instant it was made.
    /// </summary>
    public static readonly Duration AnswerLifetime = Duration.FromHours(72);

    /// <summary>Requires that the batch is well formed: a malformed one is a bug of the caller, no conflict.</summary>
    public static void Require(IReadOnlyList<Commit> commits)
    {
        var keys = new HashSet<EntityKey>(commits.Count);
        foreach (var commit in commits)
        {
            Invariant.Require(keys.Add(commit.Key), "A batch never holds an entity twice.");
            Invariant.Require(commit.Hash.Length == HashLength, "A chain hash has 64 hex digits.");
            var version = commit.ExpectedVersion;
            foreach (var record in commit.Records)
            {
                Invariant.Require(record.Version == ++version, "Record versions are dense.");
                Invariant.Require(record.Hash.Length == HashLength, "A chain hash has 64 hex digits.");
            }

            RequirePublicationsDiffer(commit);
            RequireMembersAreHashes(commit);
        }
    }

    /// <summary>
    /// The positions of the commits in the order they are written: known rows by number, because neighbors share
    /// pages, then new ones as given. Sequences follow this order, so all stores that number alike log alike.
    /// </summary>
    public static int[] WriteOrder(IReadOnlyList<Commit> commits)
    {
        var places = new (long Row, int Position)[commits.Count];
        for (var position = 0; position < places.Length; position++)
        {
            var row = commits[position].Handle.Row;
            places[position] = (row == 0 ? long.MaxValue : row, position);
        }

        Array.Sort(places);
        return Array.ConvertAll(places, place => place.Position);
    }

    /// <summary>
    /// Whether the commit leaves no trace but its answer: a request refused by an entity that does not exist. It makes
    /// no entity.
    /// </summary>
    public static bool IsAnswerOnly(Commit commit) =>
        commit.Handle.Row == 0 && commit.Records.Count == 0 && commit.Wake is null && commit.SideRows.Count == 0;

    private static void RequireMembersAreHashes(Commit commit)
    {
        foreach (var row in commit.SideRows)
        {
            var are = row switch
            {
                SideRow.Listed listed => listed.Members.All(each => each.Member.Length == HashLength),
                SideRow.Unlisted unlisted => unlisted.Members.All(member => member.Length == HashLength),
                _ => true,
            };
            Invariant.Require(are, "A list's members are keyed hashes of 64 hex digits.");
        }
    }

    private static void RequirePublicationsDiffer(Commit commit)
    {
        // Most commits publish nothing, and an import asks for every account: the first pass makes no garbage.
        var publishes = 0;
        for (var i = 0; i < commit.SideRows.Count; i++)
        {
            publishes += commit.SideRows[i] is SideRow.Publish ? 1 : 0;
        }

        if (publishes < 2)
        {
            return;
        }

        var numbers = commit.SideRows.OfType<SideRow.Publish>().Select(row => row.Publication.Number).ToList();
        Invariant.Require(numbers.Distinct().Count() == numbers.Count, "Publications of a commit differ in number.");
    }
}
