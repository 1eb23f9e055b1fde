using Collections.Domain.Configuration;
using Collections.Domain.Lexicons;
using Collections.Domain.Notices;
using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Domain.Tests.Lexicons;

public sealed class WordingTests
{
    [Theory]
    [InlineData("Pay now or you will be arrested.", "en", WordingKind.Threat)]
    [InlineData("You IDIOT, pay your bill.", "en-GB", WordingKind.Insult)]
    [InlineData("If not, we will\ntell your   employer!", "en", WordingKind.Harassment)]
    [InlineData("Ｙｏｕ　ｉｄｉｏｔ", "en", WordingKind.Insult)]
    [InlineData("You i\u200Bdiot", "en", WordingKind.Insult)]
    [InlineData("再不还钱就弄死你", "zh", WordingKind.Threat)]
    [InlineData("弄 死-你", "zh-Hans", WordingKind.Threat)]
    [InlineData("你是老赖", "zh-CN", WordingKind.Insult)]
    [InlineData("傻ｂ", "zh", WordingKind.Insult)]
    [InlineData("我们会群发通讯录", "zh", WordingKind.Harassment)]
    [InlineData("Final notice 呼死你", "en", WordingKind.Harassment)]
    public void What_threatens_insults_or_harasses_is_found(string text, string language, WordingKind kind) =>
        Assert.Equal([kind], Wording.Find(text, language, ShippedLexicons.All).Select(hit => hit.Kind));

    [Theory]
    [InlineData("Your payment is overdue. Service may be suspended after 10 May.", "en")]
    [InlineData("Call us: our team is idiotproof.", "en")]
    [InlineData("Die Rechnung ist fällig. Bastard heißt der Autor.", "de")]
    [InlineData("您的物业费（含废物处理费）已逾期，请于5月10日前缴纳。", "zh")]
    [InlineData("", "en")]
    public void What_does_not_is_not(string text, string language) =>
        Assert.Empty(Wording.Find(text, language, ShippedLexicons.All));

    [Fact]
    public void Both_locales_ship_with_every_kind_and_no_term_twice()
    {
        Assert.Equal(["en-US", "zh-CN"], ShippedLexicons.ByLocale.Keys);
        foreach (var terms in ShippedLexicons.ByLocale.Values)
        {
            Assert.Equal(3, terms.Select(term => term.Kind).Distinct().Count());
            Assert.Equal(terms.Count, terms.Select(term => term.Term).Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(terms, term => Assert.True(term.IsSound));
        }
    }

    [Fact]
    public void Every_shipped_term_finds_itself_in_a_text_of_its_language()
    {
        foreach (var term in ShippedLexicons.All)
        {
            Assert.Contains(
                new WordingHit(term.Term, term.Kind), Wording.Find($"x, {term.Term}. y", term.Language!, ShippedLexicons.All));
        }
    }

    [Fact]
    public void The_shipped_texts_say_nothing_of_the_kind()
    {
        var configuration = TenantConfigurationFold.Initial("default");

        Assert.All(configuration.Templates.Values, version => Assert.Empty(WordingInForce.FaultsOf(version.Template, configuration)));
    }

    [Fact]
    public void A_text_at_fault_is_told_by_its_place()
    {
        var (template, _) = TemplateReader.Read(
            Parsed("""{"channels":{"email":{"en":{"subject":"You deadbeat","body":"Dear {{name}}, pay."},"zh":{"body":"{{name}}，等着坐牢"}}}}"""),
            "rude");

        var faults = WordingInForce.FaultsOf(template!, TenantConfigurationFold.Initial("default"));

        Assert.Equal(
            [("/channels/email/en/subject", "wording_forbidden"), ("/channels/email/zh/body", "wording_forbidden")],
            faults.Select(fault => (fault.Path, fault.Code)));
        Assert.Contains("'deadbeat' is an insult", faults[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_set_adds_its_own_from_its_day_on()
    {
        var configuration = Contacts.Given.Policy(
            """{"presets":["default"],"effectiveFrom":"2026-06-01","wording":{"language":"en","insult":["freeloader"]}}""");

        Assert.DoesNotContain(WordingInForce.Of(configuration, new LocalDate(2026, 5, 31)), term => term.Term == "freeloader");
        Assert.Contains(WordingInForce.Of(configuration, new LocalDate(2026, 6, 1)), term => term.Term == "freeloader");

        // What is published may be sent after that day.
        Assert.Contains(WordingInForce.Of(configuration, null), term => term.Term == "freeloader");
    }

    [Theory]
    [InlineData("""{"insult":["!?"]}""", "/insult", "term_empty")]
    [InlineData("""{"insult":"idiot"}""", "/insult", null)]
    [InlineData("""{"insults":["idiot"]}""", "/insults", null)]
    public void A_lexicon_at_fault_is_told_by_its_place(string text, string path, string? code)
    {
        var faults = new FaultList();

        LexiconReader.Read(new NodeCursor(Parsed(text), string.Empty, faults));

        Assert.Contains(faults.Items, fault => fault.Path == path && (code is null || fault.Code == code));
    }

    private static Node Parsed(string text) => JsonDocuments.Read(text).Document!;
}
