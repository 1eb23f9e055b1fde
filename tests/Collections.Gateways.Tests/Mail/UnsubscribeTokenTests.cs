using Collections.Gateways.Mail;
using Collections.Runtime.Personal;

namespace Collections.Gateways.Tests.Mail;

public sealed class UnsubscribeTokenTests
{
    private static readonly UnsubscribeToken Token = new("north", "c_1", "email");

    [Fact]
    public void A_token_comes_back_as_it_was_signed() =>
        Assert.Equal(Token, UnsubscribeToken.ReadOrNull(Token.Write(Keys("north")), Keys));

    [Fact]
    public void A_token_signed_by_another_installation_or_changed_is_none()
    {
        var text = Token.Write(new TenantKeys(new byte[TenantKeys.MasterLength], "south"));
        Assert.Null(UnsubscribeToken.ReadOrNull(text, Keys));
        Assert.Null(UnsubscribeToken.ReadOrNull("bm9ydGg", Keys));
        Assert.Null(UnsubscribeToken.ReadOrNull("!", Keys));
        var good = Token.Write(Keys("north"));
        for (var i = 0; i < good.Length; i++)
        {
            var changed = good[..i] + (good[i] == 'A' ? 'B' : 'A') + good[(i + 1)..];
            Assert.Null(UnsubscribeToken.ReadOrNull(changed, Keys));
        }
    }

    private static TenantKeys Keys(string tenant) => new(new byte[TenantKeys.MasterLength], tenant);
}
