using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Collections.Domain.WhatIf;
using NodaTime;
using NodaTime.Text;

namespace Collections.Domain.Jobs;

/// <summary>
/// A job as the API shows it: what it does, how far it is and, for a what-if, the result, which is final once the
/// status is <c>completed</c>.
/// </summary>
public static class JobView
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The view as UTF-8 JSON.</summary>
    /// <param name="job">A job that has started.</param>
    public static byte[] Of(Job job)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, job);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, Job job)
    {
        writer.WriteStartObject();
        writer.WriteString("jobId"u8, job.Id);
        writer.WriteString("work"u8, job.Work);
        writer.WriteString("status"u8, job.Phase.ToString().ToLowerInvariant());
        writer.WriteNumber("configuration"u8, job.Number);
        writer.WriteNumber("looked"u8, job.Looked);
        writer.WriteNumber("changed"u8, job.Changed);
        WriteInstant(writer, "startedAt", job.StartedAt);
        WriteInstant(writer, "endedAt", job.EndedAt);
        writer.WriteString("error"u8, job.Error);
        if (job is { Question: { } question, Tally: { } tally })
        {
            writer.WriteString("policy"u8, question.Policy);
            writer.WriteNumber("draftVersion"u8, question.Version);
            writer.WriteString("mode"u8, question.Mode);
            writer.WritePropertyName("result"u8);
            WriteResult(writer, tally);
        }

        if (job.Evidence is { } evidence)
        {
            WriteEvidence(writer, evidence);
        }

        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, WhatIfTally tally)
    {
        writer.WriteStartObject();
        writer.WriteNumber("accounts"u8, tally.Accounts);
        writer.WriteStartObject("assignment"u8);
        writer.WriteNumber("live"u8, tally.FollowLive);
        writer.WriteNumber("draft"u8, tally.FollowDraft);
        writer.WriteNumber("joining"u8, tally.Joining);
        writer.WriteNumber("leaving"u8, tally.Leaving);
        writer.WriteEndObject();
        WriteStates(writer, tally.Moves);
        writer.WriteStartArray("moves"u8);
        foreach (var move in tally.Moves)
        {
            writer.WriteStartObject();
            writer.WriteString("from"u8, move.From);
            writer.WriteString("to"u8, move.To);
            writer.WriteNumber("accounts"u8, move.Accounts);
            writer.WritePropertyName("samples"u8);
            JsonSerializer.Serialize(writer, move.Samples, JobJson.Default.IReadOnlyListWhatIfSample);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WritePropertyName("treatments"u8);
        JsonSerializer.Serialize(writer, tally.Starts, JobJson.Default.IReadOnlyListWhatIfStart);
        writer.WritePropertyName("actions"u8);
        JsonSerializer.Serialize(writer, tally.Actions, JobJson.Default.IReadOnlyListWhatIfAction);
        if (tally.Days is { } days)
        {
            writer.WritePropertyName("days"u8);
            JsonSerializer.Serialize(writer, days, JobJson.Default.IReadOnlyListWhatIfDays);
        }

        writer.WriteEndObject();
    }

    private static void WriteEvidence(Utf8JsonWriter writer, BacktestEvidence evidence)
    {
        writer.WriteStartObject("evidence"u8);
        WriteInstant(writer, "from", evidence.From);
        WriteInstant(writer, "until", evidence.Until);
        writer.WriteString("draft"u8, evidence.Draft);
        writer.WriteNumber("configuration"u8, evidence.Configuration);
        writer.WriteNumber("decisions"u8, evidence.Inputs.Decisions);
        writer.WriteNumber("refused"u8, evidence.Inputs.Refused);
        writer.WriteString("inputs"u8, evidence.Inputs.Heads);
        writer.WriteString("result"u8, evidence.Result);
        writer.WriteEndObject();
    }

    private static void WriteStates(Utf8JsonWriter writer, IReadOnlyList<WhatIfMove> moves)
    {
        writer.WriteStartArray("states"u8);
        foreach (var state in moves.SelectMany(move => new[] { move.From, move.To })
            .Distinct()
            .Order(StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("state"u8, state);
            writer.WriteNumber("live"u8, moves.Where(move => move.From == state).Sum(move => move.Accounts));
            writer.WriteNumber("draft"u8, moves.Where(move => move.To == state).Sum(move => move.Accounts));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteInstant(Utf8JsonWriter writer, string name, Instant? instant) =>
        writer.WriteString(name, instant is { } known ? InstantPattern.ExtendedIso.Format(known) : null);
}
