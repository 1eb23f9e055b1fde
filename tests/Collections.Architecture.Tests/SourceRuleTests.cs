using Collections.Architecture.Tests.Reading;
using Collections.Architecture.Tests.Rules;

namespace Collections.Architecture.Tests;

/// <summary>The rules over source text: each holds for the product, and each bites on a deliberate violation.</summary>
public sealed class SourceRuleTests
{
    [Fact]
    public void Files_lines_functions_and_parameter_lists_are_short() =>
        Rule.Holds(SizeLimits.Violations(Checkout.Code));

    [Fact]
    public void A_long_line_function_and_parameter_list_are_found()
    {
        var sample = Checkout.Violation("SizeLimits", "src/Sample.cs");
        var body = string.Join('\n', Enumerable.Repeat("        Function();", 68));
        var text = sample.Text.Replace("@LINES@", body, StringComparison.Ordinal);

        Assert.Equal(
            [
                "src/Sample.cs:11: 142 characters.",
                "src/Sample.cs:12: a function of 71 lines; name its parts.",
                "src/Sample.cs:7: 5 parameters; make them a record.",
            ],
            SizeLimits.Violations([new SourceFile(sample.Path, text)]));
    }

    [Fact]
    public void A_long_file_is_found() =>
        Assert.Single(SizeLimits.Violations([new SourceFile("s", string.Join('\n', Enumerable.Repeat(";", 501)))]));

    [Fact]
    public void Type_names_avoid_the_banned_words() => Rule.Holds(BannedWords.Violations(Checkout.Code));

    [Fact]
    public void Banned_words_are_found() =>
        Assert.Equal(4, BannedWords.Violations([Checkout.Violation("BannedWords", "src/Sample.cs")]).Count);

    [Fact]
    public void Comments_say_why() => Rule.Holds(HonestComments.Violations(Checkout.Code));

    [Fact]
    public void Regions_marks_banners_and_commented_code_are_found() =>
        Assert.Equal(
            ["3", "4", "5", "6", "7", "15"],
            HonestComments.Violations([Checkout.Violation("HonestComments", "s")]).Select(v => v.Split(':')[1]));

    [Fact]
    public void Catches_name_what_they_catch() => Rule.Holds(NamedCatches.Violations(Checkout.Code));

    [Fact]
    public void Swallowed_exceptions_are_found() =>
        Assert.Equal(
            ["7", "8", "9"],
            NamedCatches.Violations([Checkout.Violation("NamedCatches", "s")]).Select(v => v.Split(':')[1]));

    [Fact]
    public void Sql_stands_in_storage_only() => Rule.Holds(SqlInStorageOnly.Violations(Checkout.Product));

    [Fact]
    public void Sql_elsewhere_is_found() =>
        Assert.Equal(
            ["src/Sample.cs:7: SQL outside Storage.", "src/Sample.cs:9: SQL outside Storage."],
            SqlInStorageOnly.Violations([Checkout.Violation("SqlInStorageOnly", "src/Sample.cs")]));

    [Fact]
    public void Nothing_is_sent_without_a_permit() => Rule.Holds(PermitsOnly.Violations(Checkout.Product));

    [Fact]
    public void A_way_around_the_gate_is_found() =>
        Assert.Equal(
            ["SendNotice", "sendNotice", "PutAsync", "OutgoingNotice"],
            PermitsOnly.Violations([Checkout.Violation("PermitsOnly", "src/Sample.cs")])
                .Select(violation => violation.Split(' ')[1]));

    [Fact]
    public void The_auditor_of_simulated_worlds_knows_no_rule_of_the_product() =>
        Rule.Holds(AuditorAlone.Violations(Checkout.Product));

    [Fact]
    public void An_auditor_who_looks_into_the_product_is_found() =>
        Assert.Equal(
            ["Collections.Domain.Accounts.", "Domain.Contacts.Person."],
            AuditorAlone.Violations([Checkout.Violation("AuditorAlone", "src/Collections.Simulation/Auditing/Sample.cs")])
                .Select(violation => violation.Split(' ')[^1]));

    [Fact]
    public void The_domain_computes_exactly() => Rule.Holds(ExactNumbers.Violations(Checkout.Product));

    [Fact]
    public void Floating_point_is_found() =>
        Assert.Equal(
            ["double", "float", "1.5"],
            ExactNumbers.Violations([Checkout.Violation("ExactNumbers", "src/Collections.Domain/Interest.cs")])
                .Select(violation => violation.Split(' ')[1]));

    [Fact]
    public void Shipped_files_stand_alone() => Rule.Holds(StandsAlone.Violations(Checkout.Files));

    [Fact]
    public void A_path_of_the_authors_machine_is_found() =>
        Assert.Single(StandsAlone.Violations([Checkout.Violation("StandsAlone", "README.md")]));

    [Fact]
    public void Tests_neither_sleep_nor_skip() => Rule.Holds(AwakeTests.Violations(Checkout.Tests));

    [Fact]
    public void Sleeping_and_skipped_tests_are_found() =>
        Assert.Equal(
            ["3", "9", "10", "11"],
            AwakeTests.Violations([Checkout.Violation("AwakeTests", "t")]).Select(v => v.Split(':')[1]));
}
