using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.InMemory;

/// <content>Committing: every check comes before the first change, so a commit happens wholly or not at all.</content>
public sealed partial class InMemoryStore
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<Commit> commits)
    {
        CommitBatch.Require(commits);
        var outcomes = new CommitOutcome[commits.Count];
        lock (_gate)
        {
            foreach (var position in CommitBatch.WriteOrder(commits))
            {
                outcomes[position] = Write(commits[position]);
            }
        }

        return new(outcomes);
    }

    private CommitOutcome Write(Commit commit)
    {
        if (commit.Answer is { } answer && IsAnswerKept(commit.Key.Tenant, answer))
        {
            return new(CommitResult.AnswerExists, default);
        }

        var publications = commit.SideRows.OfType<SideRow.Publish>();
        if (publications.Any(row => IsNumberTaken(commit.Key.Tenant, row.Publication.Number)))
        {
            return new(CommitResult.NumberTaken, default);
        }

        if (LastPublication(commit.Key.Tenant) > commit.PublicationsKnown)
        {
            return new(CommitResult.PublicationUnknown, default);
        }

        if (!TryFind(commit, out var entity))
        {
            return new(CommitResult.VersionConflict, default);
        }

        if (commit.Answer is { } kept)
        {
            _answers[(commit.Key.Tenant, kept.Scope)] = kept with { Body = Own.Bytes(kept.Body) };
        }

        if (entity is null && CommitBatch.IsAnswerOnly(commit))
        {
            return new(CommitResult.Committed, StoreHandle.None);
        }

        entity ??= Add(commit.Key);
        Change(entity, commit);
        return new(CommitResult.Committed, entity.Handle);
    }

    private bool IsAnswerKept(string tenant, KeptAnswer answer) =>
        _answers.TryGetValue((tenant, answer.Scope), out var kept)
        && kept.ExpiresAt > answer.ExpiresAt - CommitBatch.AnswerLifetime;

    private bool IsNumberTaken(string tenant, long number) =>
        _publications.TryGetValue(tenant, out var publications) && publications.ContainsKey(number);

    private long LastPublication(string tenant) =>
        _publications.TryGetValue(tenant, out var published) && published.Count > 0 ? published.Keys.Last() : 0;

    /// <summary>Whether the version expected is the version stored; null is a new entity.</summary>
    private bool TryFind(Commit commit, out MemoryEntity? entity)
    {
        var row = commit.Handle.Row;
        if (row == 0)
        {
            entity = null;
            return commit.ExpectedVersion == 0 && !_entities.ContainsKey(commit.Key);
        }

        entity = row <= _rows.Count ? _rows[(int)row - 1] : null;
        return entity?.Version == commit.ExpectedVersion;
    }

    private MemoryEntity Add(EntityKey key)
    {
        var entity = new MemoryEntity(key, _rows.Count + 1);
        _rows.Add(entity);
        _entities.Add(key, entity);
        _keys.Add(key);
        _tenants.Add(key.Tenant);
        return entity;
    }

    private void Change(MemoryEntity entity, Commit commit)
    {
        MoveWake(entity, commit.Wake);
        entity.Version = commit.Version;
        entity.Hash = commit.Hash;
        entity.Configuration = commit.Configuration;
        entity.Snapshot = Own.Bytes(commit.Snapshot);
        entity.Row = Own.Row(commit.Row);
        foreach (var record in commit.Records)
        {
            Append(entity, Own.Record(record));
        }

        foreach (var row in commit.SideRows)
        {
            Keep(entity, row);
        }
    }

    private void MoveWake(MemoryEntity entity, Instant? wake)
    {
        if (entity.Wake == wake)
        {
            return;
        }

        if (entity.Wake is { } before)
        {
            _wakes.Remove((before, entity.Key));
        }

        if (wake is { } next)
        {
            _wakes.Add((next, entity.Key));
        }

        entity.Wake = wake;
    }

    private void Keep(MemoryEntity entity, SideRow row)
    {
        var tenant = entity.Key.Tenant;
        switch (row)
        {
            case SideRow.PersonalData data:
                _personal[(tenant, data.Ref, data.Version)] = data with { Ciphertext = Own.Bytes(data.Ciphertext) };
                break;
            case SideRow.Archive item:
                entity.Archive[(item.Shelf, item.Id)] = Own.Bytes(item.Json);
                break;
            case SideRow.SearchTerms search:
                entity.SearchTerms = [.. search.Terms];
                break;
            case SideRow.Listed listed:
                List(entity, listed.Members);
                break;
            case SideRow.Unlisted unlisted:
                Unlist(entity, unlisted.Members);
                break;
            case SideRow.Publish publish:
                PublicationsOf(tenant).Add(publish.Publication.Number, publish.Publication);
                break;
            default:
                throw Invariant.Unreachable($"Unknown side row {row.GetType().Name}.");
        }
    }

    private SortedDictionary<long, Publication> PublicationsOf(string tenant)
    {
        if (!_publications.TryGetValue(tenant, out var publications))
        {
            _publications[tenant] = publications = [];
        }

        return publications;
    }
}
