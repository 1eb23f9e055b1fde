using Collections.Domain.Configuration;
using Collections.Domain.Flows;
using Collections.Domain.Tasks;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Complaints;

/// <summary>Complaints: while one is open, contacts with the person rest.</summary>
public sealed class ComplaintDecider : IDecider<Complaint, ComplaintCommand, ComplaintEvent, TenantConfiguration>
{
    /// <summary>The kind of these entities.</summary>
    public const string Kind = Complaint.Kind;

    private ComplaintDecider()
    {
    }

    /// <inheritdoc/>
    public static Complaint Initial(EntityKey key) => new() { Tenant = key.Tenant, Id = key.Id };

    /// <summary>
    /// Refusals: <c>complaint_unknown</c> (404), <c>complaint_exists</c> (409), <c>complaint_state</c>,
    /// <c>too_many_links</c> (422), <c>invalid_request</c> (400). What comes twice changes nothing.
    /// </summary>
    public static Decision<ComplaintEvent> Decide(
        Complaint state, ComplaintCommand command, DecisionContext<TenantConfiguration> context)
    {
        if (command is ComplaintCommand.FileComplaint file)
        {
            return File(state, file, context);
        }

        if (state.Terms is not { } terms)
        {
            return Rejection.Unknown("complaint_unknown", $"There is no complaint '{state.Id}'.");
        }

        return command switch
        {
            ComplaintCommand.LinkComplaint link => Link(state, link),
            ComplaintCommand.AssignComplaint assign => Assign(state, assign.To),
            ComplaintCommand.ResolveComplaint resolve => Resolve(state, resolve),
            ComplaintCommand.ReopenComplaint reopen => Reopen(state, reopen.Reason, () =>
                SlaClock.DueAt(context.At, terms.SlaHours, context.Configuration)),
            _ => throw Invariant.Unreachable($"Unknown command {command.GetType().Name}."),
        };
    }

    /// <summary>The time to settle it is over.</summary>
    public static Decision<ComplaintEvent> Wake(Complaint state, DecisionContext<TenantConfiguration> context) =>
        state.DueAt is { } due && due <= context.At
            ? Decision<ComplaintEvent>.Accept(new ComplaintEvent.Late(due))
            : Decision<ComplaintEvent>.Nothing;

    /// <inheritdoc/>
    public static Complaint Evolve(Complaint state, ComplaintEvent @event, Instant at) => @event switch
    {
        ComplaintEvent.Filed e => state with
        {
            Phase = ComplaintPhase.Open,
            Terms = e.Terms,
            ContactIds = Joined([], e.ContactIds),
            TaskIds = Joined([], e.TaskIds),
            FiledAt = at,
            DueAt = e.DueAt,
        },
        ComplaintEvent.Linked e => state with
        {
            ContactIds = Joined(state.ContactIds, e.ContactIds),
            TaskIds = Joined(state.TaskIds, e.TaskIds),
        },
        ComplaintEvent.Assigned e => state with { AssignedTo = e.To },
        ComplaintEvent.Late => state with { DueAt = null, Overdue = true },
        ComplaintEvent.Resolved e => state with
        {
            Phase = e.Upheld ? ComplaintPhase.Resolved : ComplaintPhase.Rejected,
            Reason = e.Reason,
            EndedAt = at,
            DueAt = null,
        },
        ComplaintEvent.Reopened e => state with
        {
            Phase = ComplaintPhase.Open,
            Reason = null,
            EndedAt = null,
            DueAt = e.DueAt,
            Overdue = false,
        },
        _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
    };

    /// <summary>The end of the time in which it is to be settled.</summary>
    public static Instant? NextWake(Complaint state, TenantConfiguration configuration) => state.DueAt;

    /// <inheritdoc/>
    public static IReadOnlyList<Message> React(
        Complaint state, ComplaintEvent @event, TenantConfiguration configuration) => @event switch
        {
            ComplaintEvent.Filed or ComplaintEvent.Reopened => ComplaintStopsContacts.React(state, configuration),
            ComplaintEvent.Resolved => SettledComplaintAllowsContacts.React(state),
            ComplaintEvent.Linked or ComplaintEvent.Assigned or ComplaintEvent.Late => [],
            _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
        };

    /// <summary>
    /// Status: the phase's word. Person and parent: the customer and the account. Day: the UTC day it came in. Labels:
    /// <c>agent:</c>, <c>category:</c>, <c>channel:</c>, <c>source:</c> with what they are, <c>overdue</c>. Empty while
    /// only announced.
    /// </summary>
    public static EntityRow Row(Complaint state) => state.Terms is not { } terms
        ? new EntityRow()
        : new EntityRow
        {
            Status = ComplaintWords.Of(state.Phase),
            Person = terms.PersonId,
            Parent = terms.AccountId,
            Day = terms.ReceivedAt.InUtc().Date,
            Zone = "UTC",
            Labels = ComplaintWords.Labels(state, terms),
        };

    private static Decision<ComplaintEvent> File(
        Complaint state, ComplaintCommand.FileComplaint file, DecisionContext<TenantConfiguration> context)
    {
        if (ComplaintForm.File(state.Id, file, context.At) is { } refusal)
        {
            return refusal;
        }

        var reference = file.Description is { } text
            ? new PersonalRef($"complaint/{state.Id}/description", 1, text.Hash)
            : null;
        var terms = file.Terms with { Description = reference };
        if (state.Terms is { } known)
        {
            return known == terms
                ? Decision<ComplaintEvent>.Nothing
                : Rejection.Conflict("complaint_exists", $"The complaint '{state.Id}' exists with other content.");
        }

        var due = SlaClock.DueAt(context.At, terms.SlaHours, context.Configuration);
        return Decision<ComplaintEvent>.Accept(new ComplaintEvent.Filed(terms, due)
        {
            ContactIds = Joined([], file.ContactIds),
            TaskIds = Joined([], file.TaskIds),
        }) with
        {
            SideRows = file.Description is { } said
                ? [new SideRow.PersonalData(said.Person, reference!.Ref, reference.Version, said.Ciphertext)]
                : [],
        };
    }

    private static Decision<ComplaintEvent> Link(Complaint state, ComplaintCommand.LinkComplaint link)
    {
        if (ComplaintForm.Links(link.ContactIds, link.TaskIds) is { } refusal)
        {
            return refusal;
        }

        string[] contacts = [.. link.ContactIds.Distinct().Except(state.ContactIds).Order(StringComparer.Ordinal)];
        string[] tasks = [.. link.TaskIds.Distinct().Except(state.TaskIds).Order(StringComparer.Ordinal)];
        if (contacts.Length + state.ContactIds.Count > Complaint.LinksMax
            || tasks.Length + state.TaskIds.Count > Complaint.LinksMax)
        {
            return Rejection.Refused(
                "too_many_links", $"A complaint names at most {Complaint.LinksMax} contacts and as many tasks.");
        }

        return contacts.Length + tasks.Length == 0
            ? Decision<ComplaintEvent>.Nothing
            : Decision<ComplaintEvent>.Accept(new ComplaintEvent.Linked(contacts, tasks));
    }

    private static Decision<ComplaintEvent> Assign(Complaint state, string? to)
    {
        if (to is not null && Codes.Check("/agentId", to) is { } refusal)
        {
            return refusal;
        }

        if (state.Phase != ComplaintPhase.Open)
        {
            return Ended(state);
        }

        return state.AssignedTo == to
            ? Decision<ComplaintEvent>.Nothing
            : Decision<ComplaintEvent>.Accept(new ComplaintEvent.Assigned(to));
    }

    private static Decision<ComplaintEvent> Resolve(Complaint state, ComplaintCommand.ResolveComplaint resolve)
    {
        if (Codes.Check("/reason", resolve.Reason) is { } refusal)
        {
            return refusal;
        }

        var end = resolve.Upheld ? ComplaintPhase.Resolved : ComplaintPhase.Rejected;
        return state.Phase == ComplaintPhase.Open
            ? Decision<ComplaintEvent>.Accept(new ComplaintEvent.Resolved(resolve.Upheld, resolve.Reason))
            : state.Phase == end && state.Reason == resolve.Reason ? Decision<ComplaintEvent>.Nothing : Ended(state);
    }

    private static Decision<ComplaintEvent> Reopen(Complaint state, string reason, Func<Instant> dueAt)
    {
        if (Codes.Check("/reason", reason) is { } refusal)
        {
            return refusal;
        }

        return state.Phase == ComplaintPhase.Open
            ? Decision<ComplaintEvent>.Nothing
            : Decision<ComplaintEvent>.Accept(new ComplaintEvent.Reopened(reason, dueAt()));
    }

    private static Rejection Ended(Complaint state) => Rejection.Refused(
        "complaint_state", $"The complaint '{state.Id}' is {ComplaintWords.Of(state.Phase)}.");

    private static string[] Joined(IReadOnlyList<string> known, IReadOnlyList<string> added) =>
        [.. known.Concat(added).Distinct().Order(StringComparer.Ordinal)];
}
