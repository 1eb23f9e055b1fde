using System.Text;
using Collections.Gateways.Documents;
using Collections.Kernel.Documents;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Gateways.Tests.Documents;

/// <summary>Printed policies read back to the same meaning.</summary>
public sealed class PolicyTextTests
{
    private static readonly string[] Texts =
    [
        "OD1", "50 days", "a: b", "# no", "- x", "", " ", "NO", "null", "~", "true", "0012", "-5", "1.50", "it's \"so\"", "line\nline",
        "tab\there", "\u0001", "\uD83D\uDE00", "\u2028", "[", "{}", "a, b", "%", "@", "逾期", "x ", "---", "D90+", "\\", "\u0085",
    ];

    private static int Runs => Environment.GetEnvironmentVariable("COLLECTIONS_PROOF") == "full" ? 20_000 : 500;

    [Fact]
    public void Any_document_reads_back_to_the_same_meaning() =>
        Prop.ForAll<int>(
                ArbMap.Default.ArbFor<int>(),
                seed =>
                {
                    var document = RandomMapping(new Random(seed), 0);
                    var (back, faults) = YamlText.Read(PolicyText.ToYaml(document));
                    Assert.Empty(faults);
                    Assert.Equal(Meaning(document), Meaning(back!));
                })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Runs).WithEndSize(1_000_000));

    [Fact]
    public void A_policy_prints_as_a_person_would_write_it()
    {
        const string Yaml = """
            age: { from: issuedOn, graceDays: 0 }
            reviewEvery: 30 days
            states:
              - name: OD2
                when: { all: [ { oldestUnpaid: { atLeast: 40 days } }, { not: { tag: OVERDUE_ENFORCEMENT_OFF } } ] }
                blocks: [ changes, service, billing ]
                message: "Pay now: it is late."
              - name: OD1
                when: {}

            """;
        Assert.Equal(Yaml, PolicyText.ToYaml((Node.Mapping)YamlText.Read(Yaml).Document!));
    }

    [Fact]
    public void An_empty_document_prints_as_an_empty_map() =>
        Assert.Equal("{}\n", PolicyText.ToYaml(new Node.Mapping([], default)));

    // What a reader can tell apart: structure, texts, and whether a word stands plain.
    private static string Meaning(Node node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Node node)
    {
        switch (node)
        {
            case Node.Mapping mapping:
                text.Append('{');
                foreach (var (key, value) in mapping.Entries)
                {
                    Append(text.Append('"').Append(key).Append("\":"), value);
                }

                text.Append('}');
                break;
            case Node.Sequence sequence:
                text.Append('[');
                foreach (var item in sequence.Items)
                {
                    Append(text, item);
                }

                text.Append(']');
                break;
            default:
                var scalar = (Node.Scalar)node;
                var word = !scalar.Quoted && scalar.Text is "true" or "false";
                text.Append(scalar.IsNull ? "null" : word ? scalar.Text : $"\"{scalar.Text}\"").Append(',');
                break;
        }
    }

    private static Node RandomNode(Random random, int depth) => random.Next(depth > 4 ? 2 : 4) switch
    {
        0 => new Node.Scalar(Texts[random.Next(Texts.Length)], true, default),
        1 => new Node.Scalar(
            new[] { "true", "false", "12", "-0.5", "word", "50 days", "null" }[random.Next(7)], false, default),
        2 => new Node.Sequence(
            [.. Enumerable.Range(0, random.Next(4)).Select(_ => RandomNode(random, depth + 1))], default),
        _ => RandomMapping(random, depth + 1),
    };

    private static Node.Mapping RandomMapping(Random random, int depth) => new(
        [.. Texts.Where(_ => random.Next(8) == 0).Select(key => KeyValuePair.Create(key, RandomNode(random, depth)))], default);
}
