using Collections.Domain.Notices;

namespace Collections.Domain.Tests.Notices;

public sealed class TemplateSyntaxTests
{
    [Theory]
    [InlineData("no tags at all, { } and }}")]
    [InlineData("{{name}} {{ overdue }} {{{message}}} {{~day~}}")]
    [InlineData("{{#if name}}{{name}}{{else}}you{{/if}} {{#unless overdue}}nothing{{/unless}}")]
    [InlineData("{{#each bills}}{{@index}} {{billId}} {{this.amount}} {{../currency}}{{#if @last}}.{{/if}}{{/each}}")]
    [InlineData("{{#each bills}}{{billId}}{{else}}{{balance}}{{/each}}")]
    [InlineData("{{! a remark }}{{!-- {{nobody}} in a remark --}}")]
    public void What_templates_may_use_has_no_fault(string text) => Assert.Empty(TemplateSyntax.FaultsOf(text));

    [Theory]
    [InlineData("{{name", "tag_not_closed")]
    [InlineData("{{nobody}}", "unknown_name")]
    [InlineData("{{billId}}", "unknown_name")]
    [InlineData("{{../name}}", "unknown_name")]
    [InlineData("{{#each bills}}{{balance}}{{/each}}", "unknown_name")]
    [InlineData("{{#if name}}", "block_not_closed")]
    [InlineData("{{/if}}", "block_not_open")]
    [InlineData("{{#if name}}{{/unless}}{{/if}}", "block_not_open")]
    [InlineData("{{else}}", "else_misplaced")]
    [InlineData("{{#if name}}{{else}}{{else}}{{/if}}", "else_misplaced")]
    [InlineData("{{#if}}x{{/if}}", "block_argument")]
    [InlineData("{{#each name}}x{{/each}}", "block_argument")]
    [InlineData("{{#with name}}x{{/with}}", "unknown_tag")]
    [InlineData("{{> footer}}", "unknown_tag")]
    [InlineData("{{lookup name 0}}", "unknown_tag")]
    [InlineData("{{}}", "unknown_tag")]
    public void Everything_else_is_a_fault(string text, string code) =>
        Assert.Contains(code, TemplateSyntax.FaultsOf(text).Select(fault => fault.Code));

    [Fact]
    public void A_fault_names_its_line() =>
        Assert.StartsWith("Line 3: ", TemplateSyntax.FaultsOf("a\nb\n{{nobody}}")[0].Message, StringComparison.Ordinal);

    [Fact]
    public void Nesting_is_limited()
    {
        var deep = string.Concat(Enumerable.Repeat("{{#if name}}", 9)) + string.Concat(Enumerable.Repeat("{{/if}}", 9));

        Assert.Equal("too_deep", Assert.Single(TemplateSyntax.FaultsOf(deep)).Code);
    }
}
