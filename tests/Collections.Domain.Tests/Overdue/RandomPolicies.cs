using System.Globalization;
using Collections.Domain.Overdue;
using NodaTime;

namespace Collections.Domain.Tests.Overdue;

/// <summary>
/// Policies and facts drawn from a seed: everything the language has, dates close together.
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

    /// <summary>The whole language: states that act, rules, treatments and reminders.</summary>
    internal string WholeYaml()
    {
        var templates = Enumerable.Range(0, 1 + _random.Next(3)).ToList();
        var rules = Enumerable.Range(0, 1 + _random.Next(4)).Select(i => $"  - {Rule(i, templates.Count)}\n");
        var states = Enumerable.Range(0, _random.Next(3))
            .Select(i => $"  - {{ name: S{i}, when: {Condition(0)}, onEnter: [ {Action(0)} ] }}\n");
        var statesText = string.Concat(states) is { Length: > 0 } some ? $"states:\n{some}" : "";
        return $"age: {{ from: {Pick("dueDate", "issuedOn")}, graceDays: {Pick("0", "0", "1", "7")} }}\n"
            + Pick("", "calendar: CN\n", "reviewEvery: 20 days\n")
            + statesText
            + $"rules:\n{string.Concat(rules)}treatments:\n{string.Concat(templates.Select(Template))}"
            + Pick("", "reminders: [ { daysBefore: [7, 3, 0], channels: [email, sms, wecom], notice: soon } ]\n");
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

    private string Rule(int index, int templates)
    {
        var when = _random.Next(3) == 0 ? $", when: {Condition(1)}" : "";
        var bills = _random.Next(4) == 0
            ? ""
            : $", bills: {{ age: {{ {Pick("moreThan", "atLeast")}: {Number(60)} days }}, amount: {{ {Compare(Number(90))} }},"
                + $" skipPostponed: {Flag()}, skipDisputed: {Flag()} }}";
        var credit = _random.Next(10) == 0 ? ", creditBill: true" : "";
        return $"{{ name: R{index}{when}{bills}{credit}, start: T{_random.Next(templates)}, stop: {Flag()}, replace: {Flag()} }}";
    }

    private string Template(int index)
    {
        var hold = _random.Next(4) == 0 ? $"    hold: {{ when: {Condition(1)} }}\n" : "";
        var cancel = _random.Next(2) == 0
            ? $"    cancel: {{ unpaidAtMost: {{ amount: {Number(20)}, percent: {Number(30)}, both: {Flag()} }} }}\n"
            : "";
        var steps = Enumerable.Range(0, 1 + _random.Next(4)).Select(Step);
        return $"  T{index}:\n    reopen: {Flag()}\n{hold}{cancel}    steps:\n{string.Concat(steps)}";
    }

    private string Step(int index)
    {
        var after = index == 0 || _random.Next(3) == 0
            ? $"{Number(12)} {Pick("days", "weeks")}"
            : $"{{ steps: [step {_random.Next(index)}], days: {Number(15)}, count: {Pick("days", "workdays")} }}";
        return $"      - {{ name: step {index}, after: {after}, do: {Action(index)} }}\n";
    }

    // A tag that a condition reads goes on and off by hand only: states that set it for each other never settle.
    private string Action(int index) => _random.Next(9) switch
    {
        0 => "{ tag: DUNNED }",
        1 => "{ untag: DUNNED }",
        2 => "{ task: { kind: call, queue: q, campaign: early, name: n } }",
        3 => "{ referral: { agency: north } }",
        4 => $"{{ hold: {{ reason: grace, days: {1 + _random.Next(20)}, scope: {Pick("all", "contact", "treatment")} }} }}",
        5 => index > 1 ? $"{{ writeOff: {{ below: {Number(50)} }} }}" : "{ stopService: {} }",
        6 => "{ stopService: {} }",
        _ => "{ notice: letter }",
    };

    private string Flag() => Pick("true", "false");

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
