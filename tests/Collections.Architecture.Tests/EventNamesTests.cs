using System.Reflection;
using Collections.Architecture.Tests.Reading;
using Collections.Architecture.Tests.Rules;

namespace Collections.Architecture.Tests;

public sealed class EventNamesTests
{
    [Fact]
    public void Every_event_has_a_stable_name_of_its_own() =>
        Rule.Holds(EventNames.Violations(Assembly.Load("Collections.Domain")));

    [Fact]
    public void Nameless_misnamed_and_doubly_named_events_are_found()
    {
        var sample = CompiledAssembly.Compile("Promises", Checkout.Violation("EventNames", "PromiseEvents.cs").Text);

        Assert.Equal(
            [
                "PromiseEvent+Forgotten has no event name.",
                "PromiseKept is no event name.",
                "promise.broken has the version 0.",
                "promise.made v1 names 2 events.",
            ],
            EventNames.Violations(sample.Load()));
    }
}
