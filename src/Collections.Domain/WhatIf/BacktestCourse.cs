using Collections.Domain.Accounts;
using Collections.Domain.Overdue;
using NodaTime;

namespace Collections.Domain.WhatIf;

/// <summary>One account over the time of a back-test: what it became, and what was done to it on the way.</summary>
internal sealed class BacktestCourse(Account start, Instant from)
{
    private readonly SortedDictionary<string, long> _days = new(StringComparer.Ordinal);
    private readonly List<(string Rule, string Template)> _starts = [];
    private readonly List<(string Kind, string? Name)> _actions = [];
    private LocalDate? _since = start.Phase == AccountPhase.Open ? Review.DayOf(start, from) : null;

    /// <summary>The account as it stands.</summary>
    public Account Now { get; private set; } = start;

    /// <summary>The state it is in.</summary>
    public string State => Now.Overdue?.State ?? PolicyState.ClearName;

    /// <summary>Days spent in each state, up to the last change or <see cref="EndOn"/>.</summary>
    public IReadOnlyDictionary<string, long> Days => _days;

    /// <summary>What it came to.</summary>
    public WhatIfOutcome Outcome => new(State, _starts, _actions);

    /// <summary>Takes in what was decided.</summary>
    /// <param name="command">The command that it was decided on.</param>
    /// <param name="events">What was decided.</param>
    /// <param name="at">When.</param>
    public void Take(string command, IReadOnlyList<AccountEvent> events, Instant at)
    {
        foreach (var happened in events)
        {
            Note(command, happened, at);
            Now = AccountDecider.Evolve(Now, happened, at);
            _since ??= Now.Phase == AccountPhase.Open ? Review.DayOf(Now, at) : null;
        }
    }

    /// <summary>Counts the days of the last state up to an instant.</summary>
    public void EndOn(Instant until) => Leave(until);

    private void Note(string command, AccountEvent happened, Instant at)
    {
        switch (happened)
        {
            case AccountEvent.OverdueChanged changed when changed.From != changed.To:
                Leave(at);
                break;
            case AccountEvent.TreatmentStarted started when !RecordedFacts.IsFact(command, happened):
                _starts.Add((started.Treatment.Rule, started.Treatment.Template));
                break;
            default:
                if (!RecordedFacts.IsFact(command, happened) && WhatIfActions.Of(Now, happened) is { } action)
                {
                    _actions.Add(action);
                }

                break;
        }
    }

    private void Leave(Instant at)
    {
        if (_since is not { } since)
        {
            return;
        }

        // A change of the zone may bring a day back; it is not lived twice.
        var today = Review.DayOf(Now, at);
        if (today > since)
        {
            _days[State] = _days.GetValueOrDefault(State) + Period.DaysBetween(since, today);
            _since = today;
        }
    }
}
