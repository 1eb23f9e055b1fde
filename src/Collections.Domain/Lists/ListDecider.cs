using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Lists;

/// <summary>Lists of contacts that are stopped or let through, and the four eyes that take somebody off one.</summary>
public sealed class ListDecider : IDecider<MemberList, ListCommand, ListEvent, TenantConfiguration>
{
    /// <summary>The kind of these entities.</summary>
    public const string Kind = MemberList.Kind;

    /// <summary>Most members in one part of an import: one commit, some tens of milliseconds.</summary>
    public const int PartMax = 10_000;

    /// <summary>How long a removal waits for an approval.</summary>
    public static readonly Duration RemovalPatience = Duration.FromDays(30);

    private ListDecider()
    {
    }

    /// <summary>Nothing; but <see cref="MemberList.DefaultName"/> is there from the start.</summary>
    public static MemberList Initial(EntityKey key) => new()
    {
        Tenant = key.Tenant,
        Id = key.Id,
        Terms = key.Id == MemberList.DefaultName ? new ListTerms(ListKind.Dnc, ListScope.Tenant) : null,
    };

    /// <summary>
    /// Refusals: <c>list_unknown</c>, <c>member_unknown</c>, <c>removal_unknown</c> (404), <c>list_exists</c> (409),
    /// <c>approver_is_requester</c>, <c>too_many_removals</c> (422), <c>invalid_request</c> (400).
    /// </summary>
    public static Decision<ListEvent> Decide(
        MemberList state, ListCommand command, DecisionContext<TenantConfiguration> context)
    {
        if (command is ListCommand.PutList put)
        {
            return Put(state, put.Terms);
        }

        if (state.Terms is null)
        {
            return Rejection.Unknown("list_unknown", $"There is no list '{state.Id}'.");
        }

        return command switch
        {
            ListCommand.AddMember add => Add(state, add, context),
            ListCommand.AddMembers add => Add(add, context.At),
            ListCommand.RequestRemoval request => Removing.Request(state, request, context),
            ListCommand.ApproveRemoval approve => Removing.Approve(state, approve.RemovalId, context.Principal),
            ListCommand.RejectRemoval reject => Removing.Reject(state, reject.RemovalId),
            _ => throw Invariant.Unreachable($"Unknown command {command.GetType().Name}."),
        };
    }

    /// <summary>Removals that nobody approved in time are dropped.</summary>
    public static Decision<ListEvent> Wake(MemberList state, DecisionContext<TenantConfiguration> context) =>
        Removing.Expire(state, context.At);

    /// <inheritdoc/>
    public static MemberList Evolve(MemberList state, ListEvent @event, Instant at) => @event switch
    {
        ListEvent.Put e => state with { Terms = e.Terms },
        ListEvent.MemberAdded e => state with { Count = state.Count + (e.Renewed ? 0 : 1) },
        ListEvent.MembersAdded e => state with { Count = state.Count + e.Count },
        ListEvent.RemovalRequested e => state with
        {
            Removals =
            [
                .. state.Removals,
                new PendingRemoval(e.RemovalId, e.Member, e.Reason, e.RequestedBy, e.ExpiresAt),
            ],
        },
        ListEvent.MemberRemoved e => Without(state, e.RemovalId) with { Count = Math.Max(0, state.Count - 1) },
        ListEvent.RemovalRejected e => Without(state, e.RemovalId),
        _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
    };

    /// <summary>When the first removal runs out.</summary>
    public static Instant? NextWake(MemberList state, TenantConfiguration configuration) =>
        state.Removals.Count == 0 ? null : state.Removals.Min(removal => removal.ExpiresAt);

    /// <summary>None: who looks for a member finds it on the list.</summary>
    public static IReadOnlyList<Message> React(
        MemberList state, ListEvent @event, TenantConfiguration configuration) => [];

    /// <summary>
    /// Status: <c>active</c>. Parent: the scope. Amount: the number of members. Labels: <c>kind:</c>, <c>scope:</c> and
    /// <c>channel:</c> with what they are. Empty while nobody made it.
    /// </summary>
    public static EntityRow Row(MemberList state) => state.Terms is not { } terms
        ? new EntityRow()
        : new EntityRow
        {
            Status = "active",
            Parent = terms.Scope.ToString(),
            AmountMinor = state.Count,
            Labels = ListLabels.Of(terms),
        };

    private static Decision<ListEvent> Put(MemberList state, ListTerms terms)
    {
        var sorted = terms with { Channels = [.. terms.Channels.Distinct().Order(StringComparer.Ordinal)] };
        if (ListForm.Terms(sorted) is { } refusal)
        {
            return refusal;
        }

        if (state.Terms is { } known && (known.Kind != sorted.Kind || known.Scope != sorted.Scope))
        {
            return Rejection.Conflict("list_exists", $"The list '{state.Id}' exists with another kind or scope.");
        }

        return state.Terms is { } same && same.Channels.SequenceEqual(sorted.Channels, StringComparer.Ordinal)
            ? Decision<ListEvent>.Nothing
            : Decision<ListEvent>.Accept(new ListEvent.Put(sorted));
    }

    private static Decision<ListEvent> Add(
        MemberList state, ListCommand.AddMember add, DecisionContext<TenantConfiguration> context)
    {
        if (ListForm.Add(add, context.At) is { } refusal)
        {
            return refusal;
        }

        var note = new ListNote(add.Reason, add.Source).ToString();
        var entry = Entry(state, add.Member, context.Facts);
        if (entry is not null && entry.Until == add.Until && entry.Note == note)
        {
            return Decision<ListEvent>.Nothing;
        }

        return Decision<ListEvent>.Accept(new ListEvent.MemberAdded(
            add.Member, add.Reason, add.Source, add.Until, Renewed: entry is not null)) with
        {
            SideRows = [new SideRow.Listed([new ListMember(add.Member, context.At, add.Until, note)])],
        };
    }

    private static Decision<ListEvent> Add(ListCommand.AddMembers add, Instant at)
    {
        if (ListForm.Add(add) is { } refusal)
        {
            return refusal;
        }

        var digest = ListDigest.Of(add.Members.Select(member => member.Member));
        return Decision<ListEvent>.Accept(new ListEvent.MembersAdded(add.ImportId, add.Members.Count, digest)) with
        {
            SideRows =
            [
                new SideRow.Listed(
                    [.. add.Members.Select(each => new ListMember(each.Member, at, each.Until, each.Note))]),
            ],
        };
    }

    internal static ListMember? Entry(MemberList state, string member, Facts facts) => facts
        .Listed(member)
        .FirstOrDefault(listing => listing.List.Kind == Kind && listing.List.Id == state.Id)?.Entry;

    private static MemberList Without(MemberList state, string? removalId) => state with
    {
        Removals = [.. state.Removals.Where(removal => removal.RemovalId != removalId)],
    };
}
