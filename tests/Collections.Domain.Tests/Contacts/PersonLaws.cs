using System.Text.Json.Serialization;
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

    // Every contact that waits may be expired and given up by one wake-up.
    protected override int EventsMax => 40;

    protected override Gen<PersonCommand> Commands => Gen.Frequency(
        (12, Numbers.SelectMany(_ => Numbers, Request)),
        (6, Numbers.Select(n => (PersonCommand)new PersonCommand.SettleContact(
            $"n{n % 12}", (SettleOutcome)(n % 3), n % 3 == 1 ? "address_invalid" : null))),
        (2, Numbers.Select(Hold)),
        (2, Numbers.Select(n => (PersonCommand)new PersonCommand.ReleaseContactHold("a1", $"h{n % 3}"))),
        (1, Gen.Constant((PersonCommand)new PersonCommand.ErasePerson())),
        (1, Numbers.Select(n => (PersonCommand)new PersonCommand.OptOut(ChannelOrAll(n), "letter"))),
        (2, Numbers.Select(n => (PersonCommand)new PersonCommand.OptIn(ChannelOrAll(n), n % 9 == 0 ? "a b" : "form"))));

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
        Data = new NoticeFacts { Currency = m % 7 == 0 ? null : "USD", OverdueMinor = 100 },
    });

    private PersonCommand Hold(int n) => new PersonCommand.PlaceContactHold(
        "a1",
        $"h{n % 3}",
        new LocalDate(2018, 11, 1).PlusDays(n % 30),
        n % 4 == 0 ? null : new LocalDate(2018, 11, 3).PlusDays(n % 40),
        Zones[n % 5]);
}
