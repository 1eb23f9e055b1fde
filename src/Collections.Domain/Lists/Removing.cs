using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Lists;

/// <summary>Taking members off a list: who asks is not who approves.</summary>
internal static class Removing
{
    /// <summary>Nobody approved it in time.</summary>
    public const string Expired = "expired";

    /// <summary>Somebody refused it.</summary>
    public const string Rejected = "rejected";

    public static Decision<ListEvent> Request(
        MemberList state, ListCommand.RequestRemoval request, DecisionContext<TenantConfiguration> context)
    {
        if ((ListForm.Member(request.Member) ?? Codes.Check("/reason", request.Reason)) is { } refusal)
        {
            return refusal;
        }

        if (ListDecider.Entry(state, request.Member, context.Facts) is null)
        {
            return Rejection.Unknown("member_unknown", $"The list '{state.Id}' has no such member.");
        }

        var by = context.Principal.Id;
        if (state.Terms!.Kind == ListKind.White)
        {
            return Removed(new ListEvent.MemberRemoved(null, request.Member, request.Reason, by, null));
        }

        if (state.Removals.Any(removal => removal.Member == request.Member))
        {
            return Decision<ListEvent>.Nothing;
        }

        if (state.Removals.Count >= MemberList.RemovalsMax)
        {
            return Rejection.Refused(
                "too_many_removals", $"At most {MemberList.RemovalsMax} removals wait for an approval.");
        }

        var id = DerivedId.Of("rmv", context.Key, context.Version, 0);
        return Decision<ListEvent>.Accept(new ListEvent.RemovalRequested(
            id, request.Member, request.Reason, by, context.At + ListDecider.RemovalPatience));
    }

    public static Decision<ListEvent> Approve(MemberList state, string removalId, Principal principal)
    {
        if (Find(state, removalId) is not { } removal)
        {
            return Unknown(removalId);
        }

        return removal.RequestedBy == principal.Id
            ? Rejection.Refused("approver_is_requester", "Who asked for a removal cannot approve it.")
            : Removed(new ListEvent.MemberRemoved(
                removalId, removal.Member, removal.Reason, removal.RequestedBy, principal.Id));
    }

    public static Decision<ListEvent> Reject(MemberList state, string removalId) =>
        Find(state, removalId) is { } removal
            ? Decision<ListEvent>.Accept(new ListEvent.RemovalRejected(removalId, removal.Member, Rejected))
            : Unknown(removalId);

    public static Decision<ListEvent> Expire(MemberList state, Instant at) => Decision<ListEvent>.Accept(
    [
        .. state.Removals
            .Where(removal => removal.ExpiresAt <= at)
            .Select(removal => new ListEvent.RemovalRejected(removal.RemovalId, removal.Member, Expired)),
    ]);

    private static Decision<ListEvent> Removed(ListEvent.MemberRemoved removed) =>
        Decision<ListEvent>.Accept(removed) with { SideRows = [new SideRow.Unlisted([removed.Member])] };

    private static PendingRemoval? Find(MemberList state, string removalId) =>
        state.Removals.FirstOrDefault(removal => removal.RemovalId == removalId);

    private static Rejection Unknown(string removalId) =>
        Rejection.Unknown("removal_unknown", $"No removal '{removalId}' waits for an approval.");
}
