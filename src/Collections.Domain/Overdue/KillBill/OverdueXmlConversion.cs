using System.Globalization;
using Collections.Domain.Overdue.Reading;
using Collections.Kernel.Documents;

namespace Collections.Domain.Overdue.KillBill;

/// <summary>
/// The policy document that means what a Kill Bill overdue file means: ages from the day of issue without grace, every
/// condition the AND of its elements, no state while the account carries OVERDUE_ENFORCEMENT_OFF. States without a
/// condition are never chosen and left out. Nodes keep the place of the element they come from.
/// </summary>
internal static class OverdueXmlConversion
{
    /// <summary>The tag that exempts an account from every state.</summary>
    internal const string EnforcementOff = "OVERDUE_ENFORCEMENT_OFF";

    /// <summary>What stands for a state of the reserved name CLEAR.</summary>
    internal const string ClearReplacement = "CLEAR_STATE";

    internal static Node.Mapping Convert(OverdueXmlConfig config)
    {
        var at = config.At.At;
        var entries = new List<KeyValuePair<string, Node>>
        {
            new("age", Map(at, new("from", Plain("issuedOn", at)), new("graceDays", Plain("0", at)))),
        };
        if (ReviewEvery(config.InitialInterval) is { } initial)
        {
            entries.Add(new("reviewEvery", initial));
        }

        var states = config.States.Where(state => state.Condition is not null).Select(Node (state) => State(state));
        entries.Add(new("states", new Node.Sequence([.. states], at)));
        return new Node.Mapping(entries, at);
    }

    /// <summary>The language's name for a state of the file.</summary>
    internal static string NameOf(XmlState state) =>
        state.Name == PolicyState.ClearName ? ClearReplacement : state.Name;

    /// <summary>The message as far as a policy holds it.</summary>
    internal static string MessageOf(XmlState state)
    {
        var message = state.Message.Trim();
        return message.Length <= StatesReader.MessageLengthMax ? message : message[..StatesReader.MessageLengthMax];
    }

    private static Node.Mapping State(XmlState state)
    {
        var at = state.At.At;
        var entries = new List<KeyValuePair<string, Node>>
        {
            new("name", new Node.Scalar(NameOf(state), true, at)),
            new("when", When(state.Condition!)),
        };
        string[] blocks = state.Disable ? ["changes", "service", "billing"] : state.BlockChanges ? ["changes"] : [];
        if (blocks.Length > 0)
        {
            entries.Add(new("blocks", new Node.Sequence([.. blocks.Select(block => Plain(block, at))], at)));
        }

        if (state.CancellationPolicy != "NONE")
        {
            var cancel = state.CancellationPolicy == "IMMEDIATE" ? "immediate" : "endOfTerm";
            entries.Add(new("cancelServices", Plain(cancel, at)));
        }

        if (MessageOf(state) is { Length: > 0 } message)
        {
            entries.Add(new("message", new Node.Scalar(message, true, at)));
        }

        if (ReviewEvery(state.Interval) is { } review)
        {
            entries.Add(new("reviewEvery", review));
        }

        return new Node.Mapping(entries, at);
    }

    private static Node.Mapping When(XmlCondition condition)
    {
        var at = condition.At.At;
        var parts = new List<Node>();
        if (condition.UnpaidCount is { } count)
        {
            // At least a negative number is always true, as is at least 0.
            parts.Add(AtLeast("unpaidCount", Math.Max(0, count).ToString(CultureInfo.InvariantCulture), at));
        }

        if (condition.UnpaidTotal is { } total)
        {
            parts.Add(Total(total, at));
        }

        if (condition.SinceEarliest is { } span)
        {
            parts.Add(span.IsUnlimited ? Never(at) : AtLeast("oldestUnpaid", SpanText(span), span.At.At));
        }

        if (condition.Responses is { } responses)
        {
            var values = new Node.Sequence([.. responses.Select(response => Plain(response, at))], at);
            parts.Add(responses.Count == 0
                ? Never(at)
                : Map(at, Pair("lastPaymentFailure", Map(at, Pair("in", values)))));
        }

        if (condition.TagIncluded is { } included)
        {
            parts.Add(Tag(included, at));
        }

        if (condition.TagExcluded is { } excluded)
        {
            parts.Add(Map(at, Pair("not", Tag(excluded, at))));
        }

        parts.Add(Map(at, Pair("not", Tag(EnforcementOff, at))));
        return Map(at, Pair("all", new Node.Sequence(parts, at)));
    }

    // A total that a decimal cannot hold lies beyond every balance: never reached if positive, always if negative.
    private static Node.Mapping Total(string text, Position at)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var total))
        {
            return AtLeast("unpaidTotal", total.ToString(CultureInfo.InvariantCulture), at);
        }

        return text.StartsWith('-') ? Map(at) : Never(at);
    }

    // Kill Bill takes a missing number for -1; a threshold before the bill's own day is reached on that day.
    private static string SpanText(XmlDuration duration)
    {
        var number = Math.Clamp(duration.Number ?? -1, 0, AgeSpan.NumberMax);
        return new AgeSpan(number, UnitOf(duration)).ToString();
    }

    private static AgeUnit UnitOf(XmlDuration duration) => duration.Unit switch
    {
        "WEEKS" => AgeUnit.Weeks,
        "MONTHS" => AgeUnit.Months,
        "YEARS" => AgeUnit.Years,
        _ => AgeUnit.Days,
    };

    // Without an interval, with an unlimited one or one of no days, Kill Bill plans no check.
    private static Node.Scalar? ReviewEvery(XmlDuration? interval) =>
        interval is { IsUnlimited: false, Number: > 0 } ? Plain(SpanText(interval), interval.At.At) : null;

    private static Node.Mapping AtLeast(string name, string value, Position at) =>
        Map(at, Pair(name, Map(at, Pair("atLeast", Plain(value, at)))));

    private static Node.Mapping Tag(string tag, Position at) =>
        Map(at, Pair("tag", Plain(tag, at)));

    private static Node.Mapping Never(Position at) =>
        Map(at, Pair("any", new Node.Sequence([], at)));

    private static Node.Mapping Map(Position at, params KeyValuePair<string, Node>[] entries) => new(entries, at);

    private static KeyValuePair<string, Node> Pair(string key, Node value) => new(key, value);

    private static Node.Scalar Plain(string text, Position at) => new(text, false, at);
}
