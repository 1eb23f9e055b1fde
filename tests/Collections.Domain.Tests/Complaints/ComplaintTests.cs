using System.Text.Json;
using Collections.Domain.Complaints;
using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Complaints;

public sealed class ComplaintTests
{
    private static readonly EntityKey Key = new("default", ComplaintDecider.Kind, "k1");

    // A Friday.
    private static readonly Instant At = Instant.FromUtc(2026, 1, 9, 12, 0);

    private static readonly TenantConfiguration Configuration = TenantConfigurationFold.Initial("default");

    private static readonly ComplaintTerms Terms = new()
    {
        PersonId = "c1",
        AccountId = "a1",
        Source = "regulator",
        Category = "hours",
        ReceivedAt = At,
        SlaHours = 24,
    };

    private readonly List<Message> _messages = [];
    private Complaint _complaint = ComplaintDecider.Initial(Key);

    [Fact]
    public void An_open_complaint_stops_contacts_and_its_end_frees_them()
    {
        Do(new ComplaintCommand.FileComplaint(Terms, null));
        Do(new ComplaintCommand.ResolveComplaint(Upheld: true, "apologized"));

        Assert.Equal(["placeLegalHold", "releaseLegalHold"], _messages.Select(message => message.Type));
        Assert.All(_messages, message => Assert.Equal(new EntityKey("default", Person.Kind, "c1"), message.To));
        using var hold = JsonDocument.Parse(_messages[0].Body);
        Assert.Equal("complaint", hold.RootElement.GetProperty("hold").GetProperty("kind").GetString());
        Assert.False(hold.RootElement.GetProperty("hold").TryGetProperty("channel", out _));
    }

    [Fact]
    public void A_complaint_about_one_channel_leaves_the_others_alone()
    {
        Do(new ComplaintCommand.FileComplaint(Terms with { Channel = "sms" }, null));

        using var hold = JsonDocument.Parse(Assert.Single(_messages).Body);
        Assert.Equal("sms", hold.RootElement.GetProperty("hold").GetProperty("channel").GetString());
    }

    [Fact]
    public void The_time_to_settle_it_runs_on_workdays_only()
    {
        Do(new ComplaintCommand.FileComplaint(Terms, null));

        var due = Instant.FromUtc(2026, 1, 12, 12, 0);
        Assert.Equal(due, ComplaintDecider.NextWake(_complaint, Configuration));
        Apply(ComplaintDecider.Wake(_complaint, Context(due)), due);
        Assert.True(_complaint.Overdue);
        Assert.Null(ComplaintDecider.NextWake(_complaint, Configuration));
        Assert.Contains("overdue", ComplaintDecider.Row(_complaint).Labels);
    }

    [Fact]
    public void A_complaint_taken_up_again_stops_contacts_again()
    {
        Do(new ComplaintCommand.FileComplaint(Terms, null));
        Do(new ComplaintCommand.ResolveComplaint(Upheld: false, "no_grounds"));
        Do(new ComplaintCommand.ReopenComplaint("new_facts"));

        Assert.Equal(ComplaintPhase.Open, _complaint.Phase);
        Assert.Equal("placeLegalHold", _messages[^1].Type);
    }

    [Fact]
    public void What_was_said_is_sealed_beside_the_complaint()
    {
        var said = new SealedText("c1", new string('d', 64), new byte[] { 1, 2, 3 });

        var decision = Decide(new ComplaintCommand.FileComplaint(Terms, said));

        var row = Assert.IsType<SideRow.PersonalData>(Assert.Single(decision.SideRows));
        Assert.Equal(("c1", "complaint/k1/description"), (row.Person, row.Ref));
        var filed = Assert.IsType<ComplaintEvent.Filed>(Assert.Single(decision.Events));
        Assert.Equal(said.Hash, filed.Terms.Description?.Hash);
    }

    [Fact]
    public void Filing_twice_is_filing_once_and_other_content_is_a_conflict()
    {
        Do(new ComplaintCommand.FileComplaint(Terms, null));

        Assert.Empty(Decide(new ComplaintCommand.FileComplaint(Terms, null)).Events);
        Assert.Equal("complaint_exists", Refused(
            new ComplaintCommand.FileComplaint(Terms with { Category = "other" }, null)));
    }

    [Fact]
    public void What_has_ended_cannot_be_assigned_or_ended_otherwise()
    {
        Do(new ComplaintCommand.FileComplaint(Terms, null));
        Do(new ComplaintCommand.ResolveComplaint(Upheld: true, "apologized"));

        Assert.Empty(Decide(new ComplaintCommand.ResolveComplaint(Upheld: true, "apologized")).Events);
        Assert.Equal("complaint_state", Refused(new ComplaintCommand.ResolveComplaint(Upheld: false, "no_grounds")));
        Assert.Equal("complaint_state", Refused(new ComplaintCommand.AssignComplaint("agent1")));
    }

    [Fact]
    public void Nobody_links_to_a_complaint_that_does_not_exist() =>
        Assert.Equal("complaint_unknown", Refused(new ComplaintCommand.LinkComplaint(["n1"], [])));

    private string? Refused(ComplaintCommand command) => Decide(command).Rejection?.Code;

    private Decision<ComplaintEvent> Decide(ComplaintCommand command) =>
        ComplaintDecider.Decide(_complaint, command, Context(At));

    private void Do(ComplaintCommand command)
    {
        var decision = Decide(command);
        Assert.Null(decision.Rejection);
        Apply(decision, At);
    }

    private void Apply(Decision<ComplaintEvent> decision, Instant at)
    {
        foreach (var happened in decision.Events)
        {
            _complaint = ComplaintDecider.Evolve(_complaint, happened, at);
            _messages.AddRange(ComplaintDecider.React(_complaint, happened, Configuration));
        }
    }

    private static DecisionContext<TenantConfiguration> Context(Instant at) =>
        new(Key, 1, at, Principal.System, Configuration, Facts.None);
}
