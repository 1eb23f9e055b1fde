using Collections.Domain.Accounts;
using Collections.Domain.Complaints;
using Collections.Domain.Tasks;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Ports;

namespace Collections.Gateways.Evidence;

/// <summary>Which entities a bundle tells of.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Person">Whose contacts it shows; null when nobody is known.</param>
/// <param name="Entities">Every entity whose history it holds, the subject first.</param>
/// <param name="ContactIds">Contacts that the subject names; empty for all.</param>
public sealed record EvidenceScope(
    EntityKey Subject, EntityKey? Person, IReadOnlyList<EntityKey> Entities, IReadOnlyList<string> ContactIds)
{
    /// <summary>Most accounts or tasks in one bundle.</summary>
    private const int LinkedMax = 200;

    private const string PersonKind = Domain.Contacts.Person.Kind;

    /// <summary>The scope of a complaint, an account or a person; null when there is no such thing.</summary>
    public static async ValueTask<EvidenceScope?> FindAsync(Engine engine, EntityKey subject) =>
        await engine.ReadAsync(subject) is var (state, _)
            ? state switch
            {
                Complaint { Terms: { } terms } complaint => await OfAsync(engine, complaint, terms),
                Account { Profile: { } profile } => new EvidenceScope(
                    subject,
                    subject with { Kind = PersonKind, Id = profile.CustomerId },
                    [
                        subject,
                        subject with { Kind = PersonKind, Id = profile.CustomerId },
                        .. await LinkedAsync(engine, Linked(subject, TaskDecider.Kind) with { Parent = subject.Id }),
                    ],
                    []),
                Domain.Contacts.Person => new EvidenceScope(
                    subject,
                    subject,
                    [
                        subject,
                        .. await LinkedAsync(engine, Linked(subject, AccountDecider.Kind) with { Person = subject.Id }),
                    ],
                    []),
                _ => null,
            }
            : null;

    private static async ValueTask<EvidenceScope> OfAsync(Engine engine, Complaint complaint, ComplaintTerms terms)
    {
        var subject = new EntityKey(complaint.Tenant, ComplaintDecider.Kind, complaint.Id);
        var person = subject with { Kind = PersonKind, Id = terms.PersonId };
        IEnumerable<EntityKey> accounts = terms.AccountId is { } account
            ? [subject with { Kind = AccountDecider.Kind, Id = account }]
            : await LinkedAsync(engine, Linked(subject, AccountDecider.Kind) with { Person = terms.PersonId });
        var tasks = complaint.TaskIds.Select(task => subject with { Kind = TaskDecider.Kind, Id = task });
        return new EvidenceScope(subject, person, [subject, person, .. accounts, .. tasks], complaint.ContactIds);
    }

    private static async ValueTask<IEnumerable<EntityKey>> LinkedAsync(Engine engine, RowQuery query) =>
        (await ((IRowQueries)engine.Setup.Log).FindAsync(query)).Select(row => row.Key);

    private static RowQuery Linked(EntityKey subject, string kind) =>
        new(subject.Tenant, kind) { Limit = LinkedMax };
}
