using System.Text.Json.Serialization;
using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Domain.Tests.Laws;
using Collections.Kernel;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Collections.Domain.Tests.Contacts;

/// <summary>The laws of deciders for the contact gate, over zones whose clocks change.</summary>
public sealed class PersonLaws : DeciderLaws<PersonDecider, Person, PersonCommand, PersonEvent>
{
    private static readonly string[] Zones = ["UTC", "America/Sao_Paulo", "Asia/Shanghai", "Pacific/Apia", "Mars/One"];

    private static readonly string[] Channels = ["email", "sms", "phone"];

    protected override JsonSerializerContext Json => PersonJson.Default;

    protected override Gen<EntityKey> Keys => Gen.Constant(new EntityKey("default", PersonDecider.Kind, "c1"));

    protected override Duration Aftermath => Duration.FromDays(10);

    protected override IReadOnlyList<PersonEvent> RareEvents =>
    [
        new PersonEvent.ConsentGiven(new Consent { ConsentId = "k1", At = Start, Source = "form" }),
        new PersonEvent.ConsentWithdrawn("k1", "form"),
        new PersonEvent.ThirdPartyPut(new ThirdParty { ThirdPartyId = "t1", Relation = "guarantor" }),
        new PersonEvent.ThirdPartyRemoved("t1"),
        new PersonEvent.LegalHoldPlaced(new LegalHold { HoldId = "l1", Kind = "cease", From = new LocalDate(2018, 11, 1) }),
        new PersonEvent.LegalHoldReleased("l1", "over"),
        new PersonEvent.QuietDatesSet(
            new PersonQuietDates("q1", new LocalDate(2018, 11, 1), new LocalDate(2018, 11, 2), "illness")),
        new PersonEvent.QuietDatesRemoved("q1"),
        new PersonEvent.CauseNoted(new PersonCause(CooldownCause.DisputeOpen, "a1", Start)),
        new PersonEvent.ReachabilityChanged(true, "desk"),
        new PersonEvent.NumberReleased("n1", "num", 1, Start),
    ];

    // Every contact that waits may be expired and given up by one wake-up.
    protected override int EventsMax => 40;

    protected override Gen<PersonCommand> Commands => Gen.Frequency(
        (12, Numbers.SelectMany(_ => Numbers, Request)),
        (6, Numbers.Select(n => (PersonCommand)new PersonCommand.SettleContact(
            $"n{n % 12}", (SettleOutcome)(n % 3), n % 3 == 1 ? "address_invalid" : null))),
        (2, Numbers.Select(Hold)),
        (2, Numbers.Select(n => (PersonCommand)new PersonCommand.ReleaseContactHold("a1", $"h{n % 3}"))),
        (1, Gen.Constant((PersonCommand)new PersonCommand.ErasePerson())),
        (1, Numbers.Select(n => (PersonCommand)new PersonCommand.LeaveAccount($"a{n % 2}"))),
        (1, Numbers.Select(n => (PersonCommand)new PersonCommand.MoveAccount(
            $"a{n % 2}", n % 3 == 0 ? "Asia/Tokyo" : "UTC"))),
        (3, Numbers.Select(n => (PersonCommand)new PersonCommand.ReserveContact(
            n % 50 == 0 ? "no id" : $"n{n % 12}", "a1", Channels[n % 3], Zones[n % 5])
        {
            Details = n % 4 == 0
                ? new ContactQuery("x", "x") { NumberId = "num", ThirdPartyId = n % 8 == 0 ? "t1" : null }
                : null,
        })),
        (2, Numbers.Select(n => (PersonCommand)new PersonCommand.ConfirmContact($"n{n % 12}"))),
        (3, Numbers.Select(n => (PersonCommand)new PersonCommand.AnswerNumber(new NumberAnswer(
            $"n{n % 12}", 1 + (n % 2), "num", (GateAnswer)(n % 3), n % 3 == 1 ? Start + Duration.FromDays(n) : null, [])))),
        (3, Numbers.Select(Kept)),
        (1, Numbers.Select(n => (PersonCommand)new PersonCommand.OptOut(ChannelOrAll(n), "letter"))),
        (2, Numbers.Select(n => (PersonCommand)new PersonCommand.OptIn(ChannelOrAll(n), n % 9 == 0 ? "a b" : "form"))));

    protected override Gen<TenantConfiguration> Configurations => Gen.Elements(
        TenantConfigurationFold.Initial("default"),
        Given.Presets("US_MA", "CARRIER_CAP_ALIYUN"),
        Given.Presets("RU_230FZ", "CN_GBT45251"),
        Given.Policy(
            """
            { "presets": ["default"], "quietDates": ["11-02", "12-24/01-01"], "frequency": [
              { "rule": "N", "metric": "MESSAGE", "scope": "NUMBER", "window": "ROLLING(5)", "limit": 1, "channels": ["sms"] },
              { "rule": "M", "metric": "MESSAGE", "window": "CALENDAR_DAYS(2)", "limit": 2 } ] }
            """));

    private static Gen<int> Numbers => Gen.Choose(0, 200);

    private static string? ChannelOrAll(int n) => n % 4 == 3 ? null : Channels[n % 4];

    private PersonCommand Request(int n, int m) => new PersonCommand.RequestContact(new ContactRequest
    {
        NoticeId = n % 50 == 0 ? "no id" : $"n{n % 12}",
        AccountId = $"a{n % 2}",
        Channel = Channels[m % 3],
        Template = "due-soon",
        Locale = "en",
        TimeZone = Zones[m % 5],
        To = new PersonalRef("account/a1/contact/0", 1, "hash"),
        AsOf = Start + Duration.FromDays(n % 40),
        Series = n % 5 == 0 ? "treatment" : null,
        NumberId = n % 3 == 0 ? "num" : null,
        Data = new NoticeFacts { Currency = m % 7 == 0 ? null : "USD", OverdueMinor = 100 },
    });

    private PersonCommand Kept(int n) => (n % 11) switch
    {
        0 => new PersonCommand.GiveConsent(new Consent { ConsentId = $"k{n % 3}", At = Start, Source = "form" }),
        1 => new PersonCommand.WithdrawConsent($"k{n % 3}", "form"),
        2 => new PersonCommand.PutThirdParty("t1", n % 2 == 0 ? "guarantor" : "relative", n % 5 == 0),
        3 => new PersonCommand.RemoveThirdParty("t1"),
        4 => new PersonCommand.PlaceLegalHold(new LegalHold
        {
            HoldId = $"l{n % 2}",
            Kind = n % 2 == 0 ? "bankruptcy" : "complaint",
            Channel = n % 3 == 0 ? "sms" : null,
            From = new LocalDate(2018, 11, 1).PlusDays(n % 9),
        }),
        5 => new PersonCommand.ReleaseLegalHold($"l{n % 2}", "over"),
        6 => new PersonCommand.SetQuietDates(new PersonQuietDates(
            "q1", new LocalDate(2018, 11, 1).PlusDays(n % 20), new LocalDate(2018, 11, 3).PlusDays(n % 20), "illness")),
        7 => new PersonCommand.RemoveQuietDates("q1"),
        8 => new PersonCommand.NoteCause(new PersonCause((CooldownCause)(2 + (n % 2)), "a1", Start)),
        9 => new PersonCommand.SetReachability(n % 2 == 0, "desk"),
        _ => new PersonCommand.RecordContact(new ContactMark
        {
            ContactId = $"m{n % 6}",
            At = Start + Duration.FromHours(n),
            Channel = "phone",
            Result = n % 2 == 0 ? "conversation" : "BUSY",
        }),
    };

    private PersonCommand Hold(int n) => new PersonCommand.PlaceContactHold(
        "a1",
        $"h{n % 3}",
        new LocalDate(2018, 11, 1).PlusDays(n % 30),
        n % 4 == 0 ? null : new LocalDate(2018, 11, 3).PlusDays(n % 40),
        Zones[n % 5]);
}
