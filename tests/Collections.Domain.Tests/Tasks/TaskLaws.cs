using System.Text.Json.Serialization;
using Collections.Domain.Tasks;
using Collections.Domain.Tests.Laws;
using Collections.Kernel;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Collections.Domain.Tests.Tasks;

public sealed class TaskLaws : DeciderLaws<TaskDecider, CollectionTask, TaskCommand, TaskEvent>
{
    private static readonly TaskStrategy Dialing = new()
    {
        TimeZone = "America/Sao_Paulo",
        Window = ["14:00-19:30", "09:00-12:00"],
        Days = DialDays.Workday,
        AgingBuckets = ["D1-D30"],
        MinAmountMinor = 5_000,
        Fallback = new FallbackMessage("sms", "pay-link"),
    };

    private static readonly TaskNumber[] Numbers = [.. Enumerable.Range(0, 2).Select(
        i => new TaskNumber(new PersonalRef($"n{i}", 1, $"h{i}"), $"h{i}"))];

    protected override JsonSerializerContext Json => TaskJson.Default;

    protected override Gen<EntityKey> Keys => Gen.Constant(new EntityKey("default", TaskDecider.Kind, "t1"));

    protected override int EventsMax => 6;

    protected override Gen<TaskCommand> First => Gen.Elements<TaskCommand>(
        Create("call", Dialing),
        Create("call", Dialing with { MaxAttempts = 10, RetryFrom = RetryFrom.Previous, RetryHours = [1] }),
        Create("call", new TaskStrategy { AgingBuckets = [] }),
        Create("call", null),
        Create("review", null));

    protected override Gen<TaskCommand> Commands => Gen.Frequency(
        (2, Gen.Elements<TaskCommand>(Create("call", null), Create(" ", null), Create("visit", Dialing))),
        (1, Gen.Elements<TaskCommand>(
            new TaskCommand.CloseTask("promise"),
            new TaskCommand.CloseTask("free text"),
            new TaskCommand.CancelTask("paid"),
            new TaskCommand.MergeTask("t0"),
            new TaskCommand.MergeTask("t1"))),
        (2, Gen.Elements("agent1", "agent2", null, "x y").Select(to => (TaskCommand)new TaskCommand.AssignTask(to))),
        (6, Gen.Elements("agent1", "agent2").Select(a => (TaskCommand)new TaskCommand.ClaimTask(a, "a1", "c1"))),
        (1, Gen.Elements("agent1", null).Select(a => (TaskCommand)new TaskCommand.ReleaseTask(a))),
        (4, Gen.Elements("agent1", null).SelectMany(
            agent => Gen.Elements(true, false, false),
            (agent, matches) => (TaskCommand)new TaskCommand.CheckIdentity("phone_last4", agent, matches))),
        (14, Attempts),
        (2, Gen.Choose(-2, 400).Select(
            days => (TaskCommand)new TaskCommand.DeferTask(Start + Duration.FromDays(days), "frequency"))),
        (2, Gen.Choose(-2, 500).SelectMany(
            days => Gen.Elements("agent1", null),
            (days, agent) => (TaskCommand)new TaskCommand.AgreeCallback(Start + Duration.FromDays(days), agent))),
        (2, Gen.Elements("held", "disputed", "by_hand").Select(r => (TaskCommand)new TaskCommand.PauseTask(r))),
        (4, Gen.Elements("held", "disputed", null).Select(r => (TaskCommand)new TaskCommand.ResumeTask(r))),
        (1, Gen.Elements("t7", "t8", "t1").Select(id => (TaskCommand)new TaskCommand.AbsorbTask(id, null))));

    private static Gen<TaskCommand> Attempts =>
        from id in Gen.Choose(1, 40)
        from outcome in Gen.Elements(
            "NO_ANSWER", "BUSY", "BUSY", "ANSWERED_HUMAN", "VACANT", "NETWORK", "CARRIER_BLOCKED", "REJECTED", "FAX", "?")
        from agent in Gen.Elements("agent1", "agent2", null)
        from contact in Gen.Elements("c1", null)
        from callback in Gen.Frequency(
            (9, Gen.Constant<Instant?>(null)), (1, Gen.Constant<Instant?>(Instant.FromUtc(2018, 12, 24, 3, 0))))
        select (TaskCommand)new TaskCommand.RecordAttempt(new AttemptReport
        {
            AttemptId = $"x{id}",
            Outcome = outcome,
            Agent = agent,
            ContactId = contact,
            CallbackAt = callback,
            CallbackAgent = agent,
        });

    protected override EntityRow? OtherEntity(Lookup.Entity lookup) => new()
    {
        Status = "OD1", AmountMinor = 10_000, Currency = "BRL", Day = new LocalDate(2018, 11, 5),
        Zone = "America/Sao_Paulo",
    };

    private static TaskCommand.CreateTask Create(string kind, TaskStrategy? strategy) => new(new TaskTerms
    {
        AccountId = "a1",
        PersonId = "c1",
        Kind = kind,
        Queue = "field",
        Step = "call",
        SlaHours = 40,
        TimeZone = "America/Sao_Paulo",
        Strategy = strategy,
        Numbers = Numbers,
    });
}
