namespace Collections.Kernel.Tests.Deciders;

public sealed class EntityKeyTests
{
    [Theory]
    [InlineData("a_20001", true)]
    [InlineData("A.b:c~d-e_F9", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("a/b", false)]
    [InlineData("a b", false)]
    [InlineData("é", false)]
    [InlineData("a\n", false)]
    public void Ids_hold_only_safe_characters(string? id, bool valid) => Assert.Equal(valid, EntityKey.IsValidId(id));

    [Fact]
    public void Ids_hold_at_most_64_characters()
    {
        Assert.True(EntityKey.IsValidId(new string('x', 64)));
        Assert.False(EntityKey.IsValidId(new string('x', 65)));
    }

    [Fact]
    public void Keys_are_walked_in_ordinal_order_of_tenant_kind_and_id()
    {
        EntityKey[] ordered =
        [
            new("a", "account", "A"), new("a", "account", "a"), new("a", "account", "a1"),
            new("a", "job", "A"), new("b", "account", "A"),
        ];
        Assert.Equal(ordered, ordered.Reverse().Order());
        Assert.True(ordered[0] < ordered[1] && ordered[1] > ordered[0]);
        Assert.True(ordered[0] <= ordered[1] && ordered[1] >= ordered[0]);
    }

    [Fact]
    public void A_key_is_read_back_from_its_text()
    {
        var key = new EntityKey("default", "account", "a:1~2");
        Assert.Equal(key, EntityKey.Parse(key.ToString()));
        Assert.Throws<FormatException>(() => EntityKey.Parse("default/account"));
        Assert.Throws<FormatException>(() => EntityKey.Parse("default/account/a/b"));
    }
}
