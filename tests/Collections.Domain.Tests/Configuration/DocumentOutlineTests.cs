using Collections.Domain.Configuration;
using Collections.Kernel.Documents;

namespace Collections.Domain.Tests.Configuration;

public sealed class DocumentOutlineTests
{
    private const string First =
        """
        { "age": { "from": "dueDate", "graceDays": 3 },
          "states": [
            { "name": "A", "when": { "tag": "x" }, "blocks": ["changes"] }, { "name": "B", "when": { "tag": "y" } } ],
          "treatments": { "letters": { "steps": [] } },
          "holidays": ["2025-01-01"] }
        """;

    [Fact]
    public void Changes_name_items_and_their_keys()
    {
        const string Second =
            """
            { "age": { "from": "issuedOn", "graceDays": 3 },
              "states": [
                { "name": "A", "when": { "tag": "z" }, "message": "m" }, { "name": "C", "when": { "tag": "y" } } ],
              "treatments": { "letters": { "steps": [1] }, "calls": { "steps": [] } },
              "holidays": ["2025-01-01", "2025-05-01"],
              "calendar": "CN" }
            """;
        Assert.Equal(
            [
                "age changed: from", "state A changed: when, blocks, message", "state C added",
                "treatment letters changed: steps", "treatment calls added", "holiday 2025-05-01 added",
                "calendar added", "state B removed",
            ],
            Of(First).ChangesTo(Of(Second)));
    }

    [Fact]
    public void The_same_document_changes_nothing() => Assert.Empty(Of(First).ChangesTo(Of(First)));

    [Fact]
    public void Another_order_of_states_is_a_change() =>
        Assert.Equal(
            ["order changed"],
            Of("""{"states":[{"name":"A"},{"name":"B"}]}""")
                .ChangesTo(Of("""{"states":[{"name":"B"},{"name":"A"}]}""")));

    [Fact]
    public void Many_changes_are_cut_short()
    {
        var many = string.Join(',', Enumerable.Range(1, 150).Select(i => $$"""{"name":"S{{i}}"}"""));
        var changes = Of(First).ChangesTo(Of($$"""{"states":[{{many}}]}"""));
        Assert.Equal(DocumentOutline.ChangesMax + 1, changes.Count);
        Assert.Equal("and 55 more", changes[^1]);
    }

    private static DocumentOutline Of(string json) => DocumentOutline.Of(JsonDocuments.Read(json).Document!);
}
