using System.Text;
using Collections.Kernel.Documents;

namespace Collections.Kernel.Tests.Documents;

public sealed class NodeJsonTests
{
    [Theory]
    [InlineData("""{"b":1,"a":[true,false,null,"NO","0012",-1.50e3],"é<":{}}""")]
    [InlineData("\"text\"")]
    [InlineData("12")]
    [InlineData("[]")]
    public void Canonical_text_is_read_and_written_unchanged(string json) => Assert.Equal(json, NodeJson.Write(Read(json)));

    [Fact]
    public void White_space_goes_and_order_stays() =>
        Assert.Equal("""{"z":1,"a":"x"}""", NodeJson.Write(Read(" { \"z\" : 1 ,\n \"a\": \"\\u0078\" } ")));

    [Theory]
    [InlineData("0012", false, "\"0012\"")]
    [InlineData("NO", false, "\"NO\"")]
    [InlineData("+1", false, "\"+1\"")]
    [InlineData("1 ", false, "\"1 \"")]
    [InlineData(".5", false, "\".5\"")]
    [InlineData("50 days", false, "\"50 days\"")]
    [InlineData("50", false, "50")]
    [InlineData("50", true, "\"50\"")]
    [InlineData("true", true, "\"true\"")]
    [InlineData("true", false, "true")]
    [InlineData("TRUE", false, "true")]
    [InlineData("False", false, "false")]
    [InlineData("False", true, "\"False\"")]
    [InlineData("~", false, "null")]
    [InlineData("", true, "\"\"")]
    [InlineData(null, false, "null")]
    public void Plain_scalars_are_numbers_booleans_or_null_only_where_they_are_such(string? text, bool quoted, string json) =>
        Assert.Equal(json, NodeJson.Write(new Node.Scalar(text, quoted, default)));

    [Fact]
    public void Nodes_know_their_place()
    {
        var map = Assert.IsType<Node.Mapping>(Read("{\n  \"a\": [\n 7 ]\n}"));
        var list = Assert.IsType<Node.Sequence>(map["a"]);
        Assert.Equal(new Position(2, 8), list.At);
        Assert.Equal(new Position(3, 2), list.Items[0].At);
        Assert.Equal(new Node.Scalar("7", false, new Position(3, 2)), list.Items[0]);
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{", 1, 2)]
    [InlineData("{\"a\":1,\n\"a\":2}", 2, 1)]
    [InlineData("[1,]", 1, 4)]
    [InlineData("1 2", 1, 3)]
    [InlineData("[\"\\ud800\"]", 1, 2)]
    public void A_syntax_fault_names_line_and_column(string json, int line, int column)
    {
        var (node, fault) = NodeJson.Read(Encoding.UTF8.GetBytes(json));
        Assert.Null(node);
        Assert.Equal("syntax", fault!.Code);
        Assert.Equal(new Position(line, column), fault.At);
    }

    [Fact]
    public void Too_deep_a_document_is_a_fault()
    {
        var deep = new string('[', NodeJson.DepthMax + 1) + new string(']', NodeJson.DepthMax + 1);
        Assert.Equal("syntax", NodeJson.Read(Encoding.UTF8.GetBytes(deep)).Fault!.Code);
        Assert.Throws<BrokenInvariantException>(() => NodeJson.ReadCanonical(deep));
    }

    [Theory]
    [InlineData(null, false, true)]
    [InlineData("", false, true)]
    [InlineData("null", false, true)]
    [InlineData("null", true, false)]
    [InlineData("", true, false)]
    [InlineData("0", false, false)]
    public void Quotes_make_text_of_null(string? text, bool quoted, bool isNull) =>
        Assert.Equal(isNull, new Node.Scalar(text, quoted, default).IsNull);

    private static Node Read(string json)
    {
        var (node, fault) = NodeJson.Read(Encoding.UTF8.GetBytes(json));
        Assert.Null(fault);
        return node!;
    }
}
