using Collections.Domain.Numbers;
using Collections.Kernel;

namespace Collections.Domain.Tests.Numbers;

public sealed class DialOrderTests
{
    [Fact]
    public void The_primary_number_comes_first_and_unusable_ones_not_at_all()
    {
        DialCandidate[] numbers =
        [
            new("work", "work", null),
            new("vacant", null, Row("vacant")),
            new("own", "Primary", Row("reachable")),
            new("work", null, null),
            new("home", null, Row("unknown")),
        ];

        Assert.Equal(["own", "work", "home"], DialOrder.Alternates(numbers).Select(number => number.NumberId));
    }

    [Fact]
    public void First_attempts_go_where_an_answer_is_likely_at_this_hour()
    {
        DialCandidate[] numbers =
        [
            new("unknown", null, null),
            new("refuser", null, Row("reachable", score: -3)),
            new("friend", null, Row("reachable", score: 4)),
            new("evening", null, Row("reachable")) { Hours = [new HourCount(9, 8, 0), new HourCount(19, 8, 7)] },
            new("dead", null, Row("invalid", score: 20)),
        ];

        Assert.Equal(["evening", "friend", "unknown", "refuser"], At(19));
        Assert.Equal(["friend", "unknown", "refuser", "evening"], At(9));

        IEnumerable<string> At(int hour) =>
            DialOrder.FirstAttempts(numbers, hour).Select(number => number.NumberId);
    }

    private static EntityRow Row(string status, int score = 0) => new() { Status = status, AmountMinor = score };
}
