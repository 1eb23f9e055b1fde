using System.Reflection;
using Collections.Domain.Contacts;

namespace Collections.Domain.Tests.Contacts;

/// <summary>A rule of the gate's own that nobody classified would count as a limit in the compliance figures.</summary>
public sealed class RuleClassTests
{
    [Fact]
    public void Of_the_gates_own_rules_only_the_full_history_is_one_of_limits()
    {
        var rules = typeof(ContactRules).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToList();

        Assert.Contains(ContactRules.Window, rules);
        Assert.Equal([ContactRules.History], rules.Where(rule => RuleClasses.Of(rule) == RuleClass.Limits));
        Assert.Equal(
            [ContactRules.Window, ContactRules.Zone, ContactRules.QuietDate],
            rules.Where(rule => RuleClasses.Of(rule) == RuleClass.Hours));
    }
}
