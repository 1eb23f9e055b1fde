using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.WhatIf;

/// <summary>
/// Runs one account over its recorded past under other configurations: what came from outside comes again at its own
/// instant, time passes in between as the engine lets it pass, and the account's own decider decides.
/// </summary>
internal sealed class BacktestRun
{
    // An account rarely has a wake-up a day; a policy that never settles is cut off here.
    private const int WakesMax = 4_000;

    private const string Wake = "wake";

    private readonly RecordedPast _past;
    private readonly IReadOnlyList<(Instant From, TenantConfiguration Configuration)> _configurations;
    private readonly RecordedTasks _tasks;
    private readonly PriorityQueue<(string TaskId, string Outcome), (Instant At, int Order)> _closing = new();
    private readonly Dictionary<Lookup, object?> _archive = [];
    private int _current;
    private int _wakes;
    private int _decisions;
    private Instant _at;

    public BacktestRun(
        RecordedPast past,
        IReadOnlyList<(Instant From, TenantConfiguration Configuration)> configurations,
        Instant from)
    {
        _past = past;
        _configurations = configurations;
        _tasks = new RecordedTasks(past);
        _at = from;
        Course = new BacktestCourse(past.Start, from);
        foreach (var treatment in past.Start.Treatments)
        {
            foreach (var step in treatment.Steps)
            {
                if (step.Status == Treatments.StepStatus.Waiting && step.TaskId is { } task)
                {
                    Await(treatment.TreatmentId, step.Name, task);
                }
            }
        }
    }

    /// <summary>What became of the account.</summary>
    public BacktestCourse Course { get; }

    /// <summary>Facts that the account refused under the other policy.</summary>
    public int Refused { get; private set; }

    private TenantConfiguration Configuration => _configurations[_current].Configuration;

    /// <summary>Runs it to the end.</summary>
    public void Run(Instant until)
    {
        // The policy takes effect: the account is looked at, as the job of a publication would.
        Look();
        foreach (var decision in _past.Decisions)
        {
            PassTo(decision.At);
            _at = Instant.Max(_at, decision.At);
            Repeat(decision);
        }

        PassTo(until);
        Course.EndOn(until);
    }

    private void PassTo(Instant limit)
    {
        while (Next() is { } next && next.At <= limit)
        {
            Invariant.Require(++_wakes <= WakesMax, "The account settles under the draft.");
            _at = Instant.Max(_at, next.At);
            switch (next.Kind)
            {
                case NextKind.Configuration:
                    _current++;
                    Look();
                    break;
                case NextKind.Task:
                    var (task, outcome) = _closing.Dequeue();
                    Decide(new AccountCommand.TaskClosed(task, null, null, outcome));
                    break;
                default:
                    Look();
                    break;
            }
        }
    }

    private (Instant At, NextKind Kind)? Next()
    {
        (Instant At, NextKind Kind)? next = AccountDecider.NextWake(Course.Now, Configuration) is { } wake
            ? (wake, NextKind.Wake)
            : null;
        if (_current + 1 < _configurations.Count && !(next?.At < _configurations[_current + 1].From))
        {
            next = (_configurations[_current + 1].From, NextKind.Configuration);
        }

        return _closing.TryPeek(out _, out var task) && !(next?.At <= task.At) ? (task.At, NextKind.Task) : next;
    }

    private void Repeat(RecordedDecision past)
    {
        if (RecordedFacts.CommandOf(past, Course.Now, _tasks.Templates) is { } command)
        {
            BringBack(past);
            Decide(command);
            return;
        }

        var folded = RecordedFacts.FoldedOf(past).ToList();
        if (folded.Count == 0)
        {
            return;
        }

        Take(past.Command, folded);
        if (Course.Now.ReviewPending is null)
        {
            Look();
        }
    }

    /// <summary>Items that the record took out of the archive; those archived in this run are found there.</summary>
    private void BringBack(RecordedDecision past)
    {
        foreach (var back in past.Events.OfType<AccountEvent.ItemsRestored>())
        {
            var isKnown = back.Bills.Any(bill => Course.Now.Bill(bill.BillId) is not null
                || _archive.ContainsKey(new Lookup.Archived(ArchiveShelf.Bill, bill.BillId)));
            if (!isKnown)
            {
                Take(past.Command, [back]);
            }
        }
    }

    private void Look()
    {
        if (Course.Now.Phase == AccountPhase.Open)
        {
            Take(Wake, AccountDecider.Wake(Course.Now, Context(Facts.None)).Events);
        }
    }

    private void Decide(AccountCommand command)
    {
        var facts = command.Lookups.ToDictionary(
            lookup => lookup,
            lookup => _archive.GetValueOrDefault(lookup) ?? (lookup is Lookup.Listed ? Array.Empty<Listing>() : null));
        var decision = AccountDecider.Decide(Course.Now, command, Context(new Facts(facts)));
        if (decision.Rejection is not null)
        {
            Refused++;
            return;
        }

        foreach (var row in decision.SideRows.OfType<SideRow.Archive>())
        {
            _archive[new Lookup.Archived(row.Shelf, row.Id)] = row.Json;
        }

        Take(CommandNames.Of(command), decision.Events);
    }

    private void Take(string command, IReadOnlyList<AccountEvent> events)
    {
        Course.Take(command, events, _at);
        foreach (var happened in events)
        {
            if (happened is AccountEvent.StepActivated { TaskId: { } task } activated)
            {
                Await(activated.TreatmentId, activated.Step, task);
            }
        }
    }

    private void Await(string treatmentId, string step, string taskId)
    {
        var index = Course.Now.TreatmentIndex(treatmentId);
        if (index >= 0 && _tasks.EndOf(Course.Now.Treatments[index].Template, step, _at) is var (at, outcome))
        {
            _closing.Enqueue((taskId, outcome), (at, _closing.Count));
        }
    }

    private DecisionContext<TenantConfiguration> Context(Facts facts) =>
        new(_past.Key, _past.Version + ++_decisions, _at, Principal.System, Configuration, facts);

    private enum NextKind
    {
        Wake,
        Task,
        Configuration,
    }
}
