using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Storage.InMemory;

/// <content>Lists with filters.</content>
public sealed partial class InMemoryStore
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ListedEntity>> FindAsync(RowQuery query)
    {
        lock (_gate)
        {
            var found = Matching(query);
            return new([.. (query.SmallestFirst ? found.OrderBy(entity => entity.Row.AmountMinor) : found)
                .Take(query.Limit)
                .Select(entity => new ListedEntity(entity.Key, entity.Version, entity.Wake, entity.Row))]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> CountAsync(RowQuery query)
    {
        lock (_gate)
        {
            return new(Matching(query).Take(query.Limit).Count());
        }
    }

    private IEnumerable<MemoryEntity> Matching(RowQuery query) =>
        KeysAfter(new EntityKey(query.Tenant, query.Kind, query.AfterId ?? string.Empty))
            .TakeWhile(key => key.Tenant == query.Tenant && key.Kind == query.Kind)
            .Select(key => _entities[key])
            .Where(entity => Matches(entity, query));

    private static bool Matches(MemoryEntity entity, RowQuery query)
    {
        var row = entity.Row;
        return row.Status is not null
            && (query.Status is null || row.Status == query.Status)
            && (query.Person is null || row.Person == query.Person)
            && (query.Parent is null || row.Parent == query.Parent)
            && (query.AmountMinorMin is null || row.AmountMinor >= query.AmountMinorMin)
            && query.Labels.All(row.Labels.Contains)
            && query.Terms.All(entity.SearchTerms.Contains)
            && (query.Days is null || IsWithin(row, query.Days))
            && (query.Search is null || Finds(entity, query.Search));
    }

    private static bool IsWithin(EntityRow row, RowDays days) => row.Day is { } day
        ? (days.First is null || day >= days.First) && (days.Last is null || day <= days.Last)
        : days.OrNone;

    private static bool Finds(MemoryEntity entity, RowSearch search) =>
        entity.Key.Id == search.Exact
        || entity.Row.Person == search.Exact
        || entity.Row.Labels.Contains(search.Exact)
        || (search.Term is { } term && entity.SearchTerms.Contains(term))
        || (search.Terms.Count > 0 && search.Terms.All(entity.SearchTerms.Contains));
}
