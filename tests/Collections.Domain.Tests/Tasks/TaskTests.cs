using System.Text;
using System.Text.Json;
using Collections.Domain.Configuration;
using Collections.Domain.Tasks;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Tasks;

public sealed class TaskTests
{
    private static readonly EntityKey Key = new("default", TaskDecider.Kind, "t1");

    private static readonly Instant At = Instant.FromUtc(2026, 1, 5, 9, 30);

    private static readonly TenantConfiguration Configuration = TenantConfigurationFold.Initial("default");

    private static readonly TaskTerms Terms = new()
    {
        AccountId = "a1",
        PersonId = "c1",
        Kind = "call",
        Queue = "field",
        Campaign = "early",
        TreatmentId = "tr1",
        Step = "phone",
    };

    private static readonly Principal Agent = new("agent1", "agent");

    [Fact]
    public void Closing_tells_the_step_that_waits()
    {
        var (state, messages) = After(Agent, new TaskCommand.CreateTask(Terms), new TaskCommand.CloseTask("promise"));

        Assert.Equal(TaskPhase.Closed, state.Phase);
        Assert.Equal(["taskOpened", "taskClosed"], messages.Select(each => each.Type));
        var message = messages[1];
        Assert.Equal(new EntityKey("default", "account", "a1"), message.To);
        Assert.Equal("taskClosed", message.Type);
        Assert.Equal(
            """{"taskId":"t1","treatmentId":"tr1","step":"phone","outcome":"promise"}""",
            Encoding.UTF8.GetString(message.Body.Span));
    }

    [Fact]
    public void A_task_that_a_person_cancels_is_reported_as_cancelled()
    {
        var (_, messages) = After(Agent, new TaskCommand.CreateTask(Terms), new TaskCommand.CancelTask("duplicate"));

        using var body = JsonDocument.Parse(messages[^1].Body);
        Assert.Equal("cancelled", body.RootElement.GetProperty("outcome").GetString());
    }

    [Fact]
    public void A_task_that_its_account_takes_back_is_not_reported()
    {
        var account = new Principal("default/account/a1", "system");
        var (state, messages) = After(account, new TaskCommand.CreateTask(Terms), new TaskCommand.CancelTask("paid"));

        Assert.Equal(TaskPhase.Cancelled, state.Phase);
        Assert.Empty(messages);
    }

    [Fact]
    public void Creating_twice_is_creating_once()
    {
        var (state, _) = After(Agent, new TaskCommand.CreateTask(Terms));

        Assert.Empty(Decide(state, new TaskCommand.CreateTask(Terms with { })).Events);
        Assert.Equal("task_exists", Refused(state, new TaskCommand.CreateTask(Terms with { Queue = "north" })));
    }

    [Fact]
    public void What_has_ended_stays_as_it_is()
    {
        var (closed, _) = After(Agent, new TaskCommand.CreateTask(Terms), new TaskCommand.CloseTask("promise"));

        Assert.Empty(Decide(closed, new TaskCommand.CloseTask("promise")).Events);
        Assert.Equal("task_state", Refused(closed, new TaskCommand.CloseTask("refusal")));
        Assert.Equal("task_state", Refused(closed, new TaskCommand.CancelTask("paid")));
        Assert.Equal("task_state", Refused(closed, new TaskCommand.AssignTask("agent1")));
    }

    [Fact]
    public void An_unknown_task_is_refused() =>
        Assert.Equal("task_unknown", Refused(TaskDecider.Initial(Key), new TaskCommand.CloseTask("promise")));

    [Theory]
    [InlineData("")]
    [InlineData("she said she will pay")]
    public void An_outcome_is_a_code_and_no_free_text(string outcome)
    {
        var (state, _) = After(Agent, new TaskCommand.CreateTask(Terms));

        Assert.Equal("invalid_request", Refused(state, new TaskCommand.CloseTask(outcome)));
    }

    [Fact]
    public void After_the_wrong_party_the_next_call_goes_to_the_next_number()
    {
        var (state, _) = After(
            Agent,
            new TaskCommand.CreateTask(Terms),
            new TaskCommand.CheckIdentity("phone_last4", null, Matches: false),
            new TaskCommand.CheckIdentity("phone_last4", null, Matches: false),
            new TaskCommand.RecordAttempt(new AttemptReport { AttemptId = "x1", Outcome = "ANSWERED_HUMAN", Numbers = 2 }));

        Assert.True(Assert.Single(state.Attempts).WrongParty);
        Assert.Equal((TaskPhase.Open, 1, 0), (state.Phase, state.Number, state.Pauses.Count));
        Assert.Null(state.Identity);
    }

    [Fact]
    public void Who_is_verified_stays_so_while_he_is_spoken_to_and_not_for_the_next_agent()
    {
        var (verified, _) = After(
            Agent,
            new TaskCommand.CreateTask(Terms),
            new TaskCommand.ClaimTask("agent1", "a1"),
            new TaskCommand.CheckIdentity("phone_last4", null, Matches: false),
            new TaskCommand.CheckIdentity("phone_last4", null, Matches: true),
            new TaskCommand.RecordAttempt(new AttemptReport { AttemptId = "x1", Outcome = "ANSWERED_HUMAN", Agent = "agent1" }));
        var released = TaskDecider.Evolve(verified, new TaskEvent.Released("agent1", Expired: false), At);

        Assert.True(verified.Identity!.Lets("agent1", At));
        Assert.False(verified.Identity.Lets("agent2", At));
        Assert.False(verified.Identity.Lets("agent1", At + Duration.FromMinutes(30)));
        Assert.Null(released.Identity);
        Assert.Null(Assert.Single(verified.Attempts).WrongParty);
    }

    [Fact]
    public void A_check_is_for_who_has_the_task_and_while_it_is_open()
    {
        var (claimed, _) = After(Agent, new TaskCommand.CreateTask(Terms), new TaskCommand.ClaimTask("agent2", "a1"));
        var (closed, _) = After(Agent, new TaskCommand.CreateTask(Terms), new TaskCommand.CloseTask("promise"));
        var check = new TaskCommand.CheckIdentity("phone_last4", null, Matches: true);

        Assert.Equal("task_claimed", Refused(claimed, check));
        Assert.Null(Refused(claimed, check with { Agent = "agent2" }));
        Assert.Equal("task_state", Refused(closed, check));
        Assert.Equal("invalid_request", Refused(claimed, check with { Method = "two words" }));
    }

    [Fact]
    public void Lists_find_a_task_by_account_status_and_labels()
    {
        var (state, _) = After(Agent, new TaskCommand.CreateTask(Terms), new TaskCommand.AssignTask("agent7"));
        var row = TaskDecider.Row(state);

        Assert.Equal(("open", "c1", "a1"), (row.Status, row.Person, row.Parent));
        Assert.Equal(["agent:agent7", "campaign:early", "kind:call", "queue:field", "ready:agent7"], row.Labels);
        Assert.Null(TaskDecider.Row(TaskDecider.Initial(Key)).Status);
    }

    private static string? Refused(CollectionTask state, TaskCommand command) => Decide(state, command).Rejection?.Code;

    private static Decision<TaskEvent> Decide(CollectionTask state, TaskCommand command, Principal? principal = null) =>
        TaskDecider.Decide(
            state,
            command,
            new DecisionContext<TenantConfiguration>(Key, 1, At, principal ?? Agent, Configuration, Facts.None));

    private static (CollectionTask State, List<Message> Messages) After(
        Principal principal, params ReadOnlySpan<TaskCommand> commands)
    {
        var state = TaskDecider.Initial(Key);
        var messages = new List<Message>();
        foreach (var command in commands)
        {
            var decision = Decide(state, command, principal);
            Assert.Null(decision.Rejection);
            foreach (var happened in decision.Events)
            {
                state = TaskDecider.Evolve(state, happened, At);
            }

            messages.AddRange(decision.Events.SelectMany(happened => TaskDecider.React(state, happened, Configuration)));
        }

        return (state, messages);
    }
}
