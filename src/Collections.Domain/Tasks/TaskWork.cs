using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tasks;

/// <summary>One decision under way: the events so far and the state they make.</summary>
internal sealed class TaskWork(CollectionTask state, DecisionContext<TenantConfiguration> context)
{
    private readonly List<TaskEvent> _events = [];

    /// <summary>The state after the events so far.</summary>
    public CollectionTask State { get; private set; } = state;

    /// <summary>What the task is; it is created before it is worked on.</summary>
    public TaskTerms Terms => State.Terms!;

    /// <summary>The instant of the decision.</summary>
    public Instant At => context.At;

    /// <summary>The configuration in force.</summary>
    public TenantConfiguration Configuration => context.Configuration;

    /// <summary>Facts from outside.</summary>
    public Facts Facts => context.Facts;

    /// <summary>The decision.</summary>
    public Decision<TaskEvent> Decision => Decision<TaskEvent>.Accept(_events);

    /// <summary>Books an event.</summary>
    public void Book(TaskEvent happened)
    {
        _events.Add(happened);
        State = TaskFold.Evolve(State, happened, At);
    }

    /// <summary>Books an event that says when the task comes next, planned on the state that it makes.</summary>
    public void BookPlanned(Func<Instant?, TaskEvent> happened) => Book(happened(NextAfter(happened(null))));

    /// <summary>When the task comes next once this happened.</summary>
    public Instant? NextAfter(TaskEvent happened) =>
        TaskSchedule.Next(TaskFold.Evolve(State, happened, At), Configuration, At).At;

    /// <summary>An id born in this decision.</summary>
    public string NewId(string prefix) => DerivedId.Of(prefix, context.Key, context.Version, _events.Count);
}
