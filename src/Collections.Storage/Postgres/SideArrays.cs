using Collections.Kernel;
using Collections.Runtime.Ports;
using Npgsql;

namespace Collections.Storage.Postgres;

/// <summary>What a batch writes beside entities and records: answers, search terms, personal values ...</summary>
internal sealed class SideArrays
{
    private readonly List<(int Commit, string Tenant, KeptAnswer Answer)> _answers = [];
    private readonly List<(int Commit, string Terms)> _search = [];
    private readonly List<(int Commit, string Tenant, SideRow.PersonalData Value)> _personal = [];
    private readonly List<(int Commit, SideRow.Archive Item)> _archive = [];
    private readonly List<(int Commit, string Tenant, Publication Publication)> _publications = [];

    /// <summary>Adds what a commit brings.</summary>
    /// <param name="place">The commit's position in the batch, from 1.</param>
    /// <param name="commit">The commit.</param>
    public void Add(int place, Commit commit)
    {
        if (commit.Answer is { } answer)
        {
            _answers.Add((place, commit.Key.Tenant, answer));
        }

        // Backwards: of two rows in one place the later counts, and one statement may not touch a row twice.
        var (seen, searched) = (new HashSet<(string Shelf, string Id)>(), false);
        for (var index = commit.SideRows.Count - 1; index >= 0; index--)
        {
            switch (commit.SideRows[index])
            {
                case SideRow.PersonalData value:
                    _personal.Add((place, commit.Key.Tenant, value));
                    break;
                case SideRow.Archive item when seen.Add((item.Shelf, item.Id)):
                    _archive.Add((place, item));
                    break;
                case SideRow.SearchTerms search when !searched:
                    searched = true;
                    _search.Add((place, RowFormat.Terms(search.Terms)));
                    break;
                case SideRow.Archive or SideRow.SearchTerms or SideRow.Listed or SideRow.Unlisted:
                    break;
                case SideRow.Publish publish:
                    _publications.Add((place, commit.Key.Tenant, publish.Publication));
                    break;
                case var unknown:
                    throw Invariant.Unreachable($"Unknown side row {unknown.GetType().Name}.");
            }
        }
    }

    /// <summary>Brings what other writers may want as well into one order: two of them never wait crosswise.</summary>
    public void Order()
    {
        _answers.Sort((left, right) => string.CompareOrdinal(left.Answer.Scope, right.Answer.Scope));
        _publications.Sort((left, right) => left.Publication.Number.CompareTo(right.Publication.Number));
    }

    public IEnumerable<NpgsqlParameter> Parameters() =>
    [
        Integers(_answers, row => row.Commit),
        Texts(_answers, row => row.Tenant),
        Texts(_answers, row => row.Answer.Scope),
        Texts(_answers, row => row.Answer.RequestHash),
        Numbers(_answers, row => row.Answer.ExpiresAt.ToUnixTimeMilliseconds()),
        Bytes(_answers, row => row.Answer.Body),
        Integers(_search, row => row.Commit),
        Texts(_search, row => row.Terms),
        Integers(_personal, row => row.Commit),
        Texts(_personal, row => row.Tenant),
        Texts(_personal, row => row.Value.Ref),
        Integers(_personal, row => row.Value.Version),
        Texts(_personal, row => row.Value.Person),
        Bytes(_personal, row => row.Value.Ciphertext),
        Integers(_archive, row => row.Commit),
        Texts(_archive, row => row.Item.Shelf),
        Texts(_archive, row => row.Item.Id),
        Bytes(_archive, row => row.Item.Json),
        Integers(_publications, row => row.Commit),
        Texts(_publications, row => row.Tenant),
        Numbers(_publications, row => row.Publication.Number),
        Texts(_publications, row => row.Publication.Kind),
        Texts(_publications, row => row.Publication.Name),
        Integers(_publications, row => row.Publication.Version),
        Numbers(_publications, row => row.Publication.EffectiveFrom.ToUnixTimeMilliseconds()),
        Texts(_publications, row => row.Publication.Content),
    ];

    private static NpgsqlParameter Integers<T>(List<T> rows, Converter<T, int> value) =>
        Parameter.Of(rows.ConvertAll(value).ToArray());

    private static NpgsqlParameter Texts<T>(List<T> rows, Converter<T, string> value) =>
        Parameter.Of(rows.ConvertAll(value).ToArray());

    private static NpgsqlParameter Numbers<T>(List<T> rows, Converter<T, long> value) =>
        Parameter.Of(rows.ConvertAll(value).ToArray());

    private static NpgsqlParameter Bytes<T>(List<T> rows, Converter<T, ReadOnlyMemory<byte>> value) =>
        Parameter.Of(rows.ConvertAll(value).ToArray());
}
