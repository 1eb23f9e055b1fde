using System.Xml;
using System.Xml.Linq;
using Collections.Domain.Overdue.Reading;
using Collections.Kernel.Documents;

namespace Collections.Domain.Overdue.KillBill;

/// <summary>Checks a file against Kill Bill's overdue schema and takes its values out.</summary>
internal sealed class OverdueXmlSchema(FaultList faults)
{
    // The longest name Kill Bill can store.
    private const int NameLengthMax = 50;

    private static readonly string[] Units = ["DAYS", "WEEKS", "MONTHS", "YEARS", XmlDuration.Unlimited];
    private static readonly string[] Policies = ["END_OF_TERM", "IMMEDIATE", "NONE"];

    private static readonly string[] Responses =
    [
        "INVALID_CARD", "EXPIRED_CARD", "LOST_OR_STOLEN_CARD", "DO_NOT_HONOR", "INSUFFICIENT_FUNDS", "DECLINE",
        "PROCESSING_ERROR", "INVALID_AMOUNT", "DUPLICATE_TRANSACTION", "OTHER",
    ];

    private static readonly string[] Tags =
    [
        "AUTO_PAY_OFF", "AUTO_INVOICING_OFF", "OVERDUE_ENFORCEMENT_OFF", "WRITTEN_OFF", "MANUAL_PAY", "TEST", "PARTNER",
        "AUTO_INVOICING_DRAFT", "AUTO_INVOICING_REUSE_DRAFT",
    ];

    private static readonly string[] StateChildren =
    [
        "condition", "externalMessage", "blockChanges", "disableEntitlementAndChangesBlocked",
        "subscriptionCancellationPolicy", "isClearState", "autoReevaluationInterval", "enterStateEmailNotification",
    ];

    private static readonly string[] ConditionChildren =
    [
        "numberOfUnpaidInvoicesEqualsOrExceeds", "totalUnpaidInvoiceBalanceEqualsOrExceeds",
        "timeSinceEarliestUnpaidInvoiceEqualsOrExceeds", "responseForLastFailedPaymentIn", "controlTagInclusion",
        "controlTagExclusion",
    ];

    private readonly XmlShape _shape = new(faults);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>The file's content; null when it is no overdue configuration at all.</summary>
    internal OverdueXmlConfig? Read(XElement root)
    {
        if (root.Name.ToString() != "overdueConfig")
        {
            _shape.Error(root, "unexpected_element", "The root of a Kill Bill overdue file is <overdueConfig>.");
            return null;
        }

        _shape.Sequence(root, ["accountOverdueStates"]);
        if (_shape.Require(root, "accountOverdueStates") is not { } holder)
        {
            return null;
        }

        _shape.Sequence(holder, ["initialReevaluationInterval", "state"], repeated: "state");
        _shape.Require(holder, "state");
        var initial = ReadDuration(holder.Element("initialReevaluationInterval"));
        var elements = holder.Elements("state").Take(StatesReader.StatesMax + 1).ToList();
        if (elements.Count > StatesReader.StatesMax)
        {
            _shape.Error(holder, "too_many", $"At most {StatesReader.StatesMax} states are allowed here.");
            return null;
        }

        var states = elements.Select(ReadState).ToList();
        return new OverdueXmlConfig(initial, states, XmlShape.PlaceOf(holder));
    }

    private XmlState ReadState(XElement element)
    {
        var name = ReadName(element);
        _shape.Sequence(element, StateChildren, attribute: "name");
        _ = _shape.Boolean(element.Element("isClearState"));
        CheckNotification(element.Element("enterStateEmailNotification"));
        return new XmlState(name, XmlShape.PlaceOf(element))
        {
            Condition = ReadCondition(element.Element("condition")),
            Message = _shape.Text(element.Element("externalMessage")) ?? "",
            BlockChanges = _shape.Boolean(element.Element("blockChanges")),
            Disable = _shape.Boolean(element.Element("disableEntitlementAndChangesBlocked")),
            CancellationPolicy =
                _shape.Word(element.Element("subscriptionCancellationPolicy"), Policies) ?? "NONE",
            Interval = ReadDuration(element.Element("autoReevaluationInterval")),
        };
    }

    private string ReadName(XElement element)
    {
        var name = element.Attribute("name")?.Value.Trim();
        if (name is null)
        {
            _shape.Error(element, "missing_attribute", "The attribute 'name' is missing.");
            return "";
        }

        if (!IsNcName(name))
        {
            _shape.Error(
                element, "name_malformed", $"'{name}' is no XML ID: a letter first, no spaces, no colon.");
        }
        else if (name.Length > NameLengthMax)
        {
            _shape.Error(element, "name_too_long", $"The name exceeds the maximum length of {NameLengthMax}.");
        }
        else if (!_names.Add(name))
        {
            _shape.Error(element, "duplicate", $"A state before this one is called '{name}' as well.");
        }

        return name;
    }

    private XmlCondition? ReadCondition(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        _shape.Sequence(element, ConditionChildren);
        var included = element.Element("controlTagInclusion");
        var excluded = element.Element("controlTagExclusion");
        return new XmlCondition(XmlShape.PlaceOf(element))
        {
            UnpaidCount = _shape.Integer(element.Element("numberOfUnpaidInvoicesEqualsOrExceeds")),
            UnpaidTotal = _shape.DecimalText(element.Element("totalUnpaidInvoiceBalanceEqualsOrExceeds")),
            SinceEarliest = ReadDuration(element.Element("timeSinceEarliestUnpaidInvoiceEqualsOrExceeds")),
            Responses = ReadResponses(element.Element("responseForLastFailedPaymentIn")),
            TagIncluded = _shape.Word(included, Tags),
            TagExcluded = _shape.Word(excluded, Tags),
            TagAt = XmlShape.PlaceOf(included ?? excluded ?? element),
        };
    }

    private List<string>? ReadResponses(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        _shape.Sequence(element, ["response"], repeated: "response");
        var responses = new List<string>();
        foreach (var child in element.Elements("response"))
        {
            if (_shape.Word(child, Responses) is { } response && !responses.Contains(response))
            {
                responses.Add(response);
            }
        }

        return responses;
    }

    private XmlDuration? ReadDuration(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        _shape.Sequence(element, ["unit", "number"]);
        var unit = _shape.Word(_shape.Require(element, "unit"), Units);
        var number = _shape.Integer(element.Element("number"));
        return unit is null ? null : new XmlDuration(unit, number, XmlShape.PlaceOf(element));
    }

    private void CheckNotification(XElement? element)
    {
        if (element is null)
        {
            return;
        }

        _shape.Sequence(element, ["subject", "templateName", "isHTML"]);
        _ = _shape.Text(_shape.Require(element, "subject"));
        _ = _shape.Text(_shape.Require(element, "templateName"));
        _ = _shape.Boolean(element.Element("isHTML"));
    }

    private static bool IsNcName(string name)
    {
        if (name.Length == 0)
        {
            return false;
        }

        try
        {
            return XmlConvert.VerifyNCName(name) == name;
        }
        catch (XmlException)
        {
            // The only way XmlConvert says no.
            return false;
        }
    }
}
