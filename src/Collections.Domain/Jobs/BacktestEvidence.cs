using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Collections.Domain.WhatIf;
using NodaTime;

namespace Collections.Domain.Jobs;

/// <summary>
/// What a back-test rests on, frozen with its result in the job's log, whose records are chained by hash: who doubts
/// the result can see that neither it nor what it was made from has changed since.
/// </summary>
public sealed record BacktestEvidence
{
    /// <summary>The first instant of the past that was looked at.</summary>
    public required Instant From { get; init; }

    /// <summary>The last instant: when the job started.</summary>
    public required Instant Until { get; init; }

    /// <summary>Hex SHA-256 of the draft's canonical JSON, UTF-8.</summary>
    public required string Draft { get; init; }

    /// <summary>The number of the configuration in force at the end.</summary>
    public required long Configuration { get; init; }

    /// <summary>What was read of the log.</summary>
    public required BacktestInputs Inputs { get; init; }

    /// <summary>Hex SHA-256 of the result as the job keeps it, JSON in UTF-8.</summary>
    public required string Result { get; init; }

    /// <summary>The evidence of a job that has come to its end; null when it is no back-test.</summary>
    internal static BacktestEvidence? OrNull(Job job)
    {
        if (job is not { Question: { } question, Tally: { } tally, StartedAt: { } started }
            || question.Mode != WhatIfQuestion.Backtest)
        {
            return null;
        }

        return new BacktestEvidence
        {
            From = started - Duration.FromDays(BacktestTime.DaysMax),
            Until = started,
            Draft = HashOf(Encoding.UTF8.GetBytes(question.Content)),
            Configuration = job.Number,
            Inputs = tally.Inputs ?? BacktestInputs.None,
            Result = HashOf(JsonSerializer.SerializeToUtf8Bytes(tally, JobJson.Default.WhatIfTally)),
        };
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
