using System.Text;
using Collections.Gateways.Documents;
using Collections.Kernel.Documents;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Gateways.Tests.Documents;

/// <summary>YAML reads as text with places; whatever does not parse is a fault, never an exception.</summary>
public sealed class YamlTextTests
{
    private static int Runs => Environment.GetEnvironmentVariable("COLLECTIONS_PROOF") == "full" ? 20_000 : 500;

    [Fact]
    public void Scalars_stay_the_text_that_was_written()
    {
        var map = Map("a: NO\nb: 0012\nc: 'null'\nd: ~\ne:\nf: 1.50\ng: 2024-01-01\nh: |\n  two\n  lines\n");
        Assert.Equal(("NO", false), Of(map, "a"));
        Assert.Equal(("0012", false), Of(map, "b"));
        Assert.Equal(("null", true), Of(map, "c"));
        Assert.True(((Node.Scalar)map["d"]!).IsNull);
        Assert.True(((Node.Scalar)map["e"]!).IsNull);
        Assert.False(((Node.Scalar)map["c"]!).IsNull);
        Assert.Equal(("1.50", false), Of(map, "f"));
        Assert.Equal(("2024-01-01", false), Of(map, "g"));
        Assert.Equal(("two\nlines\n", true), Of(map, "h"));
    }

    [Fact]
    public void Every_node_knows_its_line_and_column()
    {
        var map = Map("# comment\nstates:\n  - name: A\n    when: { tag: VIP }\n");
        var state = (Node.Mapping)((Node.Sequence)map["states"]!).Items[0];
        Assert.Equal(new Position(3, 5), state.At);
        Assert.Equal(new Position(3, 11), state["name"]!.At);
        Assert.Equal(new Position(4, 18), ((Node.Mapping)state["when"]!)["tag"]!.At);
    }

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3\n", "duplicate_key", 3)]
    [InlineData("a: &x 1\nb: 2\n", "anchor", 1)]
    [InlineData("a: 1\nb: *x\n", "alias", 2)]
    [InlineData("a: 1\n---\nb: 2\n", "several_documents", 2)]
    [InlineData("a:\n\tb: 1\n", "malformed", 2)]
    [InlineData("a: [1, 2\nb: 3\n", "malformed", 1)]
    [InlineData("a: 'open\n", "malformed", 1)]
    [InlineData("a: b: c\n", "malformed", 1)]
    [InlineData("", "empty", 1)]
    [InlineData("# only a comment\n", "empty", 1)]
    [InlineData("a: 1\nb: \u0007\n", "unreadable_text", 2)]
    [InlineData("a: \uFFFD\n", "unreadable_text", 1)]
    [InlineData("a: !!int 5\n", "tag", 1)]
    [InlineData("? [a, b]\n: 1\n", "key_not_text", 1)]
    public void What_does_not_parse_is_a_fault_with_its_line(string yaml, string code, int line)
    {
        var (document, faults) = YamlText.Read(yaml);
        Assert.Null(document);
        Assert.Contains(faults, fault => fault.Code == code && fault.At.Line == line && fault.At.Column >= 1);
    }

    [Fact]
    public void A_bomb_of_aliases_stays_small()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 20; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        Assert.Contains(YamlText.Read(text.ToString()).Faults, fault => fault.Code == "alias");
    }

    [Fact]
    public void Nesting_ends_at_32_levels()
    {
        Assert.Empty(YamlText.Read(new string('[', 32) + new string(']', 32)).Faults);
        Assert.Equal("too_deep", Assert.Single(YamlText.Read(new string('[', 33) + new string(']', 33)).Faults).Code);
        Assert.Equal("too_deep", Assert.Single(YamlText.Read(new string('[', 100_000)).Faults).Code);
    }

    [Fact]
    public void A_megabyte_is_the_limit()
    {
        Assert.Empty(YamlText.Read("a: " + new string('x', YamlText.BytesMax - 3)).Faults);
        Assert.Equal(
            "too_large", Assert.Single(YamlText.Read("a: " + new string('x', YamlText.BytesMax - 2)).Faults).Code);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_a_fault_with_their_place()
    {
        byte[] bytes = [.. "a: 1\nbc: "u8, 0xFF, .. "\n"u8];
        var fault = Assert.Single(YamlText.Read(bytes.AsMemory()).Faults);
        Assert.Equal(("not_utf8", new Position(2, 5)), (fault.Code, fault.At));
        Assert.Empty(YamlText.Read("\uFEFFa: 1"u8.ToArray().AsMemory()).Faults);
    }

    [Fact]
    public void No_text_whatever_makes_it_throw()
    {
        const string Alphabet = "ab:-,[]{}#&*!|>'\"%@`?~ \t\n\r012\\<=é\u2028";
        var texts = Gen.Elements(Alphabet.ToCharArray()).ListOf().Select(list => new string([.. list]));
        Prop.ForAll(
                Arb.From(texts),
                text =>
                {
                    var (document, faults) = YamlText.Read(text);
                    return document is null == (faults.Count > 0) && faults.All(fault => fault.At.Line >= 1);
                })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Runs * 4));
    }

    private static (string? Text, bool Quoted) Of(Node.Mapping map, string key)
    {
        var scalar = (Node.Scalar)map[key]!;
        return (scalar.Text, scalar.Quoted);
    }

    private static Node.Mapping Map(string yaml)
    {
        var (document, faults) = YamlText.Read(yaml);
        Assert.Empty(faults);
        return (Node.Mapping)document!;
    }
}
