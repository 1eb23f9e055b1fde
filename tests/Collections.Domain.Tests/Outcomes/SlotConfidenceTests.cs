using Collections.Domain.Outcomes;
using Collections.Kernel;

namespace Collections.Domain.Tests.Outcomes;

public sealed class SlotConfidenceTests
{
    [Theory]
    [InlineData("amount", "0.85", HearingStep.GoOn)]
    [InlineData("amount", "0.8499", HearingStep.Repeat)]
    [InlineData("identity", "0.9", HearingStep.GoOn)]
    [InlineData("identity", "0.89", HearingStep.Repeat)]
    [InlineData("weather", "0.6", HearingStep.GoOn)]
    [InlineData("weather", "0.59", HearingStep.Repeat)]
    [InlineData("date", "0", HearingStep.Repeat)]
    [InlineData("date", "1", HearingStep.GoOn)]
    public void Each_slot_has_its_threshold_and_one_low_turn_is_repeated(string slot, string confidence, HearingStep step) =>
        Assert.Equal(step, After((slot, confidence)));

    [Fact]
    public void Two_low_turns_in_a_row_hand_over_to_a_person()
    {
        Assert.Equal(HearingStep.Transfer, After(("amount", "0.5"), ("amount", "0.8")));
        Assert.Equal(HearingStep.Transfer, After(("amount", "0.5"), ("date", "0.8")));
        Assert.Equal(HearingStep.Transfer, After(("date", "0.99"), ("amount", "0.5"), ("amount", "0.5"), ("amount", "0.5")));
    }

    [Fact]
    public void A_turn_that_is_understood_begins_anew()
    {
        Assert.Equal(HearingStep.GoOn, After(("amount", "0.5"), ("amount", "0.9")));
        Assert.Equal(HearingStep.Repeat, After(("amount", "0.5"), ("amount", "0.9"), ("date", "0.5")));
    }

    [Fact]
    public void What_is_no_confidence_is_a_bug_of_the_caller()
    {
        Assert.Throws<BrokenInvariantException>(() => After());
        Assert.Throws<BrokenInvariantException>(() => After(("amount", "1.01")));
        Assert.Throws<BrokenInvariantException>(() => After(("amount", "-0.01")));
    }

    private static HearingStep After(params (string Slot, string Confidence)[] turns) => SlotConfidence.Standard.After(
        [.. turns.Select(turn => new HeardTurn(turn.Slot, decimal.Parse(turn.Confidence, System.Globalization.CultureInfo.InvariantCulture)))]);
}
