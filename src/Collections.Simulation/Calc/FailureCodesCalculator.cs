using System.Text.Json.Nodes;
using Collections.Domain.Outcomes;
using Collections.Kernel.Documents;

namespace Collections.Simulation.Calc;

/// <summary>
/// <c>failure_codes</c>: the canonical outcome (<c>out</c>) of what stands in the map <c>in</c>: vendor codes by
/// dialect, what was heard, a Q.850 cause, a SIP code with the phase of the call. What is unknown is no fault of the
/// case.
/// </summary>
internal sealed class FailureCodesCalculator : ICalculator
{
    private const int Canceled = 487;

    public string List => "failure_codes";

    public IReadOnlySet<string> Inputs { get; } = new HashSet<string>(StringComparer.Ordinal) { "in" };

    public JsonObject Work(CalcCase each)
    {
        if (each.Own("in") is not Node.Mapping said)
        {
            throw new MalformedCaseException("/in", "A map of codes is expected.");
        }

        var outcome = OutcomeClassifier.Classify(Evidence(said));
        return new JsonObject
        {
            ["out"] = outcome.Code,
            ["attemptCounts"] = outcome.IsAttempt,
            ["regF"] = outcome.RegF.ToString(),
            ["connected"] = outcome.Connected,
            ["conversation"] = outcome.Conversation,
        };
    }

    private static CallEvidence Evidence(Node.Mapping said)
    {
        var vendor = (said["vendor"] as Node.Mapping)?.Entries ?? [];
        var heard = Text(said, "earlyMedia");
        var dialects = vendor
            .Where(entry => entry.Value is Node.Scalar { Text: not null })
            .ToDictionary(entry => entry.Key, entry => ((Node.Scalar)entry.Value).Text!, StringComparer.Ordinal);

        // A code stands for what was heard; a plain yes only says that something was.
        if (Number(said, "earlyMedia") is not null)
        {
            dialects.TryAdd("aliyunEarlyMedia", heard!);
        }

        return new CallEvidence
        {
            Vendor = dialects,
            AsrClass = Text(said, "asrClass") ?? Text(said, "asr"),
            EarlyMedia = IsTrue(said, "earlyMedia"),
            ReasonQ850 = Number(said, "reasonQ850") ?? Number(said, "q850"),
            Sip = Number(said, "sip") ?? (said["cancelledBy"] is null ? null : Canceled),
            Alerted = IsTrue(said, "alerted") || IsTrue(said, "ringing"),
            TimedOut = IsTrue(said, "timeout") || IsTrue(said, "timedOut"),
            LocalLimit = IsTrue(said, "localLimit") || IsTrue(said, "ownCac") || IsTrue(said, "cac"),
            AnsweredBy = Who(said),
        };
    }

    private static AnsweredBy? Who(Node.Mapping said)
    {
        (string Key, AnsweredBy Who)[] marks =
        [
            ("noAgent", AnsweredBy.NoAgent), ("abandoned", AnsweredBy.NoAgent), ("fax", AnsweredBy.Fax),
            ("cng", AnsweredBy.Fax), ("silent", AnsweredBy.Silence), ("noSpeech", AnsweredBy.Silence),
            ("forwarded", AnsweredBy.Forwarded), ("machine", AnsweredBy.Machine),
        ];
        foreach (var (key, who) in marks)
        {
            if (IsTrue(said, key))
            {
                return who;
            }
        }

        var verdict = Text(said, "amd") ?? Text(said, "answeredBy");
        return verdict is null ? null
            : Enum.TryParse<AnsweredBy>(verdict, ignoreCase: true, out var named) ? named
            : verdict.StartsWith("machine", StringComparison.OrdinalIgnoreCase) || IsTrue(said, "amd")
                ? AnsweredBy.Machine
                : null;
    }

    private static string? Text(Node.Mapping said, string key) => (said[key] as Node.Scalar)?.Text;

    private static bool IsTrue(Node.Mapping said, string key) =>
        Text(said, key) is { } text && (text == "true" || Number(said, key) is not null);

    private static int? Number(Node.Mapping said, string key) =>
        int.TryParse(Text(said, key), System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
