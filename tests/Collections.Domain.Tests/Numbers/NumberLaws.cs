using System.Text.Json.Serialization;
using Collections.Domain.Contacts;
using Collections.Domain.Numbers;
using Collections.Domain.Tests.Laws;
using Collections.Kernel;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Collections.Domain.Tests.Numbers;

public sealed class NumberLaws : DeciderLaws<NumberDecider, NumberRecord, NumberCommand, NumberEvent>
{
    private static readonly string[] Outcomes =
    [
        "ANSWERED_HUMAN", "NO_ANSWER", "OUT_OF_SERVICE", "OUT_OF_SERVICE", "VACANT", "FAX", "BARRED_INCOMING",
        "NETWORK", "REJECTED", "SENT", "nonsense",
    ];

    protected override JsonSerializerContext Json => NumberJson.Default;

    protected override Gen<EntityKey> Keys =>
        Gen.Constant(new EntityKey("default", NumberDecider.Kind, new string('a', 64)));

    protected override Gen<NumberCommand> Commands => Gen.Frequency(
        (6, Reservations.Select(reservation => (NumberCommand)new NumberCommand.ReserveNumber(reservation))),
        (6, Settlements.Select(settlement => (NumberCommand)new NumberCommand.SettleNumber(settlement))),
        (1, Gen.Elements("wrong", "no code").Select(
            reason => (NumberCommand)new NumberCommand.MarkNumber(NumberState.Invalid, null, reason))),
        (1, Gen.Choose(-3, 30).Select(days => (NumberCommand)new NumberCommand.MarkNumber(
            NumberState.Suspended, Start + Duration.FromDays(days), "asked"))),
        (1, Gen.Elements(true, false).Select(on => (NumberCommand)new NumberCommand.FlagNumber("NO_SMS", on, "asked"))),
        (1, Gen.Constant((NumberCommand)new NumberCommand.FlagNumber("no flag", On: true, "asked"))),
        (2, Gen.Constant((NumberCommand)new NumberCommand.RestoreNumber("mended"))));

    private Gen<NumberReservation> Reservations =>
        from contact in Gen.Choose(1, 4)
        from attempt in Gen.Choose(1, 2)
        from hours in Gen.Choose(0, 2_000)
        from limit in Gen.Choose(0, 2)
        from zone in Gen.Elements("Asia/Shanghai", "America/Sao_Paulo", "Nowhere")
        let at = Start + Duration.FromHours(hours)
        select new NumberReservation
        {
            ContactId = $"c{contact}",
            Attempt = attempt,
            PersonId = "p1",
            AccountId = $"a{contact}",
            Channel = "phone",
            Zones = [zone],
            At = at,
            ExpiresAt = at + Duration.FromDays(1),
            Limits =
            [
                new FrequencyLimit
                {
                    Rule = "per_number",
                    Metric = ContactMetric.Attempt,
                    Scope = LimitScope.Number,
                    Window = new LimitWindow(WindowUnit.CalendarDays, 1),
                    Limit = limit,
                },
            ],
            Policy = "default",
            PolicyVersion = 1,
        };

    private Gen<NumberSettlement> Settlements =>
        from contact in Gen.Choose(1, 4)
        from attempt in Gen.Choose(1, 2)
        from outcome in Gen.Elements<string?>([.. Outcomes, null])
        from hours in Gen.Choose(0, 2_000)
        select new NumberSettlement($"c{contact}", attempt, outcome, Start + Duration.FromHours(hours));
}
