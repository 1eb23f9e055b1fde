using System.Text;
using Collections.Kernel.Documents;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Kernel.Tests.Documents;

/// <summary>JSON reads with places and without exceptions, and is written so that it reads back.</summary>
public sealed class JsonDocumentsTests
{
    private static int Runs => Environment.GetEnvironmentVariable("COLLECTIONS_PROOF") == "full" ? 20_000 : 500;

    [Fact]
    public void Numbers_keep_their_digits_and_strings_are_quoted()
    {
        var map = (Node.Mapping)Read("{\"a\": 1.50, \"b\": \"0012\", \"c\": null, \"d\": true, \"e\": [\"null\"]}");
        Assert.Equal(("1.50", false), Of(map["a"]!));
        Assert.Equal(("0012", true), Of(map["b"]!));
        Assert.True(((Node.Scalar)map["c"]!).IsNull);
        Assert.Equal(("true", false), Of(map["d"]!));
        Assert.False(((Node.Scalar)((Node.Sequence)map["e"]!).Items[0]).IsNull);
    }

    [Fact]
    public void Every_node_knows_its_line_and_column()
    {
        var map = (Node.Mapping)Read("{\n  \"é\": 1, \"b\":\n    [2]\n}");
        Assert.Equal(new Position(2, 8), map["é"]!.At);
        Assert.Equal(new Position(3, 5), map["b"]!.At);
        Assert.Equal(new Position(3, 6), ((Node.Sequence)map["b"]!).Items[0].At);
    }

    [Theory]
    [InlineData("{\"a\": 1,\n \"a\": 2}", "duplicate_key", 2)]
    [InlineData("{\"a\": 1,}", "malformed", 1)]
    [InlineData("{\n\"a\": 01}", "malformed", 2)]
    [InlineData("", "malformed", 1)]
    [InlineData("{} {}", "malformed", 1)]
    [InlineData("{\"a\": \"\\uD800\"}", "malformed", 1)]
    [InlineData("// no\n1", "malformed", 1)]
    public void What_does_not_parse_is_a_fault_with_its_line(string json, string code, int line)
    {
        var (document, faults) = JsonDocuments.Read(json);
        Assert.Null(document);
        var fault = Assert.Single(faults);
        Assert.Equal((code, line), (fault.Code, fault.At.Line));
    }

    [Fact]
    public void Nesting_ends_at_32_levels()
    {
        Assert.Empty(JsonDocuments.Read(new string('[', 32) + new string(']', 32)).Faults);
        Assert.Equal("too_deep", JsonDocuments.Read(new string('[', 33) + new string(']', 33)).Faults[0].Code);
        Assert.NotEmpty(JsonDocuments.Read(new string('[', 100_000)).Faults);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_a_fault_and_a_byte_order_mark_is_none()
    {
        Assert.Equal("not_utf8", Assert.Single(JsonDocuments.Read(new byte[] { 0x22, 0xFF, 0x22 }).Faults).Code);
        Assert.Empty(JsonDocuments.Read(Encoding.UTF8.GetBytes("\uFEFF[]")).Faults);
    }

    [Theory]
    [InlineData("{\"b\":[1.50,-2e3,\"x\"],\"a\":null}")]
    [InlineData("[true,false,\"true\",\"null\",\"12\",\"a\\\"\\n\\u0001é\"]")]
    [InlineData("\"text\"")]
    public void Canonical_text_reads_and_writes_as_itself(string json) =>
        Assert.Equal(json, JsonDocuments.Write(Read(json)));

    [Theory]
    [InlineData("0012", "\"0012\"")]
    [InlineData("NO", "\"NO\"")]
    [InlineData("TRUE", "true")]
    [InlineData("~", "null")]
    [InlineData(".5", "\".5\"")]
    [InlineData("1.50", "1.50")]
    public void Plain_scalars_are_written_with_their_meaning(string text, string json) =>
        Assert.Equal(json, JsonDocuments.Write(new Node.Scalar(text, false, default)));

    [Fact]
    public void Any_text_reads_back_as_written() =>
        Prop.ForAll<NonNull<string>>(
                ArbMap.Default.ArbFor<NonNull<string>>(),
                text => Of(Read(JsonDocuments.Write(new Node.Scalar(text.Get, true, default)))) == (text.Get, true))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));

    [Fact]
    public void A_megabyte_on_one_line_is_read_in_one_pass()
    {
        var json = "[" + string.Join(',', Enumerable.Repeat("1", 500_000)) + "]";
        Assert.Equal(new Position(1, 1_000_000), ((Node.Sequence)Read(json)).Items[^1].At);
    }

    private static (string? Text, bool Quoted) Of(Node node) => (((Node.Scalar)node).Text, ((Node.Scalar)node).Quoted);

    private static Node Read(string json)
    {
        var (document, faults) = JsonDocuments.Read(json);
        Assert.Empty(faults);
        return document!;
    }
}
