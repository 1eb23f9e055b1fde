using System.Text.Json;
using Collections.Domain.Accounts;
using Collections.Kernel;

namespace Collections.Domain.Tests.Accounts;

public sealed partial class AccountTests
{
    private static AccountCommand.PutAccount PaidBy(string? parent) =>
        new() { ParentId = parent, PaidByParent = parent is not null };

    private static AccountStory Child(string parent = "p")
    {
        var story = new AccountStory("child");
        story.Know(parent, null);
        story.Accept(PaidBy(parent));
        return story;
    }

    private static List<Message> Messages(AccountStory story) =>
        [.. story.LastEvents.SelectMany(each => AccountFlows.React(story.Account, each))];

    [Fact]
    public void A_child_announces_itself_and_withdraws_from_the_former_parent()
    {
        var story = Child();
        var announced = Assert.Single(Messages(story));
        Assert.Equal((new EntityKey("t", "account", "p"), "announceChild"), (announced.To, announced.Type));

        story.Know("q", null);
        Assert.Equal(["account.updated", "account.parent.changed"], story.Accept(PaidBy("q")));
        Assert.Equal(["p withdrawChild", "q announceChild"], Messages(story).Select(m => $"{m.To.Id} {m.Type}"));
        Assert.Equal(["account.updated", "account.parent.changed"], story.Accept(PaidBy(null)));
        Assert.Equal(["q withdrawChild"], Messages(story).Select(m => $"{m.To.Id} {m.Type}"));
    }

    [Fact]
    public void A_parent_that_does_not_exist_yet_remembers_its_children_and_tells_them_once_it_owes()
    {
        var parent = new AccountStory("p");

        Assert.Equal(["account.child.announced"], parent.Accept(new AccountCommand.AnnounceChild("child")));
        Assert.Equal(AccountPhase.Announced, parent.Account.Phase);
        Assert.Equal(["account.created"], parent.Accept(new AccountCommand.PutAccount()));
        Assert.Equal(["bill.issued", "account.debt.shared"], parent.Bill("b1", 10));

        var message = Assert.Single(Messages(parent));
        Assert.Equal(("child", "receiveParentDebt"), (message.To.Id, message.Type));
    }

    [Fact]
    public void The_child_keeps_what_its_parent_owes_and_forgets_it_with_the_parent()
    {
        var parent = new AccountStory("p");
        parent.Accept(new AccountCommand.PutAccount { Currency = "EUR" });
        parent.Bill("b1", 10);
        Assert.Equal(
            ["account.child.announced", "account.debt.shared"],
            parent.Accept(new AccountCommand.AnnounceChild("child")));
        var told = JsonSerializer.Deserialize(
            Assert.Single(Messages(parent)).Body.Span, AccountJson.Default.ReceiveParentDebt)!;
        var child = Child();

        Assert.Equal(["account.parent.debt.changed"], child.Accept(told));
        Assert.Equal("EUR", child.Account.ParentDebt!.Currency);
        Assert.Equal(1000, Assert.Single(child.Account.ParentDebt.Bills).OutstandingMinor);
        Assert.Empty(child.Accept(told));

        child.Accept(PaidBy(null));
        Assert.Null(child.Account.ParentDebt);
        Assert.Empty(child.Accept(told));
    }

    [Fact]
    public void Only_a_change_of_the_open_bills_is_told()
    {
        var parent = new AccountStory("p");
        parent.Accept(new AccountCommand.PutAccount());
        parent.Accept(new AccountCommand.AnnounceChild("child"));
        parent.Bill("b1", 10);

        Assert.Equal(["tag.added"], parent.Accept(new AccountCommand.AddTag("VIP")));
        Assert.Equal(["bill.drafted"], parent.Accept(new AccountCommand.AddBill("b2", 5) { Draft = true }));
        Assert.Equal(["payment.settled", "bill.paid", "account.debt.shared"], parent.Pay("p1", 10));
        Assert.Equal(["account.child.withdrawn"], parent.Accept(new AccountCommand.WithdrawChild("child")));
        Assert.Equal(["bill.issued"], parent.Accept(new AccountCommand.CommitBill("b2")));
    }

    [Fact]
    public void Families_have_one_level()
    {
        var story = new AccountStory();
        story.Know("grandchild", new EntityRow { Parent = "p" });
        Assert.Equal("parent_is_child", story.Refuse(PaidBy("grandchild")));

        story.Know("p", new EntityRow());
        story.Accept(new AccountCommand.AnnounceChild("c"));
        Assert.Equal("parent_is_child", story.Refuse(PaidBy("p")));
    }
}
