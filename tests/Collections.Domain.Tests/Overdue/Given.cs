using Collections.Domain.Overdue;
using Collections.Gateways.Documents;
using Collections.Kernel;
using Collections.Kernel.Documents;
using NodaTime;
using NodaTime.Text;

namespace Collections.Domain.Tests.Overdue;

/// <summary>Short ways to write policies and facts in tests.</summary>
internal static class Given
{
    internal static readonly Currency Usd = Currency.Of("USD");

    internal static LocalDate Day(string iso) => LocalDatePattern.Iso.Parse(iso).Value;

    internal static PolicyReading Reading(string yaml, string name = "default", PolicyVocabulary? vocabulary = null)
    {
        var (document, faults) = YamlText.Read(yaml);
        Assert.Empty(faults);
        return PolicyReader.Read(document!, name, vocabulary ?? PolicyVocabulary.Standard);
    }

    internal static Policy Policy(string yaml, string name = "default", PolicyVocabulary? vocabulary = null)
    {
        var reading = Reading(yaml, name, vocabulary);
        Assert.Empty(reading.Faults);
        return reading.Policy!;
    }

    /// <summary>
    /// One state HIT with a condition; ages from the due date unless <paramref name="age"/> says otherwise.
    /// </summary>
    internal static Policy When(string condition, string age = "{ from: dueDate }", PolicyVocabulary? vocabulary = null) =>
        Policy($"age: {age}\nstates:\n  - name: HIT\n    when: {condition}\n", vocabulary: vocabulary);

    internal static AgedBill Bill(string id, string due, long minor = 100_00, string? issued = null) =>
        new(id, Day(issued ?? due), Day(due), minor, minor, 0, null);

    internal static OverdueFacts Facts(params AgedBill[] bills) => new() { Currency = Usd, Bills = bills };

    internal static bool Hit(Policy policy, OverdueFacts facts, string day) =>
        StateJudge.Judge(policy, facts, Day(day)) is not null;

    /// <summary>
    /// Asserts that the state turns on (or off) on exactly this day, and that NextChange finds the day.
    /// </summary>
    internal static void TurnsOn(Policy policy, OverdueFacts facts, string day, bool to = true)
    {
        var turn = Day(day);
        var before = turn.PlusDays(-1);
        Assert.Equal(!to, StateJudge.Judge(policy, facts, before) is not null);
        Assert.Equal(to, StateJudge.Judge(policy, facts, turn) is not null);
        var change = StateJudge.NextChange(policy, facts, before);
        Assert.NotNull(change);
        Assert.Equal(turn, change.Day);
        Assert.Equal(to, change.State is not null);
    }
}
