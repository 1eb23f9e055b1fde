using Collections.Domain.Contacts;
using NodaTime;

namespace Collections.Domain.Tests.Contacts;

/// <summary>Minors, and people who have a guardian.</summary>
public sealed class SpecialGroupTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 1, 5, 12, 0);

    [Theory]
    [InlineData("minor")]
    [InlineData("guardian")]
    public void A_guardian_alone_is_contacted_by_people_and_with_his_consent_on_record(string kind)
    {
        var story = new GateStory(Given.Presets("US_REGF"))
            .Do(Noon, new PersonCommand.PlaceLegalHold(new LegalHold
            {
                HoldId = "h1",
                Kind = kind,
                From = new LocalDate(2026, 1, 1),
            }))
            .Do(Noon, new PersonCommand.PutThirdParty("mother", "guardian"))
            .Do(Noon, new PersonCommand.PutThirdParty("neighbor", "spouse"));

        Assert.Equal("legal_hold", Ask(story, "n1", "phone", null).BlockedBy);
        Assert.Contains(
            Ask(story, "n2", "phone", "mother").Rules,
            rule => rule.Rule == "legal_hold" && rule.Saw.EndsWith("no consent of the guardian is on record", StringComparison.Ordinal));
        story.Do(Noon, new PersonCommand.GiveConsent(new Consent
        {
            ConsentId = "k1",
            Purpose = "guardian",
            At = Noon - Duration.FromDays(1),
            Source = "form-7",
        }));

        Assert.Equal(GateAnswer.Allow, Ask(story, "n3", "phone", "mother").Decision);
        Assert.Equal("legal_hold", Ask(story, "n4", "ai_voice", "mother").BlockedBy);
        Assert.Equal("legal_hold", Ask(story, "n5", "phone", "neighbor").BlockedBy);
        Assert.Equal("legal_hold", Ask(story, "n6", "phone", null).BlockedBy);
        story.Do(Noon, new PersonCommand.WithdrawConsent("k1", "letter"));
        Assert.Equal("legal_hold", Ask(story, "n7", "phone", "mother").BlockedBy);
    }

    private static ContactPermission Ask(GateStory story, string id, string channel, string? party) => story.Report(
        Noon,
        new PersonCommand.ReserveContact(id, "a1", channel, "UTC")
        {
            Details = new ContactQuery(channel, "UTC") { ThirdPartyId = party },
        })!;
}
