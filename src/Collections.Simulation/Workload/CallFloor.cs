using Collections.Domain.Accounts;
using Collections.Domain.Complaints;
using Collections.Domain.Contacts;
using Collections.Domain.Flows;
using Collections.Domain.Lists;
using Collections.Domain.Tasks;
using Collections.Gateways.Contacts;
using Collections.Gateways.Tasks;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Simulation.Faults;
using Collections.Simulation.Runs;
using Collections.Simulation.World;
using NodaTime;

namespace Collections.Simulation.Workload;

/// <summary>
/// The collectors: several who take the next task of one worklist at the same moments, on whichever server runs, ask
/// the gate, dial, and say how it ended. Some never come back to what they took.
/// </summary>
internal sealed class CallFloor(Chaos chaos, Client client, (Debtors Debtors, PhoneNetwork Phones) outside)
{
    private const int Agents = 3;
    private const int TasksPerRound = 2;
    private const int DisputeDays = 14;

    private static readonly Duration BetweenRounds = Duration.FromHours(3) + Duration.FromMinutes(20);

    private int _claims;
    private int _calls;

    /// <summary>The instants at which everybody sits down.</summary>
    public static IEnumerable<Instant> Rounds(Instant start, Instant end)
    {
        for (var at = start + BetweenRounds; at < end; at += BetweenRounds)
        {
            yield return at;
        }
    }

    /// <summary>Everybody works for a while.</summary>
    public Task WorkAsync() =>
        Task.WhenAll(Enumerable.Range(0, Agents).Select(agent => WorkAsync($"agent-{agent}")));

    private async Task WorkAsync(string agent)
    {
        for (var i = 0; i < TasksPerRound; i++)
        {
            if (await ClaimAsync(agent) is not { } task)
            {
                return;
            }

            chaos.Marks.Hit("floor.claimed");
            if (chaos.Strikes(FaultClasses.People, "people.left-task", chaos.Swarm.PeopleRate))
            {
                return;
            }

            await new CallWork(this, agent, task).DoAsync();
        }
    }

    private async Task<CollectionTask?> ClaimAsync(string agent)
    {
        var next = new NextTask(Script.Tenant, agent)
        {
            Kind = "call",
            ClaimId = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"claim-{++_claims}"),
        };
        var answer = await client.PersistAsync(node => node.ClaimAsync(next, By(agent)));
        return (CollectionTask?)answer?.State;
    }

    private static AskOptions By(string agent) => new() { Principal = new Principal(agent, "agent") };

    /// <summary>One task in the hands of one collector.</summary>
    private sealed class CallWork(CallFloor floor, string agent, CollectionTask task)
    {
        private readonly EntityKey _key = new(Script.Tenant, CollectionTask.Kind, task.Id);
        private readonly string _callId = string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"call-{++floor._calls}");

        private Client Client => floor.Client;

        private Instant Now => floor.Chaos.Scheduler.Now;

        public async Task DoAsync()
        {
            var account = await floor.Debtors.ReadAsync(task.Terms!.AccountId);
            var asked = Now;
            if (await ReserveAsync(account) is not { } number)
            {
                floor.Chaos.Marks.Hit("floor.not-permitted");
                await LetGoAsync();
                return;
            }

            var dice = floor.Debtors.Of(account.Id).Dice("floor " + _callId);

            // Most dial soon; who does so after hours must hear that much has changed.
            var minutes = dice.Chance(0.1) ? dice.Between(60, 900) : dice.Between(0, 20);
            await Client.PauseAsync(Duration.FromMinutes(minutes));
            if (floor.Chaos.Strikes(FaultClasses.People, "people.left-call", floor.Chaos.Swarm.PeopleRate / 2))
            {
                return;
            }

            var person = new EntityKey(Script.Tenant, Person.Kind, account.Profile!.CustomerId);
            var confirmed = Now;
            if (!await ConfirmAsync(person, number))
            {
                floor.Chaos.Marks.Hit("floor.not-confirmed");
                await LetGoAsync();
                return;
            }

            var made = await DialAsync(new DialedCall(
                _callId, floor.Debtors.Of(account.Id), person.Id, number, asked, confirmed));
            await ReportAsync(made, dice);
            await HearAsync(made, person, dice);
        }

        /// <summary>The number that may be called; null when none may.</summary>
        private async Task<string?> ReserveAsync(Account account)
        {
            string? number = null;
            var told = await Client.AskAsync(new Ask(Now, _key, new TaskCommand.ReleaseTask(agent), agent)
            {
                Prepare = async engine =>
                {
                    var person = new EntityKey(Script.Tenant, Person.Kind, account.Profile!.CustomerId);
                    var phones = account.Profile.Contacts.Where(each => each.Kind == "phone").ToList();
                    number = phones[Math.Min(task.Number, phones.Count - 1)].Value.Hash;
                    var query = AccountContacts.QueryOf(account, "phone") with { NumberId = number };
                    var reserve = new PersonCommand.ReserveContact(_callId, account.Id, "phone", query.TimeZone)
                    {
                        Details = query,
                    };
                    return (person, await ContactDesk.PrepareAsync(engine, person, reserve), null);
                },
            });
            return told.Says(GateAnswer.Allow) ? number : null;
        }

        /// <summary>The gate's last word, never one that was kept.</summary>
        private async Task<bool> ConfirmAsync(EntityKey person, string number)
        {
            var answer = await Client.PersistAsync(node =>
                node.AskAsync(person, new PersonCommand.ConfirmContact(_callId, number), By(agent)));
            return answer.Report is ContactPermission { Decision: GateAnswer.Allow };
        }

        private async Task<MadeCall> DialAsync(DialedCall call)
        {
            while (true)
            {
                try
                {
                    return floor.Phones.Dial(call, LocalDays.DayOf(Now, call.Household.Customer.Zone));
                }
                catch (IOException)
                {
                    // The line is asked at once what became of the call; a new one would need another permit.
                    floor.Chaos.Marks.Hit("floor.line-broke");
                }
            }
        }

        private async Task ReportAsync(MadeCall made, Dice dice)
        {
            var report = new AttemptReport
            {
                AttemptId = _callId,
                Outcome = made.Outcome,
                ContactId = _callId,
                Agent = agent,
                CallbackAt = made.Word == CallOutcome.Refuses && dice.Chance(0.4)
                    ? Now + Duration.FromHours(dice.Between(2, 90))
                    : null,
            };
            await Client.AskAsync(new Ask(Now, _key, new TaskCommand.RecordAttempt(report), agent)
            {
                Prepare = async engine =>
                {
                    var (command, refusal) = await AttemptDesk.PassAsync(engine, _key, report, By(agent));
                    return (_key, command, refusal);
                },
            });
            if (made.Word is CallOutcome.Promise or CallOutcome.WrongParty)
            {
                await SayAsync(new TaskCommand.CloseTask(made.Word));
            }
        }

        /// <summary>What the customer wants after the call.</summary>
        private async Task HearAsync(MadeCall made, EntityKey person, Dice dice)
        {
            var account = made.Call.Household.Customer.AccountId;
            if (made.Word == CallOutcome.Dispute)
            {
                var today = LocalDays.DayOf(Now, made.Call.Household.Customer.Zone);
                var hold = "D-" + _callId;
                made.Call.Household.Intend(new Intent.Answer(
                    today.PlusDays(dice.Between(5, 10)), hold, dice.Chance(0.5)));
                await Client.AskAsync(new Ask(
                    Now,
                    Script.Account(0) with { Id = account },
                    new AccountCommand.PlaceHold(
                        hold, "dispute", today, today.PlusDays(DisputeDays), HoldScope.Treatment),
                    "desk"));
            }

            if (made.Outcome == "ANSWERED_HUMAN")
            {
                await ComplainAsync(made, person, dice);
            }
        }

        private async Task ComplainAsync(MadeCall made, EntityKey person, Dice dice)
        {
            var wish = dice.Unit();
            if (wish < 0.05)
            {
                floor.Chaos.Marks.Hit("debtor.wants-no-calls");
                await Client.AskAsync(new Ask(Now, person, new PersonCommand.OptOut("phone", "call"), "person"));
            }
            else if (wish < 0.10)
            {
                floor.Chaos.Marks.Hit("debtor.complains");
                var complaint = new EntityKey(Script.Tenant, Complaint.Kind, "cmp-" + _callId);
                await Client.AskAsync(new Ask(
                    Now,
                    complaint,
                    new ComplaintCommand.FileComplaint(
                        new ComplaintTerms
                        {
                            PersonId = person.Id,
                            Source = "phone",
                            Category = "harassment",
                            Channel = dice.Chance(0.5) ? "phone" : null,
                            ReceivedAt = made.At - Duration.FromMinutes(10),
                        },
                        null),
                    "desk"));
                await Client.PauseAsync(Duration.FromHours(dice.Between(1, 200)));
                await Client.AskAsync(new Ask(
                    Now, complaint, new ComplaintCommand.ResolveComplaint(dice.Chance(0.5), "looked_into"), "desk"));
            }
            else if (wish < 0.13)
            {
                floor.Chaos.Marks.Hit("debtor.is-listed");
                var list = new EntityKey(Script.Tenant, MemberList.Kind, MemberList.DefaultName);
                await Client.AskAsync(new Ask(
                    Now, list, new ListCommand.AddMember(made.Call.NumberId, "refused", "call", null), "desk"));
            }
        }

        /// <summary>Who may not be called now may be half a day later; some are given up.</summary>
        private Task<Told> LetGoAsync()
        {
            var dice = floor.Debtors.Of(task.Terms!.AccountId).Dice("gives up " + _callId);
            return SayAsync(dice.Chance(0.1)
                ? new TaskCommand.CloseTask("not_permitted")
                : new TaskCommand.DeferTask(Now + Duration.FromHours(12), "gate"));
        }

        private Task<Told> SayAsync(TaskCommand command) => Client.AskAsync(new Ask(Now, _key, command, agent));
    }

    private Client Client => client;

    private Chaos Chaos => chaos;

    private Debtors Debtors => outside.Debtors;

    private PhoneNetwork Phones => outside.Phones;
}
