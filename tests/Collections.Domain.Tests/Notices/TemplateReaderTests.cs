using Collections.Domain.Notices;
using Collections.Kernel.Documents;

namespace Collections.Domain.Tests.Notices;

public sealed class TemplateReaderTests
{
    [Fact]
    public void A_template_has_texts_by_channel_and_language()
    {
        var (template, faults) = Read(
            """
            { "channels": { "email": { "en": { "subject": "Hello {{name}}", "body": "b" }, "zh": { "body": "c" } },
                            "any": { "en": { "body": "short" } } } }
            """);

        Assert.Empty(faults);
        Assert.Equal("en", template!.Fallback);
        Assert.Equal(new FoundText(new NoticeText("Hello {{name}}", "b"), "en"), template.Find("email", "fr-CA"));
        Assert.Equal("c", template.Find("email", "zh-Hant-HK")?.Text.Body);
        Assert.Equal("short", template.Find("wecom", "zh")?.Text.Body);
    }

    [Fact]
    public void A_channel_without_texts_is_not_spoken_on() => Assert.Null(
        Read("""{ "channels": { "email": { "en": { "body": "b" } } } }""").Template!.Find("sms", "en"));

    [Fact]
    public void Without_English_the_first_language_is_the_fallback() => Assert.Equal(
        "de", Read("""{ "channels": { "email": { "de": { "body": "b" }, "fr": { "body": "c" } } } }""").Template!.Fallback);

    [Fact]
    public void Every_fault_is_listed_with_its_path()
    {
        var (template, faults) = Read(
            """
            { "template": "other", "fallback": "en", "chanels": {},
              "channels": {
                "e mail": { "en": { "body": "{{nobody}}" } },
                "sms": { "zh": { "body": "b" }, "x": { "body": "" } },
                "email": { "en": { "subject": "a\nb", "text": "c" } },
                "none": {} } }
            """);

        Assert.Null(template);
        Assert.Equal(
            [
                "/chanels unknown_key",
                "/template name_differs",
                "/channels/e mail channel_format",
                "/channels/e mail/en/body unknown_name",
                "/channels/sms/x language_format",
                "/channels/sms/x/body out_of_range",
                "/channels/email/en/text unknown_key",
                "/channels/email/en/subject line_break",
                "/channels/email/en/body missing",
                "/channels/none language_count",
                "/channels/sms fallback_missing",
            ],
            faults.Select(fault => $"{fault.Path} {fault.Code}"));
    }

    [Theory]
    [InlineData("[]", "wrong_type")]
    [InlineData("{}", "missing")]
    [InlineData("""{ "channels": [] }""", "wrong_type")]
    public void What_is_no_template_is_a_fault(string json, string code) =>
        Assert.Contains(Read(json).Faults, fault => fault.Code == code);

    [Fact]
    public void The_shipped_templates_are_sound_and_speak_English_and_Chinese_everywhere()
    {
        Assert.Contains(NoticeTemplate.DefaultName, ShippedTemplates.All.Keys);
        foreach (var template in ShippedTemplates.All.Values)
        {
            Assert.Equal("en", template.Find("email", "en-US")?.Language[..2]);
            Assert.Equal("zh", template.Find("sms", "zh-CN")?.Language);
            Assert.NotNull(template.Find("email", "zh")?.Text.Subject);
        }
    }

    private static (NoticeTemplate? Template, IReadOnlyList<Fault> Faults) Read(string json) =>
        TemplateReader.Read(JsonDocuments.Read(json).Document!, "hello");
}
