using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Domain.Tests.Laws;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Contacts;

/// <summary>A person's gate run by hand, with what a test needs at hand.</summary>
internal sealed class GateStory
{
    private readonly TenantConfiguration _configuration;

    private readonly EntityRun<PersonDecider, Person, PersonCommand, PersonEvent> _run;

    public GateStory(TenantConfiguration? configuration = null)
    {
        _configuration = configuration ?? TenantConfigurationFold.Initial("default");
        _run = new(new EntityKey("default", PersonDecider.Kind, "c1"), _configuration, PersonJson.Default);
    }

    public Person State => _run.State;

    public Instant? NextWake => _run.NextWake;

    public IReadOnlyList<PersonEvent> Events => [.. _run.Happened.Select(each => each.Event)];

    /// <summary>The types of all events so far, without their prefix.</summary>
    public string Trace => string.Join(' ', Events.Select(happened => happened.GetType().Name));

    public static ContactRequest Request(string noticeId, Instant asOf, string zone = "UTC") => new()
    {
        NoticeId = noticeId,
        AccountId = "a1",
        Channel = "email",
        Template = "reminder",
        Locale = "en",
        TimeZone = zone,
        To = new PersonalRef("account/a1/contact/0", 1, "hash"),
        AsOf = asOf,
    };

    public GateStory Ask(Instant at, ContactRequest request) => Do(at, new PersonCommand.RequestContact(request));

    public GateStory Ask(Instant at, string noticeId, string zone = "UTC") => Ask(at, Request(noticeId, at, zone));

    public GateStory Do(Instant at, PersonCommand command)
    {
        Assert.Null(_run.Command(at, command).Rejection);
        return this;
    }

    /// <summary>What the gate reports to a command.</summary>
    public ContactPermission? Report(Instant at, PersonCommand command) =>
        (ContactPermission?)_run.Command(at, command).Report;

    public string? Refused(Instant at, PersonCommand command) => _run.Command(at, command).Rejection?.Code;

    public GateStory Until(Instant at)
    {
        _run.CatchUp(at);
        return this;
    }

    /// <summary>The messages of the events from an index on.</summary>
    public IReadOnlyList<Message> Messages(int from = 0) =>
        [.. Events.Skip(from).SelectMany(happened => PersonDecider.React(State, happened, _configuration))];
}
