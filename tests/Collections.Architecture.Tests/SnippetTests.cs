using Collections.Architecture.Tests.Reading;
using Collections.Architecture.Tests.Rules;
using Collections.Domain.Overdue;
using Collections.Gateways.Documents;
using Collections.Kernel.Documents;
using Collections.Simulation.Scenarios;

namespace Collections.Architecture.Tests;

/// <summary>The examples in the documents are read, and the stories among them played.</summary>
public sealed class SnippetTests
{
    private const string Sample = "docs/guide/samples/residential.yaml";

    public static TheoryData<string, string> Policies => Snippets("yaml policy");

    public static TheoryData<string, string> Scenarios => Snippets("yaml scenario");

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_policy_in_the_documents_has_no_fault(string place, string text) => ReadPolicy(place, text);

    [Fact]
    public void The_sample_policy_has_no_fault() => ReadPolicy(Sample, Checkout.Read(Sample));

    [Fact]
    public void A_policy_with_a_fault_is_found() =>
        Assert.ThrowsAny<Exception>(() => ReadPolicy("s", "policy: s\nstates: [ { name: A, when: { x: 2 } } ]"));

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task A_scenario_in_the_documents_holds(string place, string text)
    {
        var (scenario, faults) = ScenarioReader.Read(Parse(place, text), place);
        RequireNone(place, faults);

        Assert.Empty(await ScenarioRun.RunAsync(scenario!));
    }

    [Theory]
    [InlineData("own-condition")]
    [InlineData("own-conditions")]
    public void Code_in_the_documents_is_the_code_that_is_compiled(string snippet)
    {
        var shown = Checkout.Files
            .Where(file => file.IsUnder(string.Empty, ".md"))
            .SelectMany(file => Fences.Of(file, $"csharp {snippet}"))
            .Select(fence => fence.Text);
        var compiled = Checkout.Files
            .Where(file => file.IsUnder("src/", ".cs"))
            .Select(file => Regions.Of(file, snippet))
            .OfType<string>();
        Assert.Equal(Assert.Single(compiled), Assert.Single(shown));
    }

    private static void ReadPolicy(string place, string text)
    {
        var policy = (Node.Mapping)Parse(place, text);
        var name = ((Node.Scalar)policy["policy"]!).Text!;

        RequireNone(place, PolicyReader.Read(policy, name).Faults);
    }

    private static Node Parse(string place, string text)
    {
        var (document, faults) = YamlText.Read(text);
        RequireNone(place, faults);
        return document!;
    }

    private static void RequireNone(string place, IEnumerable<Fault> faults) =>
        Rule.Holds([.. faults.Select(fault => $"{place} {fault.Path} line {fault.At.Line}: {fault.Message}")]);

    private static TheoryData<string, string> Snippets(string fence)
    {
        var data = new TheoryData<string, string>();
        foreach (var document in Checkout.Files.Where(file => file.IsUnder(string.Empty, ".md")))
        {
            foreach (var (place, text) in Fences.Of(document, fence))
            {
                data.Add(place, text);
            }
        }

        return data;
    }
}
