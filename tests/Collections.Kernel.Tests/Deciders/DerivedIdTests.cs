namespace Collections.Kernel.Tests.Deciders;

public sealed class DerivedIdTests
{
    private static readonly EntityKey Key = new("t", "account", "a1");

    [Fact]
    public void An_id_is_valid_and_the_same_every_time()
    {
        var id = DerivedId.Of("trt", Key, 7, 2);

        Assert.Equal(id, DerivedId.Of("trt", Key, 7, 2));
        Assert.Matches("^trt_[0-9a-f]{20}$", id);
        Assert.True(EntityKey.IsValidId(id));
    }

    [Fact]
    public void Another_place_gives_another_id()
    {
        string[] ids =
        [
            DerivedId.Of("trt", Key, 7, 2),
            DerivedId.Of("trt", Key, 7, 3),
            DerivedId.Of("trt", Key, 8, 2),
            DerivedId.Of("trt", Key with { Id = "a2" }, 7, 2),
        ];

        Assert.Distinct(ids);
    }
}
