using System.Collections.Frozen;

namespace Collections.Domain.Contacts;

/// <summary>What kind of rule held a contact back, for figures.</summary>
public enum RuleClass
{
    /// <summary>The hour or the day.</summary>
    Hours,

    /// <summary>How often: limits and cool-downs, whose names are those of the contact policies.</summary>
    Limits,

    /// <summary>Anything else: the law, lists, consent, the number, wishes of the person.</summary>
    Other,
}

/// <summary>The kinds of rules.</summary>
public static class RuleClasses
{
    private static readonly FrozenSet<string> OfHours = FrozenSet.Create(
        StringComparer.Ordinal, ContactRules.Window, ContactRules.QuietDate, ContactRules.Zone);

    private static readonly FrozenSet<string> OfNeither = FrozenSet.Create(
        StringComparer.Ordinal,
        ContactRules.OptOut,
        ContactRules.Hold,
        ContactRules.FailClosed,
        ContactRules.LegalHold,
        ContactRules.Complaint,
        ContactRules.DoNotContact,
        ContactRules.Number,
        ContactRules.NumberMissing,
        ContactRules.Caller,
        ContactRules.Consent,
        ContactRules.ThirdParty,
        ContactRules.DropRate,
        ContactRules.NumberPending,
        ContactRules.Stale,
        ContactRules.TooMany,
        ContactRules.Malformed,
        ContactRules.CustomerChanged,
        ContactRules.NotSettled);

    /// <summary>
    /// The kind of a rule. Every name that is none of the gate's own is a limit's of some policy; a history that is
    /// full is one of limits, which can no longer be counted.
    /// </summary>
    /// <param name="rule">The rule's name.</param>
    public static RuleClass Of(string rule) =>
        OfHours.Contains(rule) ? RuleClass.Hours : OfNeither.Contains(rule) ? RuleClass.Other : RuleClass.Limits;
}
