using Collections.Kernel;

namespace Collections.Storage.InMemory;

/// <content>Members of lists.</content>
public sealed partial class InMemoryStore
{
    private readonly Dictionary<MemberKey, SortedDictionary<EntityKey, ListMember>> _listings = [];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<IReadOnlyList<Listing>>> FindListingsAsync(IReadOnlyList<MemberKey> members)
    {
        lock (_gate)
        {
            return new([.. members.Select(ListingsOf)]);
        }
    }

    private IReadOnlyList<Listing> ListingsOf(MemberKey member) => _listings.TryGetValue(member, out var places)
        ? [.. places.Select(place => new Listing(place.Key, _entities[place.Key].Row, place.Value))]
        : [];

    private void List(MemoryEntity list, IReadOnlyList<ListMember> members)
    {
        foreach (var member in members)
        {
            var key = new MemberKey(list.Key.Tenant, member.Member);
            if (!_listings.TryGetValue(key, out var places))
            {
                _listings[key] = places = [];
            }

            places[list.Key] = member;
        }
    }

    private void Unlist(MemoryEntity list, IReadOnlyList<string> members)
    {
        foreach (var member in members)
        {
            var key = new MemberKey(list.Key.Tenant, member);
            if (_listings.TryGetValue(key, out var places) && places.Remove(list.Key) && places.Count == 0)
            {
                _listings.Remove(key);
            }
        }
    }
}
