using System.Buffers.Text;
using System.Text;
using Collections.Gateways.Links;
using Collections.Gateways.Mail;
using Collections.Gateways.Tasks;
using Collections.Runtime.Personal;
using NodaTime;

namespace Collections.Gateways.Tests.Links;

public sealed class SignedLinkTests
{
    private static readonly SignedLink Link = new("door", "north", ["one", "two words", "三"]);

    [Fact]
    public void A_link_comes_back_as_it_was_signed()
    {
        var read = SignedLink.ReadOrNull(Link.Write(Keys("north")), "door", 3, Keys)!;

        Assert.Equal((Link.Purpose, Link.Tenant), (read.Purpose, read.Tenant));
        Assert.Equal(Link.Parts, read.Parts);
    }

    [Fact]
    public void A_link_for_something_else_or_of_somebody_else_is_none()
    {
        var text = Link.Write(Keys("north"));

        Assert.Null(SignedLink.ReadOrNull(text, "window", 3, Keys));
        Assert.Null(SignedLink.ReadOrNull(text, "door", 2, Keys));
        Assert.Null(SignedLink.ReadOrNull(Link.Write(Keys("south")), "door", 3, Keys));
        Assert.Null(SignedLink.ReadOrNull(Of("north", "one", "two words", "三", "00"), "door", 3, Keys));
        Assert.Null(SignedLink.ReadOrNull(Of(), "door", 3, Keys));
        Assert.Null(SignedLink.ReadOrNull("!", "door", 3, Keys));
    }

    [Fact]
    public void Links_that_were_given_out_before_go_on_working()
    {
        // As the two kinds of links were written when each had a form of its own.
        var keys = Keys("north");
        var customer = Of("north", "t1", "1770000000", keys.Sign("customer-link t1 1770000000"));
        var unsubscribe = Of("north", "c_1", "email", keys.Sign("unsubscribe c_1 email"));

        Assert.Equal(
            new CustomerLink("north", "t1", Instant.FromUnixTimeSeconds(1_770_000_000)),
            CustomerLink.ReadOrNull(customer, Keys));
        Assert.Equal(new UnsubscribeToken("north", "c_1", "email"), UnsubscribeToken.ReadOrNull(unsubscribe, Keys));
        Assert.Equal(customer, CustomerLink.ReadOrNull(customer, Keys)!.Write(keys));
        Assert.Equal(unsubscribe, UnsubscribeToken.ReadOrNull(unsubscribe, Keys)!.Write(keys));
        Assert.Null(CustomerLink.ReadOrNull(unsubscribe, Keys));
        Assert.Null(UnsubscribeToken.ReadOrNull(customer, Keys));
    }

    private static string Of(params string[] lines) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    private static TenantKeys Keys(string tenant) => new(new byte[TenantKeys.MasterLength], tenant);
}
