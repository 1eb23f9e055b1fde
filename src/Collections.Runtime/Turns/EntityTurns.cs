using Collections.Kernel;
using Collections.Runtime.Batching;
using Collections.Runtime.Clock;
using Collections.Runtime.Configuration;
using Collections.Runtime.Directory;
using Collections.Runtime.Kinds;
using Collections.Runtime.Messages;
using Collections.Runtime.Ports;
using Collections.Runtime.Sharing;
using Collections.Runtime.Wakeups;
using NodaTime;

namespace Collections.Runtime.Turns;

/// <summary>
/// The one path of every change: load, check the idempotency key, catch up, decide, commit, hand over messages, answer.
/// Used by one slot at a time per entity; the store's version check keeps several engines honest.
/// </summary>
internal sealed class EntityTurns
{
    private static readonly RetrySchedule Looks = new(int.MaxValue);

    private readonly EngineLimits _limits;
    private readonly bool _shared;
    private readonly IEntityStore _store;
    private readonly ILogReader _log;
    private readonly BusinessClock _clock;
    private readonly KindRegistry _kinds;
    private readonly FactFinder _facts;
    private readonly RecentSnapshots _recent;
    private readonly ShardHolding _holding;
    private readonly ConfigurationCatalog _configurations;
    private readonly GatheringPump<EntityKey, StoredEntity?> _loads;
    private readonly GatheringPump<Commit, CommitOutcome> _commits;
    private readonly IPostOffice _postOffice;
    private readonly TimeProvider _recording;

    public EntityTurns(
        EngineSetup setup, ConfigurationCatalog configurations, IPostOffice postOffice, ShardHolding holding)
    {
        _holding = holding;
        _limits = setup.Limits;
        _shared = setup.IsShared;
        _store = setup.Store;
        _log = setup.Log;
        _clock = setup.Clock;
        _kinds = setup.Kinds;
        _recording = setup.Steady;
        _configurations = configurations;
        _postOffice = postOffice;
        _facts = new FactFinder(setup, configurations);
        Due = new DueHorizon(setup.IsShared);
        _recent = new RecentSnapshots(_limits.SnapshotBytesMax);
        _loads = new(_store.LoadAsync, Gathering.OfLoads(setup), setup.Steady);
        _commits = new(_store.CommitAsync, Gathering.OfCommits(setup), setup.Steady);
    }

    /// <summary>From when on something is likely to be due.</summary>
    public DueHorizon Due { get; }

    /// <summary>
    /// Runs an envelope to its answer. Returns the entity as durable now; null when it must be reloaded.
    /// </summary>
    public async ValueTask<EntityImage?> RunAsync(EntityKey key, EntityImage? image, Envelope envelope)
    {
        if (envelope.Options.Idempotency is not null && await KeptAnswerAsync(key, envelope.Options) is { } kept)
        {
            envelope.Reply(kept);
            return image;
        }

        image ??= IsAlone && _recent.Find(key) is { } recent
            ? await EntityImage.OfAsync(_kinds.Of(key.Kind), recent, _log)
            : null;
        var isGiven = image is null && envelope.Options.Stored is not null;
        if (isGiven)
        {
            image = await EntityImage.OfAsync(_kinds.Of(key.Kind), envelope.Options.Stored!, _log);
        }

        // Who expects nothing to be there is taken at his word: the store says so when it writes.
        var assumes = image is null && envelope.Options.ExpectedVersion == 0;
        var read = false;
        for (var conflicts = 0; conflicts <= _limits.ConflictRetriesMax;)
        {
            if (assumes)
            {
                image = await NewAsync(key);
            }
            else if (image is null || (_shared && !read && IsOld(image, envelope)))
            {
                image = await LoadAsync(key);
                read = true;
            }

            var (draft, drafted, keep) = await DraftAsync(image, envelope);
            var pass = await WriteAsync(draft, drafted, keep);
            var isUnchecked = pass is { Answer: not null, Wrote: false } && !read && (_shared || assumes || isGiven);
            (assumes, isGiven) = (false, false);
            if (isUnchecked)
            {
                // Nothing was written, so the store had no chance to say that another server wrote since.
                image = null;
                continue;
            }

            if (pass.Open is { } open)
            {
                envelope.Fail(new StoreUnavailableException("The store did not answer; what came of it will show."));
                await SettleAsync(open);
                return null;
            }

            image = pass.Image;
            if (pass.Answer is { } answer)
            {
                envelope.Reply(answer);
                return image;
            }

            conflicts += pass.Conflict ? 1 : 0;
        }

        envelope.Reply(new Answer(Outcome.Rejected, 0, null)
        {
            Rejection = Rejection.Conflict(Answer.BusyCode, "Others keep changing this; try again."),
        });
        return null;
    }

    private static bool IsOld(EntityImage image, Envelope envelope) =>
        envelope.Options.Due is { } due && image.Wake != due;

    /// <summary>
    /// Among several servers another one mostly wrote last, and a decision on what is old costs more than a look.
    /// </summary>
    private bool IsAlone => _holding.Servers == 1;

    /// <summary>The entity as it is durable, decoded.</summary>
    public async ValueTask<EntityImage> LoadAsync(EntityKey key)
    {
        var kind = _kinds.Of(key.Kind);
        return await _loads.AskAsync(key) is { } stored
            ? await EntityImage.OfAsync(kind, stored, _log)
            : await NewAsync(key);
    }

    private async ValueTask<EntityImage> NewAsync(EntityKey key) => EntityImage.New(
        _kinds.Of(key.Kind), key, (await _configurations.OfAsync(key.Tenant)).At(_clock.Now).Number);

    public async Task StopAsync()
    {
        await _loads.StopAsync();
        await _commits.StopAsync();
        await _facts.StopAsync();
    }

    /// <summary>
    /// What happens to the entity, not yet written, and the answer; none when there is more to catch up. Mostly there
    /// at once: who waits for the store afterwards has nothing of this to keep.
    /// </summary>
    private async ValueTask<(Draft Draft, Answer? Answer, KeptAnswer? Keep)> DraftAsync(
        EntityImage image, Envelope envelope)
    {
        var options = envelope.Options;
        var timeline = await TimelineAsync(image);
        var now = options.At is { } at ? LocalDays.CutToMilliseconds(at) : _clock.Now;
        var recordedAt = LocalDays.CutToMilliseconds(Instant.FromDateTimeOffset(_recording.GetUtcNow()));
        var draft = new Draft(_kinds.Of(image.Key.Kind), image, recordedAt)
        {
            PublicationsKnown = timeline.LastNumber,
            ComesAgain = envelope.Command is not null && !options.Quiet,
        };
        if (!options.Quiet && !CatchUp.Run(draft, timeline, now, _limits.CatchUpWakesMax))
        {
            // More fell due than one commit should hold: write what is done, then go on from there. A bare wake-up
            // stops here; the wake-up table still holds the rest.
            return (draft, envelope.Command is null ? Passed(draft) : null, null);
        }

        var answer = envelope.Command is null
            ? Passed(draft)
            : await DecideAsync(draft, envelope, timeline.At(now), now);
        var keep = options.Idempotency is { } request && IsKept(answer) ? Keep(request, answer, now) : null;
        return (draft, answer, keep);
    }

    /// <summary>
    /// The tenant's configurations, with the one that the entity was last decided under: another server may have heard
    /// of it first.
    /// </summary>
    private async ValueTask<ConfigurationTimeline> TimelineAsync(EntityImage image)
    {
        var known = await _configurations.OfAsync(image.Key.Tenant);
        return image.Configuration > known.LastNumber ? await _configurations.RefreshAsync(image.Key.Tenant) : known;
    }

    private static Answer Passed(Draft draft) =>
        new(draft.Records.Count > 0 ? Outcome.Accepted : Outcome.Unchanged, draft.Version, draft.State);

    private async ValueTask<Answer> DecideAsync(
        Draft draft, Envelope envelope, IConfiguration configuration, Instant now)
    {
        var (command, options) = (envelope.Command!, envelope.Options);
        if (options.Message is { } message && draft.Inbox.Has(message))
        {
            return new Answer(Outcome.Unchanged, draft.Version, draft.State);
        }

        if (options.ExpectedVersion is { } expected && expected != draft.Version)
        {
            var stale = Rejection.Conflict("version_mismatch", $"The version is {draft.Version}, not {expected}.");
            return new Answer(Outcome.Rejected, draft.Version, draft.State) { Rejection = stale };
        }

        var facts = await _facts.FindAsync(draft.Start.Key, draft.State, command);
        var context = draft.Context(now, options.Principal, configuration, facts);
        var turn = draft.Kind.Decide(draft.State, command, context);
        Record(draft, turn, Cause.Of(options, draft.Kind.CommandName(command)), context);
        return new Answer(OutcomeOf(turn), draft.Version, draft.State)
        {
            Rejection = turn.Rejection,
            Events = NamesOf(turn.Events, draft.Kind),
            Report = turn.Report,
        };
    }

    private static string[] NamesOf(IReadOnlyList<object> events, EntityKind kind)
    {
        var names = events.Count == 0 ? [] : new string[events.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = kind.EventName(events[i]);
        }

        return names;
    }

    private static void Record(Draft draft, Turn turn, Cause cause, TurnContext context)
    {
        if (cause.Message is { } message)
        {
            draft.TakeIn(message);
        }

        if (turn.Rejection is null)
        {
            draft.Apply(turn, cause, context);
        }

        if (cause.Message is not null && turn.Events.Count == 0)
        {
            draft.NoteDelivery(turn.Rejection, cause, context.At);
        }
    }

    private static Outcome OutcomeOf(Turn turn) => turn switch
    {
        { Rejection: not null } => Outcome.Rejected,
        { Events.Count: 0 } => Outcome.Unchanged,
        _ => Outcome.Accepted,
    };

    /// <summary>
    /// Decided answers are kept: what was done, conflicts and refusals. A malformed request and an unknown resource are
    /// not: the caller mends the first, and the second may exist by the next try.
    /// </summary>
    private static bool IsKept(Answer answer) =>
        answer.Rejection?.Class is null or RejectionClass.Conflict or RejectionClass.Refused;

    private static KeptAnswer Keep(IdempotentRequest request, Answer answer, Instant now) =>
        new(request.Scope, request.RequestHash, request.Render(answer), now + IdempotentRequest.KeptFor);

    private async ValueTask<Pass> WriteAsync(Draft draft, Answer? answer, KeptAnswer? keep)
    {
        if (draft.ToCommit(keep) is not { } commit)
        {
            return new Pass(draft.After(draft.Start.Handle), answer, Conflict: false) { Wrote = false };
        }

        // Announced before it is durable: between commit and hand-over others may be handed over, and the delivery mark
        // must not pass this one.
        var expectation = draft.Sends ? _postOffice.Expect() : (long?)null;
        CommitOutcome? known = null;
        try
        {
            try
            {
                known = await _commits.AskAsync(commit);
            }
            catch (StoreUnavailableException)
            {
                // The answer was lost; what became of the commit shows.
                known = await OutcomeOfAsync(commit);
            }
        }
        catch (StoreUnavailableException) when (expectation is not null)
        {
            return new Pass(null, null, Conflict: false)
            {
                Open = new UnsettledCommit(draft, commit, expectation.Value),
            };
        }
        finally
        {
            Remember(draft, commit, known);
        }

        var outcome = known.Value;
        await CloseAsync(draft, outcome, expectation);
        return outcome.Result == CommitResult.Committed
            ? new Pass(draft.After(outcome.Handle), answer, Conflict: false)
            : await RetryAsync(commit, outcome.Result, keep);
    }

    /// <summary>
    /// What became durable is what the next command on the entity decides on. Whatever else became of a commit, nobody
    /// may decide on what was there before; while it is under way nobody does, for its slot holds the entity.
    /// </summary>
    private void Remember(Draft draft, Commit commit, CommitOutcome? outcome)
    {
        Announce(commit);
        if (outcome is { Result: CommitResult.Committed, Handle.Row: not 0 } && draft.ComesAgain && IsAlone)
        {
            _recent.Keep(Stored(commit, outcome.Value.Handle));
        }
        else
        {
            _recent.Drop(commit.Key);
        }
    }

    private void Announce(Commit commit)
    {
        if (commit.Wake is { } wake)
        {
            Due.Written(wake);
        }
    }

    private static StoredEntity Stored(Commit commit, StoreHandle handle) => new(
        commit.Key, handle, commit.Version, commit.Hash, commit.Wake, commit.Configuration, commit.Snapshot);

    /// <summary>
    /// Finds out what became of a commit, however long that takes, and hands over its messages if it is there.
    /// </summary>
    private async ValueTask SettleAsync(UnsettledCommit open)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await CloseAsync(open.Draft, await OutcomeOfAsync(open.Commit), open.Expectation);
                Announce(open.Commit);
                return;
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(Looks.DelayAfter(attempt), _clock.Time);
            }
        }
    }

    private async ValueTask CloseAsync(Draft draft, CommitOutcome outcome, long? expectation)
    {
        if (outcome.Result == CommitResult.Committed && (draft.Sends || draft.Publishes))
        {
            await HandOverAsync(draft, outcome.Handle);
        }

        if (expectation is { } met)
        {
            _postOffice.Met(met);
        }
    }

    /// <summary>Somebody else wrote first: their answer is the answer, or the command is decided again.</summary>
    private async ValueTask<Pass> RetryAsync(Commit commit, CommitResult result, KeptAnswer? keep)
    {
        switch (result)
        {
            case CommitResult.AnswerExists:
                // The same request won on another server: its answer is the answer.
                var scope = new AskOptions { Idempotency = new(keep!.Scope, keep.RequestHash, _ => keep.Body) };
                return new Pass(null, await KeptAnswerAsync(commit.Key, scope), Conflict: true);
            case CommitResult.VersionConflict or CommitResult.NumberTaken or CommitResult.PublicationUnknown:
                await _configurations.RefreshAsync(commit.Key.Tenant);
                return new Pass(null, null, Conflict: true);
            default:
                throw Invariant.Unreachable($"Unknown outcome {result}.");
        }
    }

    /// <summary>
    /// Whether a commit is in the store: its last record's chain hash tells, even when others wrote since.
    /// </summary>
    private async ValueTask<CommitOutcome> OutcomeOfAsync(Commit commit)
    {
        var stored = await _loads.AskAsync(commit.Key);
        if (stored is null || stored.Version < commit.Version || commit.Records.Count == 0)
        {
            return new CommitOutcome(CommitResult.VersionConflict, default);
        }

        if (stored.Version == commit.Version)
        {
            return stored.Hash == commit.Hash
                ? new CommitOutcome(CommitResult.Committed, stored.Handle)
                : new CommitOutcome(CommitResult.VersionConflict, default);
        }

        return await RecordAtAsync(commit.Key, commit.Version) is { } record && record.Record.Hash == commit.Hash
            ? new CommitOutcome(CommitResult.Committed, stored.Handle with { LastRecord = record.Sequence })
            : new CommitOutcome(CommitResult.VersionConflict, default);
    }

    private async ValueTask<SequencedRecord?> RecordAtAsync(EntityKey key, long version)
    {
        try
        {
            return await _log.ReadHistoryAsync(key, version - 1, 1) is [var record] ? record : null;
        }
        // Whatever the store threw, it did not answer.
#pragma warning disable CA1031
        catch (Exception fault)
#pragma warning restore CA1031
        {
            throw new StoreUnavailableException("The store did not answer.", fault);
        }
    }

    private async ValueTask HandOverAsync(Draft draft, StoreHandle handle)
    {
        if (draft.Publishes)
        {
            await RefreshIfPossibleAsync(draft.Start.Key.Tenant);
        }

        foreach (var record in draft.Records)
        {
            for (var i = 0; i < record.Messages.Count; i++)
            {
                var id = new MessageId(draft.Start.Key, record.Version, i);
                _postOffice.Post(id, record.Messages[i], handle.LastRecord - (draft.Version - record.Version));
            }
        }
    }

    /// <summary>
    /// Reads what was just published. It is durable, so a store that went away meanwhile must not keep the messages
    /// back: it refuses every commit that does not know the publication, and that reads it again.
    /// </summary>
    private async ValueTask RefreshIfPossibleAsync(string tenant)
    {
        try
        {
            await _configurations.RefreshAsync(tenant);
        }
        catch (StoreUnavailableException)
        {
            // The next commit or the next look of the housekeeping reads it.
        }
    }

    private async ValueTask<Answer?> KeptAnswerAsync(EntityKey key, AskOptions options)
    {
        if (options.Idempotency is not { } request
            || await _store.FindAnswerAsync(key.Tenant, request.Scope, _clock.Now) is not { } kept)
        {
            return null;
        }

        return kept.RequestHash == request.RequestHash
            ? new Answer(Outcome.Replayed, 0, null) { Replay = kept.Body }
            : new Answer(Outcome.Rejected, 0, null)
            {
                Rejection = Rejection.Refused(
                    "idempotency_key_reused", "This Idempotency-Key was used for another request."),
            };
    }

    /// <summary>One attempt: an answer, or none yet (a conflict, or more to catch up).</summary>
    private readonly record struct Pass(EntityImage? Image, Answer? Answer, bool Conflict)
    {
        /// <summary>Whether the store was asked to write.</summary>
        public bool Wrote { get; init; } = true;

        /// <summary>The commit that has to be settled before the next attempt; null for none.</summary>
        public UnsettledCommit? Open { get; init; }
    }
}
