using Collections.Domain.Accounts;
using Collections.Domain.Overdue;
using Collections.Kernel;

namespace Collections.Domain.Tests.Accounts;

public sealed partial class AccountTests
{
    [Fact]
    public void A_command_to_an_account_that_nobody_opened_is_unknown()
    {
        var story = new AccountStory();

        Assert.Equal("account_unknown", story.Refuse(new AccountCommand.AddTag("VIP"), RejectionClass.Unknown));
    }

    [Fact]
    public void What_is_left_out_takes_the_defaults_of_the_tenant()
    {
        var story = new AccountStory();

        Assert.Equal(["account.created"], story.Accept(new AccountCommand.PutAccount()));

        var profile = story.Account.Profile!;
        Assert.Equal(
            ("a1", "USD", "UTC", "en"), (profile.CustomerId, profile.Currency, profile.TimeZone, profile.Locale));
    }

    [Fact]
    public void The_same_profile_again_changes_nothing()
    {
        var story = new AccountStory();
        var put = new AccountCommand.PutAccount
        {
            Name = Sealed("Ann"),
            Segmentation = new Segmentation { Tier = "gold" },
            Contacts = [new("phone", Sealed("+49"), "home")],
            Tags = ["B", "A"],
            ServiceAgreements = [new ServiceAgreement("s", "power", true, [])],
            PreferredTimeWindow = ["09:00-12:00"],
        };

        Assert.Equal(["account.created", "tag.added", "tag.added"], story.Accept(put));
        Assert.Equal(["account/a1/name", "account/a1/contact/1"], story.LastRows
            .OfType<SideRow.PersonalData>()
            .Select(row => row.Ref));
        Assert.Empty(story.Accept(put));
        Assert.Empty(story.LastRows);
    }

    [Fact]
    public void Lists_stay_when_left_out_and_other_fields_take_their_default()
    {
        var story = new AccountStory();
        story.Accept(new AccountCommand.PutAccount
        {
            CreditRating = 5,
            Contacts = [new("phone", Sealed("+49"), null)],
            Tags = ["VIP"],
            Characteristics = [new Characteristic("RISK", "HIGH", AccountStory.Day("2026-01-01"))],
        });

        Assert.Equal(["account.updated"], story.Accept(new AccountCommand.PutAccount()));

        Assert.Null(story.Account.Profile!.CreditRating);
        Assert.Single(story.Account.Profile.Contacts);
        Assert.Single(story.Account.Profile.Characteristics);
        Assert.Equal(["VIP"], story.Account.Tags);
    }

    [Fact]
    public void Given_lists_replace_what_was_there()
    {
        var story = new AccountStory();
        story.Accept(new AccountCommand.PutAccount { Tags = ["A", "B"], Contacts = [new("phone", Sealed("1"), null)] });

        Assert.Equal(
            ["account.updated", "tag.removed", "tag.added"],
            story.Accept(new AccountCommand.PutAccount { Tags = ["B", "C"], Contacts = [] }));

        Assert.Equal(["B", "C"], story.Account.Tags);
        Assert.Empty(story.Account.Profile!.Contacts);
    }

    [Fact]
    public void A_personal_value_that_comes_back_continues_its_versions()
    {
        var story = new AccountStory();
        story.Accept(new AccountCommand.PutAccount { Name = Sealed("Ann") });
        story.Accept(new AccountCommand.PutAccount { Name = Sealed("Bea") });
        Assert.Equal(2, story.Account.Profile!.Name!.Version);

        story.Accept(new AccountCommand.PutAccount());
        story.Accept(new AccountCommand.PutAccount { Name = Sealed("Ann") });

        Assert.Equal(3, story.Account.Profile.Name!.Version);
        Assert.Empty(story.Account.RetiredRefs);
    }

    [Fact]
    public void Another_customer_gets_the_values_sealed_under_its_own_key()
    {
        var story = new AccountStory();
        story.Accept(new AccountCommand.PutAccount { CustomerId = "c1", Name = Sealed("Ann") });

        story.Accept(new AccountCommand.PutAccount { CustomerId = "c2", Name = Sealed("Ann", "c2") });

        Assert.Equal("c2", Assert.Single(story.LastRows.OfType<SideRow.PersonalData>()).Person);
    }

    [Fact]
    public void The_currency_cannot_change_once_a_bill_exists_but_may_be_left_out()
    {
        var story = new AccountStory();
        story.Accept(new AccountCommand.PutAccount { Currency = "EUR" });
        story.Accept(new AccountCommand.PutAccount { Currency = "JPY" });
        story.Bill("b1", 10);

        Assert.Equal("currency_locked", story.Refuse(new AccountCommand.PutAccount { Currency = "EUR" }));
        story.Accept(new AccountCommand.PutAccount());
        Assert.Equal("JPY", story.Account.Profile!.Currency);
    }

    [Theory]
    [InlineData("currency", "currency_unknown")]
    [InlineData("zone", "timezone_unknown")]
    [InlineData("window", "window_format")]
    [InlineData("self", "parent_is_self")]
    [InlineData("orphan", "parent_missing")]
    [InlineData("tag", "text_format")]
    public void A_malformed_profile_is_refused_whatever_is_stored(string fault, string code)
    {
        var story = new AccountStory();
        story.Know("a1", null);

        var put = fault switch
        {
            "currency" => new AccountCommand.PutAccount { Currency = "XXX" },
            "zone" => new AccountCommand.PutAccount { TimeZone = "Mars/Base" },
            "window" => new AccountCommand.PutAccount { PreferredTimeWindow = ["9-12"] },
            "self" => new AccountCommand.PutAccount { ParentId = "a1" },
            "orphan" => new AccountCommand.PutAccount { PaidByParent = true },
            _ => new AccountCommand.PutAccount { Tags = [" "] },
        };

        Assert.Equal(code, story.Refuse(put, RejectionClass.Invalid));
    }
}
