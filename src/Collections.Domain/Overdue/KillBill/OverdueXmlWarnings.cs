using System.Globalization;
using Collections.Domain.Overdue.Reading;
using Collections.Kernel.Documents;

namespace Collections.Domain.Overdue.KillBill;

/// <summary>What Kill Bill accepts without a word although its author should know.</summary>
internal static class OverdueXmlWarnings
{
    internal static void Add(OverdueXmlConfig config, FaultList faults)
    {
        AddInterval(config.InitialInterval, config.At, faults);
        var before = new List<XmlState>();
        foreach (var state in config.States)
        {
            AddState(state, before, faults);
            before.Add(state);
        }
    }

    private static void AddState(XmlState state, List<XmlState> before, FaultList faults)
    {
        if (state.Condition is not { } condition)
        {
            Warn(faults, state.At, "state_never_chosen", $"'{state.Name}' has no condition: it is never chosen.");
            return;
        }

        if (state.Name == PolicyState.ClearName)
        {
            var message = $"CLEAR is reserved; it becomes {OverdueXmlConversion.ClearReplacement}.";
            Warn(faults, state.At, "name_reserved", message);
        }

        if (state.Message.Trim().Length > StatesReader.MessageLengthMax)
        {
            Warn(faults, state.At, "message_cut", $"The message is cut to {StatesReader.MessageLengthMax} characters.");
        }

        AddInterval(state.Interval, state.At, faults);
        AddCondition(condition, faults);
        if (OverdueXmlCoverage.Contradicts(condition))
        {
            var message = $"'{state.Name}' is never chosen: its tags exclude each other.";
            Warn(faults, state.At, "unreachable_state", message);
        }
        else if (before.Find(other => OverdueXmlCoverage.Covers(other.Condition, condition)) is { } cover)
        {
            var message = $"'{state.Name}' is never chosen: whenever it holds, the more severe '{cover.Name}' holds.";
            Warn(faults, state.At, "unreachable_state", message);
        }
    }

    private static void AddInterval(XmlDuration? interval, Place at, FaultList faults)
    {
        if (interval is null)
        {
            const string Message = "No reevaluation interval. It is not needed here: states change on the exact day.";
            Warn(faults, at, "interval_absent", Message);
        }
        else if (interval is { IsUnlimited: false, Number: null })
        {
            Warn(faults, interval.At, "number_missing", "Without a number Kill Bill takes -1; no check is planned.");
        }
        else if (interval is { IsUnlimited: false, Number: <= 0 })
        {
            Warn(faults, interval.At, "number_not_positive", "An interval of no days plans no check.");
        }
    }

    private static void AddCondition(XmlCondition condition, FaultList faults)
    {
        if (condition.SinceEarliest is { } span)
        {
            AddThreshold(span, faults);
        }

        if (condition.Responses is not null)
        {
            const string Message = "Kill Bill always supplies INSUFFICIENT_FUNDS here; this platform looks at the real "
                + "decline code of the last failed payment.";
            Warn(faults, condition.At, "last_failed_payment", Message);
        }

        if (condition.TagIncluded == "WRITTEN_OFF" || condition.TagExcluded == "WRITTEN_OFF")
        {
            Warn(faults, condition.TagAt, "invoice_tag", "WRITTEN_OFF is a tag of invoices: no account carries it.");
        }
    }

    private static void AddThreshold(XmlDuration span, FaultList faults)
    {
        if (span.IsUnlimited)
        {
            const string Message = "Kill Bill fails on UNLIMITED in a condition; here the condition never holds.";
            Warn(faults, span.At, "unlimited_in_condition", Message);
        }
        else if (span.Number is not { } number)
        {
            const string Message = "Without a number Kill Bill takes -1: it holds as soon as a bill is unpaid.";
            Warn(faults, span.At, "number_missing", Message);
        }
        else if (number < 0)
        {
            var text = number.ToString(CultureInfo.InvariantCulture);
            Warn(faults, span.At, "number_not_positive", $"{text} means as soon as a bill is unpaid.");
        }
    }

    private static void Warn(FaultList faults, Place at, string code, string message) =>
        faults.Warn(at.Path, code, message, at.At);
}
