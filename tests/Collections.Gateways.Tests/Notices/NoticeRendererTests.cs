using Collections.Domain.Contacts;
using Collections.Domain.Notices;
using Collections.Gateways.Notices;
using Collections.Kernel.Documents;

namespace Collections.Gateways.Tests.Notices;

public sealed class NoticeRendererTests
{
    private readonly NoticeRenderer _renderer = new();

    [Theory]
    [InlineData(
        "Dear {{name}}, {{overdue}} since {{day}}: {{message}}",
        "Dear Kim Sample, CN¥568.32 since 7 January 2026: A payment is past due.")]
    [InlineData("{{#if overdue}}owes{{else}}owes nothing{{/if}}", "owes")]
    [InlineData("{{#unless state}}-{{else}}{{state}}{{/unless}} {{daysPastDue}} {{billCount}}", "REMINDER 12 3")]
    [InlineData(
        "{{#each bills}}{{billId}} {{amount}} {{dueDate}} {{../currency}}{{#unless @last}}; {{/unless}}{{/each}}",
        "b_30001 CN¥568.32 7 January 2026 CNY; b_30002 CN¥1,000.00 7 February 2026 CNY")]
    [InlineData("{{#each bills}}{{#if @first}}{{../accountId}} {{this.billId}}{{/if}}{{/each}}", "a_20001 b_30001")]
    [InlineData("{{! quiet }}{{company}} & <{{{today}}}>", "Example Company & <19 January 2026>")]
    [InlineData("{{#if name}}\nHello\n{{/if}}\nBye", "Hello\nBye")]
    public void A_text_is_filled_in(string text, string expected)
    {
        Assert.Empty(TemplateSyntax.FaultsOf(text));
        Assert.Equal(expected, Render(text, NoticePreview.Sample));
    }

    [Fact]
    public void Zero_is_false_but_written_where_it_is_named()
    {
        var nothing = NoticePreview.Sample with { Name = null, Facts = new NoticeFacts { Currency = "USD" } };

        const string Text = "{{overdue}} {{#if overdue}}yes{{else}}no{{/if}} {{daysPastDue}} {{name}}|";
        Assert.Equal("$0.00 no 0 |", Render(Text, nothing));
        Assert.Equal("none", Render("{{#each bills}}x{{else}}none{{/each}}", nothing));
    }

    [Fact]
    public void Personal_values_are_never_taken_for_tags() => Assert.Equal(
        "{{overdue}} <b>", Render("{{name}}", NoticePreview.Sample with { Name = "{{overdue}} <b>" }));

    [Fact]
    public void The_language_of_the_text_writes_amounts_and_dates() => Assert.Equal(
        "¥568.32 2026年1月7日", _renderer.Render(Found("{{overdue}} {{day}}", "zh-CN"), NoticePreview.Sample).Body);

    [Fact]
    public void Every_shipped_text_reads_well()
    {
        foreach (var template in ShippedTemplates.All.Values)
        {
            foreach (var (channel, notice) in NoticePreview.Of(template))
            {
                var text = notice.Subject + notice.Body;
                Assert.DoesNotContain("{", text, StringComparison.Ordinal);
                Assert.DoesNotContain("\n\n\n", notice.Body, StringComparison.Ordinal);
                Assert.Equal(channel == "email", notice.Subject is not null);
                Assert.Contains("a_20001", text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void The_preview_shows_a_draft_as_its_reader_will_see_it()
    {
        var document = JsonDocuments.Read(
            """{ "channels": { "email": { "en": { "subject": "Hello {{name}}", "body": "{{overdue}}" } } } }""").Document!;
        var (draft, _) = TemplateReader.Read(document, "draft");

        Assert.Equal(
            [new PreviewedNotice("email", new RenderedNotice("Hello Kim Sample", "CN¥568.32", "en"))],
            NoticePreview.Of(draft!));
    }

    [Fact]
    public void The_shipped_default_speaks_for_any_name()
    {
        var text = ShippedTemplates.All[NoticeTemplate.DefaultName].Find("email", "en")!;

        Assert.Equal(
            """
            Dear Kim Sample,

            this is a notice about your account a_20001 of 19 January 2026.

            The overdue amount is CN¥568.32.
            A payment is past due.
            - b_30001: CN¥568.32, due 7 January 2026
            - b_30002: CN¥1,000.00, due 7 February 2026
            - and 1 more

            If you have paid in the meantime, please disregard this notice.

            Example Company

            """,
            _renderer.Render(text, NoticePreview.Sample).Body);
    }

    private static FoundText Found(string text, string language) => new(new NoticeText(null, text), language);

    private string Render(string text, NoticeValues values) => _renderer.Render(Found(text, "en"), values).Body;
}
