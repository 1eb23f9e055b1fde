using System.Globalization;
using Collections.Kernel;
using Collections.Runtime.Ports;
using Npgsql;

namespace Collections.Storage.Postgres;

/// <summary>
/// Writes batches, each in one round trip. A clash of answers or publication numbers ends a call without a trace; then
/// those at fault are found, and the others are written by another call.
/// </summary>
internal sealed class CommitWriter(PostgresSession session, RowNumbers rows, ClashFinder clashes)
{
    /// <summary>Arrays of the function commit_batch.</summary>
    private const int ParameterCount = 67;

    /// <summary>Raised by commit_batch when something was published that a commit did not know.</summary>
    private const string PublicationUnknown = "CL001";

    /// <summary>Calls until a wave is written: each one more means that yet another writer came between.</summary>
    private const int CallsMax = 10;

    private const string KeepAnswer =
        "INSERT INTO answer (tenant, scope, request_hash, expires_at, body) SELECT $1, $4, $5, $6, $7 "
        + "WHERE NOT EXISTS (SELECT FROM entity WHERE tenant = $1 AND kind = $2 AND id = $3)";

    private static readonly string Call = "SELECT sequence_base, committed FROM commit_batch("
        + string.Join(
            ", ",
            Enumerable.Range(1, ParameterCount).Select(number => $"${number.ToString(CultureInfo.InvariantCulture)}"))
        + ")";

    public async ValueTask<IReadOnlyList<CommitOutcome>> WriteAsync(IReadOnlyList<Commit> commits)
    {
        var outcomes = new CommitOutcome[commits.Count];
        foreach (var wave in Waves(commits))
        {
            var batch = new Wave(commits, outcomes, wave);
            await WriteAsync(batch);
            foreach (var position in wave.Where(batch.IsAnswerOnly))
            {
                outcomes[position] = await KeepAnswerAsync(commits[position]);
            }

            // An answer that is kept already says more than a version that has changed since.
            await ClashedAsync(batch with { Positions = wave.FindAll(batch.IsConflict) });
        }

        return outcomes;
    }

    /// <summary>
    /// Commits of one wave ask for different answer scopes and publication numbers. Whoever asks for the same comes a
    /// wave later, when it is known whether the first was written.
    /// </summary>
    private static List<List<int>> Waves(IReadOnlyList<Commit> commits)
    {
        var waves = new List<(List<int> Positions, HashSet<(string, string, long)> Claims)>();
        for (var position = 0; position < commits.Count; position++)
        {
            var claims = ClaimsOf(commits[position]).ToList();
            var wave = waves.FindIndex(wave => !claims.Exists(wave.Claims.Contains));
            if (wave < 0)
            {
                wave = waves.Count;
                waves.Add(([], []));
            }

            waves[wave].Positions.Add(position);
            waves[wave].Claims.UnionWith(claims);
        }

        return waves.ConvertAll(wave => wave.Positions);
    }

    private static IEnumerable<(string Tenant, string Scope, long Number)> ClaimsOf(Commit commit) =>
    [
        .. commit.Answer is { } answer ? [(commit.Key.Tenant, answer.Scope, 0)] : Array.Empty<(string, string, long)>(),
        .. commit.SideRows.OfType<SideRow.Publish>()
            .Select(row => (commit.Key.Tenant, string.Empty, row.Publication.Number)),
    ];

    private async ValueTask WriteAsync(Wave wave)
    {
        foreach (var position in wave.Positions.Where(wave.IsImpossible))
        {
            wave.Outcomes[position] = new CommitOutcome(CommitResult.VersionConflict, default);
        }

        var open = wave with { Positions = wave.Positions.FindAll(wave.IsOrdinary) };
        for (var calls = 1; open.Positions.Count > 0; calls++)
        {
            try
            {
                await CallAsync(open);
                return;
            }
            catch (PostgresException clash) when (IsClash(clash) && calls < CallsMax)
            {
                var clashed = await ClashedAsync(open);
                open = open with { Positions = open.Positions.FindAll(position => !clashed.Contains(position)) };
            }
            catch (PostgresException crossed) when (IsCrossed(crossed) && calls < CallsMax)
            {
                // Two writers waited for each other; this one was rolled back.
            }
            catch (NpgsqlException fault)
            {
                throw PostgresSession.Fault(fault);
            }
        }
    }

    private async ValueTask CallAsync(Wave wave)
    {
        var order = CommitArrays.Ordered(wave.Commits, wave.Positions);
        var ordered = order.ConvertAll(position => wave.Commits[position]);
        var fresh = ordered.Count(commit => commit.Handle.Row == 0);
        var arrays = new CommitArrays(ordered, fresh == 0 ? 0 : await rows.TakeAsync(fresh));
        await using var connection = await session.OpenToCommitAsync();
        await using var command = PostgresSession.Command(connection, Call, [.. arrays.Parameters()]);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var sequenceBase = reader.GetInt64(0);
        var committed = await reader.GetFieldValueAsync<bool[]>(1);

        // Only behind the last message of the answer is the transaction durable.
        await reader.CloseAsync();
        for (var place = 0; place < order.Count; place++)
        {
            wave.Outcomes[order[place]] = committed[place]
                ? new CommitOutcome(CommitResult.Committed, arrays.Handle(place, sequenceBase))
                : new CommitOutcome(CommitResult.VersionConflict, default);
        }
    }

    /// <summary>Finds the commits of a wave whose answer or number is taken, and says so.</summary>
    private async ValueTask<IReadOnlySet<int>> ClashedAsync(Wave wave)
    {
        var clashed = await clashes.FindAsync(wave.Commits, wave.Positions);
        foreach (var (position, result) in clashed)
        {
            wave.Outcomes[position] = new CommitOutcome(result, default);
        }

        return clashed.Keys.ToHashSet();
    }

    private async ValueTask<CommitOutcome> KeepAnswerAsync(Commit commit)
    {
        var (key, answer) = (commit.Key, commit.Answer!);
        for (var calls = 1; ; calls++)
        {
            try
            {
                await using var connection = await session.OpenToCommitAsync();
                await using var command = PostgresSession.Command(
                    connection,
                    KeepAnswer,
                    Parameter.Of(key.Tenant), Parameter.Of(key.Kind), Parameter.Of(key.Id), Parameter.Of(answer.Scope),
                    Parameter.Of(answer.RequestHash), Parameter.Of(answer.ExpiresAt), Parameter.Of(answer.Body));
                return await command.ExecuteNonQueryAsync() == 1
                    ? new CommitOutcome(CommitResult.Committed, StoreHandle.None)
                    : new CommitOutcome(CommitResult.VersionConflict, default);
            }
            catch (PostgresException clash) when (IsClash(clash) && calls < CallsMax)
            {
                var clashed = await clashes.FindAsync([commit], [0]);
                if (clashed.TryGetValue(0, out var result))
                {
                    return new CommitOutcome(result, default);
                }
            }
            catch (NpgsqlException fault)
            {
                throw PostgresSession.Fault(fault);
            }
        }
    }

    private static bool IsClash(PostgresException fault) =>
        fault.SqlState is PostgresErrorCodes.UniqueViolation or PublicationUnknown;

    private static bool IsCrossed(PostgresException fault) =>
        fault.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    /// <summary>Some of the commits of a call, by position, and where their outcomes go.</summary>
    private sealed record Wave(IReadOnlyList<Commit> Commits, CommitOutcome[] Outcomes, List<int> Positions)
    {
        public bool IsAnswerOnly(int position) =>
            CommitBatch.IsAnswerOnly(Commits[position]) && !IsImpossible(position);

        /// <summary>A version of something that was never stored.</summary>
        public bool IsImpossible(int position) =>
            Commits[position].Handle.Row == 0 && Commits[position].ExpectedVersion != 0;

        public bool IsOrdinary(int position) => !IsImpossible(position) && !CommitBatch.IsAnswerOnly(Commits[position]);

        /// <summary>A version conflict of a commit that brought an answer or a publication.</summary>
        public bool IsConflict(int position) =>
            Outcomes[position].Result == CommitResult.VersionConflict && ClaimsOf(Commits[position]).Any();
    }
}
