using System.Runtime.CompilerServices;
using Collections.Domain.Contacts;
using Collections.Simulation.Calc;

namespace Collections.Simulation.Tests.Calc;

public sealed class RuleCaseTests
{
    private const string Two =
        """
        defaults: { tz: UTC, windows: ['08:00-21:00'] }
        call_window:
        - { id: right, at: '2026-01-05T22:00', next: '2026-01-06T08:00' }
        - { id: wrong, at: '2026-01-05T22:00', next: '2026-01-06T09:00', seen: 1 }
        other: [ { id: unknown } ]
        """;

    [Fact]
    public void Every_case_of_the_presets_holds()
    {
        var (file, faults) = CalcFile.Load(Root("contact-presets.yaml"), null);
        Assert.Empty(faults);

        var result = CalcRun.Run(file!);

        Assert.Empty(result.Faults);
        Assert.Empty(result.Misses.Select(miss =>
            $"{miss.Case} {miss.Path}: expected {miss.Expected?.ToJsonString()}, actual {miss.Actual?.ToJsonString()}"));
        var text = File.ReadAllText(Root("contact-presets.yaml"));
        Assert.All(ContactPresets.All.Keys, preset => Assert.Contains($": {preset},", text.ReplaceLineEndings(",")));
    }

    [Fact]
    public void A_case_that_does_not_hold_is_told_with_what_came()
    {
        var miss = Work(Two, "wrong").Misses;

        Assert.Equal(["/next", "/seen"], miss.Select(each => each.Path));
        Assert.Equal("2026-01-06T08:00:00", miss[0].Actual!.ToString());
        Assert.Empty(Work(Two, "right").Misses);
    }

    [Fact]
    public void An_unknown_list_or_case_is_malformed()
    {
        Assert.Equal("unknown_list", Faults(Two, null));
        Assert.Equal("unknown_list", Faults(Two, "unknown"));
        Assert.Equal("unknown_case", Faults(Two, "nobody"));
        Assert.Equal("missing", Faults("call_window: [ { at: now } ]", null));
    }

    [Theory]
    [InlineData("call_window: [ { id: a, tz: Mars/One, at: '10:00' } ]", "/call_window/a/tz")]
    [InlineData("call_window: [ { id: a, at: soon } ]", "/call_window/a/at")]
    [InlineData("call_window: [ { id: a, at: '10:00', windows: ['8-9'] } ]", "/call_window/a/windows/0/ranges/0")]
    [InlineData("frequency: [ { id: a, preset: XX } ]", "/frequency/a/presets/0")]
    [InlineData("frequency: [ { id: a, history: [ { at: '10:00', out: HUH } ] } ]", "/frequency/a/history/0/out")]
    public void A_case_that_cannot_be_understood_is_malformed(string yaml, string path) =>
        Assert.Equal(path, Assert.Single(Work(yaml, null).Faults).Path);

    private static CalcResult Work(string yaml, string? only) =>
        CalcRun.Run(CalcFile.Read(Scenarios.Yaml.Node(yaml), "cases.yaml", only).File!, only);

    private static string Faults(string yaml, string? only) =>
        CalcFile.Read(Scenarios.Yaml.Node(yaml), "cases.yaml", only).Faults[0].Code;

    private static string Root(string file, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "rules", file));
}
