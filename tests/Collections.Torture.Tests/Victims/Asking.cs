using System.Security.Cryptography;
using System.Text;
using Collections.Kernel;
using Collections.Runtime;

namespace Collections.Torture.Tests.Victims;

/// <summary>Sends a step as a client would, and reads the answer, replayed or not.</summary>
internal static class Asking
{
    public static async ValueTask<AckLine> AskAsync(Engine engine, int client, int number, Step step)
    {
        var at = engine.Setup.Clock.Now.ToUnixTimeMilliseconds();
        var answer = await engine.AskAsync(step.To, step.Command, new AskOptions
        {
            Principal = Principal.Operator,
            Idempotency = step.Key is null ? null : Request(step.Key, step),
        });
        var (outcome, version) = answer.Outcome == Outcome.Replayed
            ? Split(Encoding.UTF8.GetString(answer.Replay.Span))
            : (OutcomeOf(answer), answer.Version);
        return new AckLine(client, number, step.To.ToString(), step.Verb, step.Id, step.AmountMinor, version)
        {
            Outcome = outcome,
            Key = step.Key,
            At = at,
            Until = engine.Setup.Clock.Now.ToUnixTimeMilliseconds(),
        };
    }

    /// <summary>
    /// The idempotent request of a key; its hash is that of what the client means, whatever the clock says.
    /// </summary>
    public static IdempotentRequest Request(string key, Step step) => new(
        "torture:" + key,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{step.To} {step.Verb} {step.Id}"))),
        answer => Encoding.UTF8.GetBytes(AckLine.Body(OutcomeOf(answer), answer.Version)));

    private static string OutcomeOf(Answer answer) =>
        answer.Rejection is { } refusal ? $"{answer.Outcome}:{refusal.Code}" : answer.Outcome.ToString();

    private static (string Outcome, long Version) Split(string body)
    {
        var space = body.IndexOf(' ', StringComparison.Ordinal);
        return (body[..space], long.Parse(body.AsSpan(space + 1), System.Globalization.CultureInfo.InvariantCulture));
    }
}
