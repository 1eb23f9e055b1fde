using System.Text.Json.Serialization;
using Collections.Domain.Configuration;
using Collections.Domain.Tests.Laws;
using Collections.Kernel;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Collections.Domain.Tests.Configuration;

/// <summary>The laws for every kind of published documents.</summary>
public abstract class PublicationLaws<TDocument>
    : DeciderLaws<PublicationDecider<TDocument>, PublishedState, PublicationCommand, PublicationEvent>
    where TDocument : IPublishedDocument
{
    protected override JsonSerializerContext Json => PublicationJson.Default;

    protected override int EventsMax => 2;
}

public sealed class PolicyLaws : PublicationLaws<PolicyDocument>
{
    protected override Gen<EntityKey> Keys =>
        Gen.Elements("default", "residential").Select(name => new EntityKey("default", PolicyDocument.KindName, name));

    protected override Gen<PublicationCommand> Commands =>
        Gen.Choose(1, 4).SelectMany(
            days => Dates.EffectiveFrom(Start),
            (days, from) =>
                (PublicationCommand)new PublicationCommand.Publish("json", "source", Documents.Policy(days), from));
}

public sealed class CalendarLaws : PublicationLaws<CalendarDocument>
{
    protected override Gen<EntityKey> Keys =>
        Gen.Elements("CN", "bank").Select(name => new EntityKey("default", CalendarDocument.KindName, name));

    protected override Gen<PublicationCommand> Commands =>
        Gen.Elements("""{"holidays":["2025-01-01"]}""", """{"holidays":[]}""", """{"holidays":7}""", "{").SelectMany(
            content => Dates.EffectiveFrom(Start),
            (content, from) => (PublicationCommand)new PublicationCommand.Publish("json", "source", content, from));
}

public sealed class TemplateLaws : PublicationLaws<TemplateDocument>
{
    protected override Gen<EntityKey> Keys =>
        Gen.Elements("default", "letter-1").Select(name => new EntityKey("default", TemplateDocument.KindName, name));

    protected override Gen<PublicationCommand> Commands =>
        Gen.Elements("hello {{name}}", "goodbye", "{{nobody}}", "{{#if name}}").SelectMany(
            body => Dates.EffectiveFrom(Start),
            (body, from) => (PublicationCommand)new PublicationCommand.Publish(
                "json",
                "source",
                """{"channels":{"any":{"en":{"body":"TEXT"}}}}""".Replace("TEXT", body, StringComparison.Ordinal),
                from));
}

public sealed class TenantLaws : DeciderLaws<TenantDecider, Tenant, TenantCommand, TenantEvent>
{
    protected override JsonSerializerContext Json => TenantJson.Default;

    protected override Gen<EntityKey> Keys => Gen.Constant(new EntityKey("t1", TenantDecider.Kind, "t1"));

    protected override Gen<TenantCommand> Commands => Gen.OneOf(
        Gen.Elements<TenantCommand>(
            new TenantCommand.ConfigureTenant { Name = "North", Country = "DE" },
            new TenantCommand.ConfigureTenant { TimeZone = "Europe/Berlin", Currency = "EUR", Locale = "de-DE" },
            new TenantCommand.ConfigureTenant { TimeZone = "Asia/Shanghai", OnlyNew = true },
            new TenantCommand.ConfigureTenant { TimeZone = "Mars/Olympus", Currency = "usd" }),
        Gen.Choose(1, 5).SelectMany(
            sequence => Gen.Elements("aa", "bb"),
            (sequence, hash) =>
                (TenantCommand)new TenantCommand.RecordCheckpoint(new Checkpoint(sequence, 1, hash, "signature"))));

    protected override int EventsMax => 1;
}

internal static class Dates
{
    public static Gen<Instant?> EffectiveFrom(Instant start) => Gen.OneOf(
        Gen.Constant<Instant?>(null),
        Gen.Choose(-5, 400).Select(days => (Instant?)(start + Duration.FromDays(days))));
}

internal static class Documents
{
    /// <summary>A policy with one state from a number of days on; 4 gives one with a fault.</summary>
    public static string Policy(int days) => days == 4
        ? """{"states":[{"name":"OD1"}],"unknown":1}"""
        : $$$$"""{"states":[{"name":"OD1","when":{"oldestUnpaid":{"atLeast":"{{{{days}}}} days"}}}]}""";
}
