using Collections.Simulation.Faults;
using Collections.Simulation.World;
using Collections.Kernel;
using NodaTime;

namespace Collections.Simulation.Runs;

/// <summary>The nodes of a run: started, woken, killed, started again; their clocks set wrong.</summary>
internal sealed class Fleet(Chaos chaos, SharedStore store, MailHost mail, long seed)
{
    private static readonly Duration Housekeeping = Duration.FromHours(1);

    private readonly List<Node> _nodes = [];
    private readonly HashSet<Instant> _wakes = [];
    private Dice _choice = Dice.Of(seed, "choice of node");
    private Dice _delays = Dice.Of(seed, "announcements");
    private int _started;
    private Dice _kills = Dice.Of(seed, "kills");

    /// <summary>Entities that met a bug on any node.</summary>
    public SortedSet<EntityKey> Stopped { get; } = [];

    /// <summary>Starts every node.</summary>
    public void Start()
    {
        for (var i = 0; i < chaos.Swarm.Nodes; i++)
        {
            _nodes.Add(NewNode());
        }

        Keep();
    }

    /// <summary>A node that runs; null when none does.</summary>
    public Node? Any()
    {
        var alive = _nodes.Where(node => node.IsAlive).ToList();
        return alive.Count == 0 ? null : alive[(int)(_choice.Bits() % (ulong)alive.Count)];
    }

    /// <summary>From now on nodes die between any two steps.</summary>
    public void Trouble() => chaos.Scheduler.AfterStep = () =>
    {
        if (chaos.IsActive
            && chaos.Swarm.Has(FaultClasses.Node)
            && _kills.Chance(chaos.Swarm.KillsPerThousandSteps / 1_000)
            && Any() is { } victim)
        {
            chaos.Marks.Hit("node.killed");
            Kill(victim);
        }
    };

    /// <summary>Replaces every node by a fresh one with a right clock.</summary>
    public void Renew()
    {
        for (var i = 0; i < _nodes.Count; i++)
        {
            Note(_nodes[i]);
            _nodes[i].Kill();
            _nodes[i] = NewNode();
        }
    }

    /// <summary>Something wakes at an instant: nodes look then, or late, or early as well.</summary>
    public void WakeAt(Instant? wake)
    {
        if (wake is not { } at || !_wakes.Add(at))
        {
            return;
        }

        if (chaos.Strikes(FaultClasses.Wakeups, "wakeup.late", chaos.Swarm.LateRate))
        {
            at += Duration.FromMinutes(chaos.Draw(FaultClasses.Wakeups, 1, 3_000));
        }

        if (chaos.Strikes(FaultClasses.Wakeups, "wakeup.early", chaos.Swarm.LateRate))
        {
            chaos.Scheduler.At(at - Duration.FromMinutes(chaos.Draw(FaultClasses.Wakeups, 1, 60)), Sweep);
        }

        chaos.Scheduler.At(at, Sweep);
    }

    /// <summary>Messages were written: those whose business they are see them a little later.</summary>
    public void Announce()
    {
        if (chaos.Swarm.Nodes == 1)
        {
            return;
        }

        foreach (var node in _nodes.Where(node => node.IsAlive))
        {
            chaos.Scheduler.At(chaos.Scheduler.Now + Duration.FromMilliseconds(_delays.Between(1, 500)), () =>
            {
                if (node.IsAlive)
                {
                    node.Dispatch();
                }
            });
        }
    }

    private Node NewNode()
    {
        var node = new Node(chaos, store, mail, $"node-{++_started}");
        if (chaos.IsActive && chaos.Swarm.Has(FaultClasses.Time))
        {
            var most = chaos.Swarm.SkewMinutesMax * 60;
            node.SetSkew(Duration.FromSeconds(chaos.Draw(FaultClasses.Time, -most, most)));
            chaos.Marks.Hit("clock.wrong");
        }

        return node;
    }

    private void Kill(Node victim)
    {
        Note(victim);
        victim.Kill();
        var back = chaos.Scheduler.Now + Duration.FromSeconds(chaos.Draw(FaultClasses.Node, 1, 900));
        var index = _nodes.IndexOf(victim);
        chaos.Scheduler.At(back, () =>
        {
            // The world may have been renewed meanwhile.
            if (ReferenceEquals(_nodes[index], victim))
            {
                _nodes[index] = NewNode();
            }
        });
    }

    private void Note(Node node) => Stopped.UnionWith(node.Stopped);

    private void Sweep()
    {
        foreach (var node in _nodes.Where(node => node.IsAlive))
        {
            node.Sweep();
        }
    }

    /// <summary>What a server does now and then: look for what is due, save the mark, read configurations.</summary>
    private void Keep()
    {
        foreach (var node in _nodes.Where(node => node.IsAlive))
        {
            node.Refresh();
            node.Keep();
            Note(node);
            if (chaos.Swarm.Has(FaultClasses.Time)
                && chaos.Strikes(FaultClasses.Time, "clock.jumped", 0.02))
            {
                var most = chaos.Swarm.SkewMinutesMax * 60;
                node.SetSkew(Duration.FromSeconds(chaos.Draw(FaultClasses.Time, -most, most)));
            }
        }

        // A late wake-up is late for everybody.
        if (!chaos.Swarm.Has(FaultClasses.Wakeups) || !chaos.IsActive)
        {
            Sweep();
        }

        chaos.Scheduler.At(chaos.Scheduler.Now + Housekeeping, Keep);
    }
}
