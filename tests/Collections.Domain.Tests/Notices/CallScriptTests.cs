using Collections.Domain.Notices;
using Collections.Kernel.Documents;

namespace Collections.Domain.Tests.Notices;

/// <summary>Call scripts: their parts, their order, and what may be told when.</summary>
public sealed class CallScriptTests
{
    private static string Sound => string.Concat(CallScript.Parts.Select(part => $"[{part}]\n{part} words\n"));

    [Fact]
    public void A_script_with_every_part_in_order_is_sound_and_covers_all()
    {
        Assert.Empty(CallScript.FaultsOf(Sound));
        Assert.Equal(100, CallScript.Coverage(Sound));
        Assert.Equal(CallScript.Parts, CallScript.Split(Sound.ReplaceLineEndings("\r\n")).Select(part => part.Part));
    }

    [Theory]
    [InlineData("greeting")]
    [InlineData("identity")]
    [InlineData("purpose")]
    [InlineData("recording")]
    [InlineData("data")]
    [InlineData("verify")]
    [InlineData("facts")]
    [InlineData("options")]
    [InlineData("confirm")]
    [InlineData("closing")]
    public void Each_part_has_to_be_there_and_say_something(string part)
    {
        var without = Sound.Replace($"[{part}]\n{part} words\n", string.Empty, StringComparison.Ordinal);
        var empty = Sound.Replace($"{part} words\n", string.Empty, StringComparison.Ordinal);

        Assert.Equal("script_part_missing", Assert.Single(CallScript.FaultsOf(without)).Code);
        Assert.Equal("script_part_empty", Assert.Single(CallScript.FaultsOf(empty)).Code);
        Assert.Equal((90, 90), (CallScript.Coverage(without), CallScript.Coverage(empty)));
    }

    [Theory]
    [InlineData("[verify]\nverify words", "[verify]\nYou owe {{amount}}.")]
    [InlineData("[greeting]\ngreeting words", "[greeting]\n{{#if daysPastDue}}You are late.{{/if}}")]
    [InlineData("[data]\ndata words", "[data]\n{{#each bills}}{{ ../accountId }}{{/each}}")]
    public void Nothing_of_the_account_is_told_before_the_customer_is_verified(string right, string wrong) =>
        Assert.Contains(
            CallScript.FaultsOf(Sound.Replace(right, wrong, StringComparison.Ordinal)),
            fault => fault.Code == "script_discloses_early");

    [Theory]
    [InlineData("[verify]", "[recording]", "[recording]", "[verify]", "script_part_order")]
    [InlineData("[facts]", "[sums]", "", "", "script_part_unknown")]
    public void Parts_come_in_their_order_and_by_their_names(
        string one, string other, string third, string fourth, string code)
    {
        var script = Sound.Replace(one, "[x]", StringComparison.Ordinal);
        script = third.Length > 0 ? script.Replace(third, fourth, StringComparison.Ordinal) : script;

        Assert.Contains(
            CallScript.FaultsOf(script.Replace("[x]", other, StringComparison.Ordinal)), fault => fault.Code == code);
    }

    [Fact]
    public void A_template_with_a_script_at_fault_is_not_published()
    {
        var (template, faults) = TemplateReader.Read(
            JsonDocuments.Read("""{ "channels": { "script": { "en": { "body": "[greeting]\nYou owe {{amount}}." } } } }""").Document!, "x");

        Assert.Null(template);
        Assert.Equal(9, faults.Count(fault => fault.Code == "script_part_missing"));
        Assert.Contains(faults, fault => fault.Path == "/channels/script/en/body" && fault.Code == "script_discloses_early");
    }

    [Theory]
    [InlineData("due-soon", "【{{amount}}】", "【{{#if day}}{{day}}{{else}}近期{{/if}}】")]
    [InlineData("reminder", "【{{daysPastDue}}】天", "困难")]
    public void The_shipped_scripts_cover_everything_in_both_languages(string name, string first, string second)
    {
        foreach (var language in (string[])["en", "zh"])
        {
            var body = ShippedTemplates.All[name].Find(CallScript.Channel, language)!.Text.Body;
            Assert.Equal(100, CallScript.Coverage(body));
            Assert.Empty(CallScript.FaultsOf(body));
        }

        var chinese = ShippedTemplates.All[name].Find(CallScript.Channel, "zh-CN")!.Text.Body;
        Assert.All(
            [first, second, "如已缴请忽略", "录音", "后四位", "法律意见"],
            words => Assert.Contains(words, chinese, StringComparison.Ordinal));
    }
}
