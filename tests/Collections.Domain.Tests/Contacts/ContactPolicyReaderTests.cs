using Collections.Domain.Contacts;
using Collections.Kernel.Documents;

namespace Collections.Domain.Tests.Contacts;

public sealed class ContactPolicyReaderTests
{
    [Fact]
    public void Every_preset_names_its_source_and_whether_a_lawyer_has_seen_it()
    {
        string[] expected =
        [
            "AU_RG96", "CARRIER_CAP_ALIYUN", "CN_GBT45251", "CN_MIIT_COMMERCIAL", "CN_OUTBOUND", "CN_WECHAT_DEBIT",
            "EU_AI_ACT_OVERLAY", "IN_RBI", "RU_230FZ", "UK", "US_MA", "US_REGF", "US_TCPA_OVERLAY", "default",
        ];

        Assert.Equal(expected, ContactPresets.All.Keys.Order(StringComparer.Ordinal));
        Assert.All(ContactPresets.All.Values, preset => Assert.All(preset.Sets, set => Assert.NotNull(set.Source)));
        Assert.All(
            ContactPresets.All.Values.Where(preset => preset.Name != ContactPolicy.DefaultName),
            preset => Assert.True(preset.NeedsLegalReview));
    }

    [Fact]
    public void A_policy_keeps_the_rules_of_the_presets_it_names_before_its_own()
    {
        var policy = Read("""{ "presets": ["US_MA", "US_REGF"], "windows": [{ "ranges": ["09:00-17:00"] }] }""").Policy!;

        Assert.Equal(["US_REGF", "US_MA", "house"], policy.Sets.Select(set => set.Name));
    }

    [Theory]
    [InlineData("""{ "presets": ["XX"] }""", "/presets/0 unknown_preset")]
    [InlineData("""{ "windows": [{ "ranges": ["21:00-08:00"] }] }""", "/windows/0/ranges/0 not_a_window")]
    [InlineData("""{ "windows": [{ "ranges": ["08:00-24:01"] }] }""", "/windows/0/ranges/0 not_a_window")]
    [InlineData("""{ "windows": [{ "days": "HUMP", "ranges": [] }] }""", "/windows/0/days not_one_of")]
    [InlineData("""{ "calendar": "XX" }""", "/calendar unknown_calendar")]
    [InlineData("""{ "zone": "Mars/One" }""", "/zone unknown_timezone")]
    [InlineData("""{ "policy": "other" }""", "/policy name_mismatch")]
    [InlineData("""{ "hours": [] }""", "/hours unknown_key")]
    [InlineData(
        """{ "frequency": [{ "rule": "R", "metric": "ATTEMPT", "window": "CALENDAR_DAYS(94)", "limit": 1 }] }""",
        "/frequency/0/window not_a_window")]
    [InlineData(
        """{ "frequency": [{ "rule": "R", "metric": "CALLS", "window": "CAL_WEEK", "limit": -1 }] }""",
        "/frequency/0/metric not_one_of, /frequency/0/limit out_of_range")]
    [InlineData(
        """{ "cooldowns": [{ "rule": "R", "after": "CONVERSATION" }] }""", "/cooldowns/0 days_or_hours")]
    [InlineData(
        """{ "presets": ["US_REGF"], "cooldowns": [{ "rule": "REGF_7_IN_7", "after": "ABANDONED", "hours": 72 }] }""",
        " duplicate")]
    [InlineData("""{ "quietDates": ["2026-02-30"] }""", "/quietDates/0 not_a_date")]
    public void Every_fault_has_its_path(string json, string expected) => Assert.Equal(
        expected, string.Join(", ", Read(json).Faults.Select(fault => $"{fault.Path} {fault.Code}")));

    private static ContactPolicyReading Read(string json) => ContactPolicyReader.Read(
        JsonDocuments.Read(json).Document!, "house", new HashSet<string>(StringComparer.Ordinal) { "US", "CN" });
}
