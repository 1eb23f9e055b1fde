using Collections.Domain.Tasks;

namespace Collections.Domain.Tests.Tasks;

public sealed class TaskIntentsTests
{
    [Fact]
    public void The_intents_are_these_and_no_others() =>
        Assert.Equal(["verify", "remind", "collect", "negotiate", "dispute", "escalate"], TaskIntents.All);

    [Fact]
    public void All_of_them_or_none_may_be_said()
    {
        Assert.Null(TaskIntents.Check(null));
        Assert.Null(TaskIntents.Check([]));
        Assert.Null(TaskIntents.Check(TaskIntents.All));
    }

    [Theory]
    [InlineData("remind Remind", "/intents/1", "intent_unknown")]
    [InlineData("sell", "/intents/0", "intent_unknown")]
    [InlineData("remind verify remind", "/intents/2", "duplicate")]
    public void What_is_none_is_told_by_its_place(string said, string pointer, string code)
    {
        var fault = Assert.Single(TaskIntents.Check(said.Split(' '))!.Fields);

        Assert.Equal((pointer, code), (fault.Pointer, fault.Code));
    }
}
