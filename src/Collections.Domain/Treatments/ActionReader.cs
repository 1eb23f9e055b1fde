using Collections.Domain.Accounts;
using Collections.Domain.Overdue;
using Collections.Kernel.Documents;

namespace Collections.Domain.Treatments;

/// <summary>Reads what a step or the entering of a state does: a map of one verb.</summary>
internal static class ActionReader
{
    private const string Known = "notice, task, referral, writeOff, stopService, tag, untag, hold";

    private const int ActionsMax = 50;

    private const int HoldDaysMax = 3_660;

    /// <summary>Reads a list of actions; those at fault are left out.</summary>
    internal static IReadOnlyList<TreatmentAction> ReadList(NodeCursor? field)
    {
        var actions = new List<TreatmentAction>();
        foreach (var item in field?.AsList(ActionsMax) ?? [])
        {
            if (Read(item) is { } action)
            {
                actions.Add(action);
            }
        }

        return actions;
    }

    /// <summary>Reads one action; null when at fault.</summary>
    internal static TreatmentAction? Read(NodeCursor field)
    {
        if (field.AsOpenMap() is not { } map)
        {
            return null;
        }

        if (map.Node.Entries.Count != 1)
        {
            field.Faults.Error(field, "one_action", $"Exactly one of these is expected here: {Known}.");
            return null;
        }

        var (verb, value) = map.Entries.First();
        return verb switch
        {
            "notice" => ReadNotice(value),
            "task" => ReadTask(value),
            "referral" => ReadReferral(value),
            "writeOff" => ReadWriteOff(value),
            "stopService" => IsEmpty(value) ? new TreatmentAction { Kind = ActionKind.StopService } : null,
            "tag" => ReadTag(value, ActionKind.Tag),
            "untag" => ReadTag(value, ActionKind.Untag),
            "hold" => ReadHold(value),
            _ => Refuse(verb, value),
        };
    }

    private static TreatmentAction? Refuse(string verb, NodeCursor value)
    {
        if (verb == "fee")
        {
            PolicyReader.Refuse(value);
        }
        else
        {
            value.Faults.Error(value, "unknown_action", $"Unknown action '{verb}'; known here: {Known}.");
        }

        return null;
    }

    private static TreatmentAction? ReadNotice(NodeCursor value)
    {
        if (value.Node is not Node.Mapping)
        {
            return value.AsText(PolicyReader.NameLengthMax) is { } name
                ? new TreatmentAction { Kind = ActionKind.Notice, Name = name }
                : null;
        }

        if (value.AsMap("template", "channels") is not { } map)
        {
            return null;
        }

        var template = map.Require("template")?.AsText(PolicyReader.NameLengthMax);
        var channels = map["channels"]?.AsTexts(PolicyReader.ListMax, PolicyReader.NameLengthMax) ?? [];
        return template is null
            ? null
            : new TreatmentAction { Kind = ActionKind.Notice, Name = template, Channels = channels.ToItems() };
    }

    private static TreatmentAction? ReadTask(NodeCursor value)
    {
        if (value.AsMap("kind", "queue", "campaign", "name") is not { } map)
        {
            return null;
        }

        var kind = map.Require("kind")?.AsText(PolicyReader.NameLengthMax);
        var queue = map["queue"]?.AsText(PolicyReader.NameLengthMax);
        var campaign = map["campaign"]?.AsText(PolicyReader.NameLengthMax);
        var title = map["name"]?.AsText(PolicyReader.NameLengthMax);
        return kind is null
            ? null
            : new TreatmentAction
            {
                Kind = ActionKind.Task,
                Name = kind,
                Queue = queue,
                Campaign = campaign,
                Title = title,
            };
    }

    private static TreatmentAction? ReadReferral(NodeCursor value) =>
        value.AsMap("agency")?.Require("agency")?.AsText(PolicyReader.NameLengthMax) is { } agency
            ? new TreatmentAction { Kind = ActionKind.Referral, Name = agency }
            : null;

    private static TreatmentAction? ReadWriteOff(NodeCursor value)
    {
        if (value.Node is Node.Scalar { IsNull: true })
        {
            return new TreatmentAction { Kind = ActionKind.WriteOff };
        }

        if (value.AsMap("below") is not { } map)
        {
            return null;
        }

        decimal? below = map["below"]?.AsDecimal();
        return map["below"].HasValue && below is null
            ? null
            : new TreatmentAction { Kind = ActionKind.WriteOff, Below = below };
    }

    private static bool IsEmpty(NodeCursor value) =>
        value.Node is Node.Scalar { IsNull: true } || value.AsMap() is { Node.Entries.Count: 0 };

    private static TreatmentAction? ReadTag(NodeCursor value, ActionKind kind) =>
        value.AsText(PolicyReader.NameLengthMax) is { } tag ? new TreatmentAction { Kind = kind, Name = tag } : null;

    private static TreatmentAction? ReadHold(NodeCursor value)
    {
        if (value.AsMap("reason", "days", "scope") is not { } map)
        {
            return null;
        }

        var reason = map["reason"]?.AsText(PolicyReader.NameLengthMax);
        var days = map.Require("days")?.AsInteger(1, HoldDaysMax);
        var scope = map["scope"]?.AsChoice("all", "contact", "treatment") ?? 0;
        return days is null
            ? null
            : new TreatmentAction
            {
                Kind = ActionKind.Hold,
                Name = reason,
                Days = days.Value,
                Scope = (HoldScope)scope,
            };
    }
}
