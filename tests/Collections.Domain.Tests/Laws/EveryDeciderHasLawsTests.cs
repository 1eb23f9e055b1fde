using Collections.Domain.Accounts;
using Collections.Kernel;

namespace Collections.Domain.Tests.Laws;

/// <summary>A decider without its laws is a decider that nobody proved anything of.</summary>
public sealed class EveryDeciderHasLawsTests
{
    private static readonly Type[] Proofs = [.. typeof(EveryDeciderHasLawsTests).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false, ContainsGenericParameters: false })];

    [Fact]
    public void Every_decider_of_the_domain_has_laws() =>
        Assert.Empty(WithoutLaws(typeof(AccountDecider).Assembly.GetTypes(), Proofs));

    [Fact]
    public void A_decider_without_laws_is_found() =>
        Assert.Equal(
            ["AccountDecider"],
            WithoutLaws([typeof(AccountDecider)], [.. Proofs.Where(type => type.Name != "AccountLaws")]));

    private static List<string> WithoutLaws(IEnumerable<Type> candidates, IEnumerable<Type> proofs)
    {
        var proven = proofs.SelectMany(Ancestors)
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(DeciderLaws<,,,>))
            .Select(type => Definition(type.GetGenericArguments()[0]))
            .ToHashSet();
        return [.. candidates
            .Where(type => type.GetInterfaces().Any(IsDecider))
            .Where(type => !proven.Contains(type))
            .Select(type => type.Name)];
    }

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            yield return ancestor;
        }
    }

    private static bool IsDecider(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDecider<,,,>);

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}
