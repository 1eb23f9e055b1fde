using Collections.Simulation.Runs;
using Collections.Simulation.World;
using NodaTime;

namespace Collections.Simulation.Faults;

/// <summary>A call as somebody asks the network for it.</summary>
/// <param name="CallId">Its key: the contact that was permitted.</param>
/// <param name="Household">Who is called.</param>
/// <param name="PersonId">Whose gate permitted it.</param>
/// <param name="NumberId">The number.</param>
/// <param name="PermitAsked">When the gate was asked for the permit.</param>
/// <param name="ConfirmAsked">When the gate was asked for the last time.</param>
internal sealed record DialedCall(
    string CallId, Household Household, string PersonId, string NumberId, Instant PermitAsked, Instant ConfirmAsked);

/// <summary>A call that rang.</summary>
/// <param name="Call">What was asked for.</param>
/// <param name="At">The true time.</param>
/// <param name="Outcome">The canonical outcome.</param>
/// <param name="Word">What was said, one of <see cref="CallOutcome"/>.</param>
internal sealed record MadeCall(DialedCall Call, Instant At, string Outcome, string Word);

/// <summary>
/// The telephone network, with a ledger of its own. It makes a call of one key once; its answer may be lost after the
/// call was made. It outlives every node.
/// </summary>
internal sealed class PhoneNetwork(Chaos chaos, long seed)
{
    private static readonly (string Outcome, double Weight)[] Silences =
    [
        ("NO_ANSWER", 0.45), ("BUSY", 0.25), ("REJECTED", 0.10), ("POWERED_OFF", 0.10), ("UNREACHABLE", 0.07),
        ("OUT_OF_SERVICE", 0.02), ("VACANT", 0.01),
    ];

    private readonly Dictionary<string, MadeCall> _made = new(StringComparer.Ordinal);

    /// <summary>Hears every call as it is made.</summary>
    public Action<MadeCall> Made { get; set; } = _ => { };

    /// <summary>The calls made, in order.</summary>
    public List<MadeCall> Ledger { get; } = [];

    /// <summary>How a call ends that rings at an instant, which is some day where the household lives.</summary>
    public static MadeCall Ring(DialedCall call, long seed, (Instant Instant, LocalDate Day) at)
    {
        var dice = Dice.Of(seed, "call " + call.CallId);
        var word = Conversation.With(call.Household, ref dice, at.Day);
        var outcome = word switch
        {
            CallOutcome.NoAnswer => dice.Pick(Silences, each => each.Weight).Outcome,
            CallOutcome.Machine => "ANSWERED_MACHINE",
            _ => "ANSWERED_HUMAN",
        };
        return new MadeCall(call, at.Instant, outcome, word);
    }

    /// <summary>Makes a call, or says again how it ended.</summary>
    /// <exception cref="IOException">The line broke; the call may have been made.</exception>
    public MadeCall Dial(DialedCall call, LocalDate today)
    {
        if (chaos.Strikes(FaultClasses.Effects, "call.refused", chaos.Swarm.EffectRate))
        {
            throw new IOException("All lines are busy.");
        }

        if (_made.TryGetValue(call.CallId, out var known))
        {
            chaos.Marks.Hit("call.repeated");
            return known;
        }

        var made = Ring(call, seed, (chaos.Scheduler.Now, today));
        _made.Add(call.CallId, made);
        Ledger.Add(made);
        chaos.Marks.Hit("call." + made.Outcome);
        Made(made);
        if (chaos.Strikes(FaultClasses.Effects, "call.made-though-failed", chaos.Swarm.EffectRate))
        {
            throw new IOException("The line broke.");
        }

        return made;
    }
}
