using System.Text.Json;
using NodaTime;

namespace Collections.Simulation.Auditing;

/// <summary>
/// A number as the auditor keeps it: whether somebody can be reached over it, and whether it is listed.
/// </summary>
internal sealed class NaiveNumber(Func<Instant> now)
{
    private static readonly string[] Unusable = ["suspended", "vacant", "invalid", "bad_format", "barred"];

    private (Instant Since, Instant Until)? _unusable;
    private (Instant Since, Instant Until)? _listed;

    /// <summary>Takes in what its own entity, or a list, says.</summary>
    public void Apply(string type, JsonElement data)
    {
        switch (type)
        {
            case "number.state_changed":
                _unusable = Unusable.Contains(data.Text("to")) ? (now(), UntilOf(data)) : null;
                break;
            case "list.member_added":
                _listed = (_listed is { } known && known.Until > now() ? known.Since : now(), UntilOf(data));
                break;
            case "list.member_removed":
                _listed = null;
                break;
            default:
                break;
        }
    }

    /// <summary>What stands against a contact at an instant and was known by another one; null for nothing.</summary>
    public string? Against(Instant at, Instant known) =>
        _listed is { } listed && listed.Since <= known && at < listed.Until ? "although the number is listed"
        : _unusable is { } state && state.Since <= known && at < state.Until ? "although nobody can be reached over it"
        : null;

    private static Instant UntilOf(JsonElement data) =>
        data.Number("until") is not 0 and var until ? Instant.FromUnixTimeMilliseconds(until) : Instant.MaxValue;
}
