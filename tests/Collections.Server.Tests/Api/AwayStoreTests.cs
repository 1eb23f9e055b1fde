using Collections.Domain.Access;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Ports;

namespace Collections.Server.Tests.Api;

public sealed class AwayStoreTests
{
    [Theory]
    [InlineData("GET", "/v1/accounts")]
    [InlineData("POST", "/v1/tasks/claim-next")]
    public async Task Who_calls_while_the_store_is_away_is_told_to_come_back(string method, string path)
    {
        await using var elsewhere = await ApiWorld.OpenAsync();
        var key = await elsewhere.KeyAsync(Roles.Agent);
        AwayStore? store = null;
        await using var world = await ApiWorld.OpenOverAsync(inner => store = new AwayStore(inner));

        store!.IsAway = true;
        var away = await world.SendAsync(method, path, null, key);
        store.IsAway = false;
        var back = await world.SendAsync(method, path, null, key);

        // Whose key it is stands in the store: that nobody can look must not be taken for a fault.
        Assert.Equal((503, "store_unavailable"), (away.Status, away.Json["code"]!.GetValue<string>()));
        Assert.NotNull(away.Header("Retry-After"));
        Assert.Equal(401, back.Status);
    }

    private sealed class AwayStore(IEntityStore inner) : ForwardingStore(inner)
    {
        public bool IsAway { get; set; }

        public override ValueTask<IReadOnlyList<StoredEntity?>> LoadAsync(IReadOnlyList<EntityKey> keys) =>
            IsAway ? throw new StoreUnavailableException("The store is away.") : base.LoadAsync(keys);
    }
}
