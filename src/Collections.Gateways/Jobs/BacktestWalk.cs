using System.Security.Cryptography;
using System.Text;
using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Domain.WhatIf;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Configuration;
using Collections.Runtime.Kinds;
using Collections.Runtime.Log;
using NodaTime;

namespace Collections.Gateways.Jobs;

/// <summary>
/// Reads the recorded past of accounts off the log and has it run again under a draft. It writes nothing but the job's
/// sums.
/// </summary>
internal sealed class BacktestWalk
{
    private const int RecordsPerRead = 500;

    private readonly Engine _engine;
    private readonly EntityKind _kind;
    private readonly Backtest _backtest;
    private readonly BacktestTime _time;

    private BacktestWalk(Engine engine, Backtest backtest, BacktestTime time)
    {
        _engine = engine;
        _kind = engine.Setup.Kinds.Of(AccountDecider.Kind);
        _backtest = backtest;
        _time = time;
    }

    /// <summary>The back-test that a job asks for.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="timeline">The tenant's configurations.</param>
    /// <param name="started">When the job started: the last instant of the past.</param>
    public static BacktestWalk Of(
        Engine engine, PolicyVersion draft, ConfigurationTimeline timeline, Instant started)
    {
        var from = started - Duration.FromDays(BacktestTime.DaysMax);
        var configurations = new List<(Instant, TenantConfiguration)>();
        for (Instant? at = from; at <= started;)
        {
            var configuration = (TenantConfiguration)timeline.At(at.Value);
            configurations.Add((at.Value, configuration));
            at = timeline.NextAfter(configuration.Number);
        }

        var time = new BacktestTime(from, started, configurations);
        return new BacktestWalk(engine, new Backtest(draft, time), time);
    }

    /// <summary>Counts one account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="heads">The hash over the heads of the accounts before it.</param>
    /// <param name="counting">Where it is counted.</param>
    /// <returns>The hash with its head.</returns>
    public async ValueTask<string> CountAsync(EntityKey account, string heads, WhatIfCounting counting)
    {
        var past = new RecordedPast(account, Account.Initial(account), 0, []);
        var decisions = new List<RecordedDecision>();
        var (state, version, hash) = (past.Start, 0L, string.Empty);
        for (var read = RecordsPerRead; read == RecordsPerRead;)
        {
            var page = await _engine.Setup.Log.ReadHistoryAsync(account, version, RecordsPerRead);
            read = page.Count;
            foreach (var record in page)
            {
                if (record.Record.At > _time.Until)
                {
                    read = 0;
                    break;
                }

                (version, hash) = (record.Record.Version, record.Record.Hash);
                var decision = Read(RecordText.Read(record.Record.Bytes));
                if (decision.At >= _time.From)
                {
                    decisions.Add(decision);
                }
                else
                {
                    state = decision.Events.Aggregate(
                        state, (folded, happened) => AccountDecider.Evolve(folded, happened, decision.At));
                    past = past with { Start = state, Version = version };
                }
            }
        }

        var refused = _backtest.Count(past with { Decisions = decisions }, counting);
        var head = Convert.ToHexStringLower(SHA256.HashData(
            Encoding.UTF8.GetBytes($"{heads} {account} {version} {hash}")));
        counting.AddInputs(new BacktestInputs(decisions.Count, refused, head));
        return head;
    }

    private RecordedDecision Read(LogEntry entry) => new(
        entry.Head.At, entry.Head.Command, [.. LogFold.EventsOf(_kind, entry).Cast<AccountEvent>()]);
}
