using Collections.Domain.Accounts;
using Collections.Domain.Treatments;
using NodaTime;

namespace Collections.Domain.WhatIf;

/// <summary>
/// How long the tasks of treatments took in a recorded past. A step of the same template and name takes as long under
/// another policy, in the order in which they came; one that nobody ever did is taken for done after a day.
/// </summary>
internal sealed class RecordedTasks
{
    /// <summary>The outcome of a task that nobody ever did.</summary>
    public const string Assumed = "assumed";

    private static readonly Duration AssumedTime = Duration.FromDays(1);

    private readonly Dictionary<(string Template, string Step), Queue<Done>> _done = [];
    private readonly Dictionary<string, string> _templates = new(StringComparer.Ordinal);

    public RecordedTasks(RecordedPast past)
    {
        Dictionary<(string TreatmentId, string Step), Done> open = [];
        foreach (var treatment in past.Start.Treatments)
        {
            _templates[treatment.TreatmentId] = treatment.Template;
            foreach (var step in treatment.Steps)
            {
                if (step.Status == StepStatus.Waiting)
                {
                    Open(open, treatment.TreatmentId, step.Name, null);
                }
            }
        }

        foreach (var decision in past.Decisions)
        {
            foreach (var happened in decision.Events)
            {
                switch (happened)
                {
                    case AccountEvent.TreatmentStarted e:
                        _templates[e.Treatment.TreatmentId] = e.Treatment.Template;
                        break;
                    case AccountEvent.StepActivated { TaskId: not null } e:
                        Open(open, e.TreatmentId, e.Step, decision.At);
                        break;
                    case AccountEvent.StepCompleted e when open.Remove((e.TreatmentId, e.Step), out var done):
                        (done.ClosedAt, done.Outcome) = (decision.At, e.Outcome);
                        break;
                    default:
                        break;
                }
            }
        }
    }

    /// <summary>The templates of recorded treatments, by their ids.</summary>
    public IReadOnlyDictionary<string, string> Templates => _templates;

    /// <summary>When a task that a step waits for from an instant on is done, and how; null for never.</summary>
    public (Instant At, string Outcome)? EndOf(string template, string step, Instant at)
    {
        if (!_done.TryGetValue((template, step), out var queue) || !queue.TryDequeue(out var done))
        {
            return (at + AssumedTime, Assumed);
        }

        return done.ClosedAt is not { } closed ? null
            : (done.OpenedAt is { } opened ? at + (closed - opened) : closed, done.Outcome ?? Assumed);
    }

    private void Open(
        Dictionary<(string TreatmentId, string Step), Done> open, string treatmentId, string step, Instant? at)
    {
        var done = new Done(at);
        open[(treatmentId, step)] = done;
        var name = (_templates.GetValueOrDefault(treatmentId, string.Empty), step);
        if (!_done.TryGetValue(name, out var queue))
        {
            _done[name] = queue = new Queue<Done>();
        }

        queue.Enqueue(done);
    }

    private sealed class Done(Instant? openedAt)
    {
        public Instant? OpenedAt => openedAt;

        public Instant? ClosedAt { get; set; }

        public string? Outcome { get; set; }
    }
}
