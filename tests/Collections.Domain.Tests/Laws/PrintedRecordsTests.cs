using System.Reflection;

namespace Collections.Domain.Tests.Laws;

/// <summary>
/// A record prints its properties. One that gives a record of its own type, made from it, never comes to an end when it is
/// printed: in a log, an assertion, a debugger. Seed 1 of the simulated worlds found it by a violation that it printed.
/// </summary>
public sealed class PrintedRecordsTests
{
    [Fact]
    public void No_record_holds_a_property_that_makes_another_one_of_it() => Assert.Empty(
        from type in typeof(Domain.Accounts.Account).Assembly.GetTypes()
        where type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null
        from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
        where property.PropertyType == type && property.SetMethod is null
        select $"{type.Name}.{property.Name}");
}
