using System.Globalization;
using Collections.Domain.Overdue;
using NodaTime;

namespace Collections.Domain.Tests.Overdue;

/// <summary>
/// Policies and facts drawn from a seed: everything the state half of the language has, dates close together.
/// </summary>
internal sealed class RandomPolicies(int seed)
{
    private static readonly LocalDate Start = new(2023, 11, 20);
    private static readonly string[] Comparisons = ["atLeast", "moreThan", "atMost", "lessThan"];
    private static readonly string[] Units = ["days", "weeks", "months"];
    private static readonly string[] Buckets = ["CURRENT", "D1-D30", "D31-D60", "D61-D90", "D90+"];
    private readonly Random _random = new(seed);

    internal string Yaml()
    {
        var states = Enumerable.Range(0, 1 + _random.Next(4))
            .Select(i => $"  - {{ name: S{i}, when: {Condition(0)} }}\n");
        return $"age: {{ from: {Pick("dueDate", "issuedOn")}, graceDays: {Pick("0", "0", "1", "7")} }}\nstates:\n{string.Concat(states)}";
    }

    internal OverdueFacts Facts() => new()
    {
        Currency = Given.Usd,
        Bills = [.. Enumerable.Range(0, _random.Next(6)).Select(Bill)],
        Tags = Pick("A", "B", "") is { Length: > 0 } tag ? [tag] : [],
        CreditRating = _random.Next(3) == 0 ? null : _random.Next(3),
        Characteristics = [.. Enumerable.Range(0, _random.Next(3)).Select(
            _ => new Characteristic("T", Pick("X", "Y"), Day()))],
        PromisesBrokenOn = [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Day())],
        Agreements = [.. Enumerable.Range(0, _random.Next(2)).Select(_ => _random.Next(2) == 0)],
    };

    internal LocalDate Day() => Start.PlusDays(_random.Next(200));

    private AgedBill Bill(int index)
    {
        var issued = Day();
        var total = (_random.Next(40) - 5) * 10_00L;
        var disputed = total > 0 && _random.Next(4) == 0 ? _random.Next((int)total + 1) : 0;
        LocalDate? postponed = _random.Next(4) == 0 ? Day() : null;
        return new AgedBill($"B{index}", issued, issued.PlusDays(_random.Next(30)), total, total, disputed, postponed);
    }

    private string Condition(int depth) => _random.Next(depth > 2 ? 8 : 12) switch
    {
        0 => $"{{ oldestUnpaid: {{ {Compare(Span())} }} }}",
        1 => $"{{ oldestUnpaid: {{ atLeast: {_random.Next(30)} days, lessThan: {30 + _random.Next(30)} days }} }}",
        2 => $"{{ unpaidCount: {{ {Compare(Number(4))} }} }}",
        3 => $"{{ unpaidTotal: {{ {Compare(Number(600))} }} }}",
        4 => $"{{ billAge: {{ {Compare(Span())} }}, billAmount: {{ {Compare(Number(300))} }} }}",
        5 => $"{{ bucket: {{ in: [{Pick(Buckets)}] }} }}",
        6 => $"{{ characteristic: {{ type: T, value: X, within: {Span()} }} }}",
        7 => $"{{ brokenPromises: {{ {Compare(Number(3))}, within: {Span()} }} }}",
        8 => $"{{ tag: A, creditRating: {{ {Compare(Number(3))} }} }}",
        9 => $"{{ not: {Condition(depth + 1)} }}",
        10 => $"{{ any: [ {Condition(depth + 1)}, {Condition(depth + 1)} ] }}",
        _ => $"{{ all: [ {Condition(depth + 1)}, {Condition(depth + 1)} ] }}",
    };

    private string Compare(string value) => $"{Pick(Comparisons)}: {value}";

    private string Number(int below) => _random.Next(below).ToString(CultureInfo.InvariantCulture);

    private string Span()
    {
        var unit = Pick(Units);
        return $"{Number(unit == "days" ? 90 : unit == "weeks" ? 12 : 4)} {unit}";
    }

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
