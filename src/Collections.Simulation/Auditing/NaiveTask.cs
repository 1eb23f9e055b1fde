using System.Runtime.CompilerServices;
using System.Text.Json;
using NodaTime;

namespace Collections.Simulation.Auditing;

/// <summary>A task as the auditor keeps it: who has it, how often it was attempted, whether it has ended.</summary>
internal sealed class NaiveTask(Action<string> complain, Duration skew)
{
    private const int AttemptsInAll = 10;
    private const int AttemptsUnlessSaid = 3;

    private int _slotsMax = AttemptsUnlessSaid;
    private int _callbacks;
    private int _slots;
    private int _attempts;
    private bool _created;
    private (string Agent, Instant Until)? _claim;
    private string? _end;

    /// <summary>Whether it is to be done.</summary>
    public bool IsOpen => _created && _end is null;

    /// <summary>Takes in one event.</summary>
    public void Apply(string type, JsonElement data, Instant at)
    {
        if (type.StartsWith("message.", StringComparison.Ordinal))
        {
            // What the engine notes about a message is no deed of the task.
            return;
        }

        if (type is not ("task.created" or "task.duplicate_merged" or "alert.triggered" or "task.fallback_requested"))
        {
            Expect(_created && (_end is null || type == "task.released"), $"{type} happens while it is open");
        }

        switch (type)
        {
            case "task.created":
                Expect(!_created, $"it is created once");
                _created = true;
                var strategy = data.Part("terms").Part("strategy");
                _slotsMax = strategy.ValueKind == JsonValueKind.Object && strategy.Number("maxAttempts") > 0
                    ? (int)strategy.Number("maxAttempts")
                    : AttemptsUnlessSaid;
                break;
            case "task.claimed":
                var until = Instant.FromUnixTimeMilliseconds(data.Number("until"));
                Expect(
                    _claim is not { } other || other.Agent == data.Text("agent") || other.Until <= at + skew,
                    $"{data.Text("agent")} gets it while {_claim?.Agent} has it until {_claim?.Until}");
                _claim = (data.Text("agent"), until);
                break;
            case "task.attempted":
                Attempt(data.Part("attempt"));
                break;
            case "task.released" or "task.assigned" or "task.deferred" or "task.callback_agreed" or "task.paused":
                _callbacks += type == "task.callback_agreed" ? 1 : 0;
                _claim = null;
                break;
            case "task.closed" or "task.cancelled" or "task.unreachable" or "task.merged":
                _end = type;
                _claim = null;
                break;
            default:
                break;
        }
    }

    private void Attempt(JsonElement attempt)
    {
        _attempts++;
        _slots += attempt.Flag("slotUsed") ? 1 : 0;
        if (attempt.Text("outcome") != "ANSWERED_HUMAN")
        {
            _claim = null;
        }

        Expect(_attempts <= AttemptsInAll, $"{_attempts} attempts");

        // What was agreed with the customer is kept, whatever the strategy says. A contact that the gate had permitted
        // is recorded even when the task would rather have waited.
        Expect(_slots <= _slotsMax + _callbacks + 1, $"{_slots} of {_slotsMax} attempts and {_callbacks} callbacks");
    }

    private void Expect(bool holds, [InterpolatedStringHandlerArgument(nameof(holds))] ref Words what)
    {
        if (!holds)
        {
            complain("task: not so: " + what.Say());
        }
    }
}
