namespace Collections.Domain.WhatIf;

/// <summary>Adds up findings, account by account or tally by tally. Used by one thread at a time.</summary>
/// <param name="known">
/// What is known of the parts before; its samples are not wanted again. Null when this is the first part.
/// </param>
public sealed class WhatIfCounting(WhatIfTally? known = null)
{
    /// <summary>Samples kept of one cell of the matrix: enough to see a pattern, few enough to read.</summary>
    public const int SamplesMax = 5;

    /// <summary>Cells of which samples are kept, so that a result stays within a few hundred kilobytes.</summary>
    public const int SampledCellsMax = 40;

    private readonly SortedDictionary<(string From, string To), Cell> _moves = new(OrdinalPairs.Order);
    private readonly SortedDictionary<(string Rule, string Template), Pair> _starts = new(OrdinalPairs.Order);
    private readonly SortedDictionary<(string Kind, string Name), Pair> _actions = new(OrdinalPairs.Order);
    private readonly SortedDictionary<string, Pair> _days = new(StringComparer.Ordinal);
    private BacktestInputs? _inputs;
    private WhatIfTally _sums = WhatIfTally.Empty;
    private readonly Dictionary<(string From, string To), int> _knownSamples =
        (known?.Moves ?? []).ToDictionary(move => (move.From, move.To), move => move.Samples.Count);

    private int _sampledCells = known?.Moves.Count(move => move.Samples.Count > 0) ?? 0;

    /// <summary>The tally so far.</summary>
    public WhatIfTally ToTally() => _sums with
    {
        Moves =
        [
            .. _moves.Select(move =>
                new WhatIfMove(move.Key.From, move.Key.To, move.Value.Accounts, [.. move.Value.Samples])),
        ],
        Starts =
        [
            .. _starts.Select(start =>
                new WhatIfStart(start.Key.Rule, start.Key.Template, start.Value.Live, start.Value.Draft)),
        ],
        Actions =
        [
            .. _actions.Select(action => new WhatIfAction(
                action.Key.Kind,
                action.Key.Name.Length == 0 ? null : action.Key.Name,
                action.Value.Live,
                action.Value.Draft)),
        ],
        Days = _inputs is null
            ? null
            : [.. _days.Select(days => new WhatIfDays(days.Key, days.Value.Live, days.Value.Draft))],
        Inputs = _inputs,
    };

    /// <summary>Whether a sample of a cell would be kept.</summary>
    public bool WantsSample(string from, string to)
    {
        var samples = SamplesOf((from, to));
        return samples > 0 ? samples < SamplesMax : _sampledCells < SampledCellsMax;
    }

    /// <summary>Counts an open account that follows neither the version in force nor the draft.</summary>
    public void AddUntouched() => _sums = _sums with { Accounts = _sums.Accounts + 1 };

    /// <summary>Counts an account that follows the version in force, the draft, or both.</summary>
    public void Add(WhatIfFinding finding)
    {
        _sums = _sums with
        {
            Accounts = _sums.Accounts + 1,
            FollowLive = _sums.FollowLive + (finding.FollowsLive ? 1 : 0),
            FollowDraft = _sums.FollowDraft + (finding.FollowsDraft ? 1 : 0),
            Joining = _sums.Joining + (finding.FollowsLive ? 0 : 1),
            Leaving = _sums.Leaving + (finding.FollowsDraft ? 0 : 1),
        };
        AddMove(
            (finding.Live.State, finding.Draft.State), 1, finding.Sample is { } sample ? [sample] : []);
        AddOutcome(finding.Live, live: 1, draft: 0);
        AddOutcome(finding.Draft, live: 0, draft: 1);
    }

    /// <summary>Counts the days an account of a back-test spent in each state.</summary>
    public void AddDays(IReadOnlyDictionary<string, long> live, IReadOnlyDictionary<string, long> draft)
    {
        foreach (var (state, days) in live)
        {
            AddDays(state, days, 0);
        }

        foreach (var (state, days) in draft)
        {
            AddDays(state, 0, days);
        }
    }

    /// <summary>Counts what a back-test read; the heads are those up to here.</summary>
    public void AddInputs(BacktestInputs inputs) => _inputs = _inputs is null
        ? inputs
        : new BacktestInputs(_inputs.Decisions + inputs.Decisions, _inputs.Refused + inputs.Refused, inputs.Heads);

    /// <summary>Adds the tally of another part of the portfolio; its samples come after those known.</summary>
    public void Add(WhatIfTally tally)
    {
        _sums = _sums with
        {
            Accounts = _sums.Accounts + tally.Accounts,
            FollowLive = _sums.FollowLive + tally.FollowLive,
            FollowDraft = _sums.FollowDraft + tally.FollowDraft,
            Joining = _sums.Joining + tally.Joining,
            Leaving = _sums.Leaving + tally.Leaving,
        };
        foreach (var move in tally.Moves)
        {
            AddMove((move.From, move.To), move.Accounts, move.Samples);
        }

        foreach (var start in tally.Starts)
        {
            Add(_starts, (start.Rule, start.Template), start.Live, start.Draft);
        }

        foreach (var action in tally.Actions)
        {
            Add(_actions, (action.Kind, action.Name ?? string.Empty), action.Live, action.Draft);
        }

        foreach (var days in tally.Days ?? [])
        {
            AddDays(days.State, days.Live, days.Draft);
        }

        if (tally.Inputs is { } inputs)
        {
            AddInputs(inputs);
        }
    }

    private void AddDays(string state, long live, long draft)
    {
        var before = _days.GetValueOrDefault(state);
        _days[state] = new Pair(before.Live + live, before.Draft + draft);
    }

    private void AddMove((string From, string To) key, long accounts, IReadOnlyList<WhatIfSample> samples)
    {
        if (!_moves.TryGetValue(key, out var cell))
        {
            _moves[key] = cell = new Cell();
        }

        cell.Accounts += accounts;
        foreach (var sample in samples)
        {
            if (WantsSample(key.From, key.To))
            {
                _sampledCells += SamplesOf(key) == 0 ? 1 : 0;
                cell.Samples.Add(sample);
            }
        }
    }

    private int SamplesOf((string From, string To) key) =>
        _knownSamples.GetValueOrDefault(key) + (_moves.GetValueOrDefault(key)?.Samples.Count ?? 0);

    private void AddOutcome(WhatIfOutcome outcome, long live, long draft)
    {
        foreach (var (rule, template) in outcome.Starts)
        {
            Add(_starts, (rule, template), live, draft);
        }

        foreach (var (kind, name) in outcome.Actions)
        {
            Add(_actions, (kind, name ?? string.Empty), live, draft);
        }
    }

    private static void Add(
        SortedDictionary<(string, string), Pair> counts, (string, string) key, long live, long draft)
    {
        var before = counts.GetValueOrDefault(key);
        counts[key] = new Pair(before.Live + live, before.Draft + draft);
    }

    private sealed class Cell
    {
        public long Accounts { get; set; }

        public List<WhatIfSample> Samples { get; } = [];
    }

    private readonly record struct Pair(long Live, long Draft);
}

/// <summary>Pairs of names in ordinal order.</summary>
internal static class OrdinalPairs
{
    public static Comparer<(string, string)> Order { get; } = Comparer<(string, string)>.Create((left, right) =>
        string.CompareOrdinal(left.Item1, right.Item1) is not 0 and var first
            ? first
            : string.CompareOrdinal(left.Item2, right.Item2));
}
