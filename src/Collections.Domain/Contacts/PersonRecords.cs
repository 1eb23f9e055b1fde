using System.Collections.Frozen;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>What a person consented to.</summary>
public sealed record Consent
{
    /// <summary>Its id, unique within the person.</summary>
    public required string ConsentId { get; init; }

    /// <summary>The channel; null for all.</summary>
    public string? Channel { get; init; }

    /// <summary>The purpose; null for all.</summary>
    public string? Purpose { get; init; }

    /// <summary>The account; null for all.</summary>
    public string? AccountId { get; init; }

    /// <summary>Since when.</summary>
    public required Instant At { get; init; }

    /// <summary>Until before when; null for until withdrawn.</summary>
    public Instant? Until { get; init; }

    /// <summary>
    /// Whether the person asked to be contacted, so that limits which exempt consent do not count it.
    /// </summary>
    public bool Requested { get; init; }

    /// <summary>Where it was given and where its proof is kept: a code without personal data.</summary>
    public required string Source { get; init; }
}

/// <summary>Somebody else than the debtor who may be contacted about his debts.</summary>
public sealed record ThirdParty
{
    /// <summary>An id, unique within the person.</summary>
    public required string ThirdPartyId { get; init; }

    /// <summary>
    /// What he is to the debtor: <c>guarantor</c>, <c>attorney</c>, <c>relative</c>, <c>colleague</c> ...
    /// </summary>
    public required string Relation { get; init; }

    /// <summary>Whether he refused to be contacted.</summary>
    public bool Refused { get; init; }

    /// <summary>Contacts with him so far.</summary>
    public int Contacts { get; init; }
}

/// <summary>A stop of contacts by law, or because of a complaint.</summary>
public sealed record LegalHold
{
    /// <summary>Its id, unique within the person.</summary>
    public required string HoldId { get; init; }

    /// <summary>Why, one of <see cref="LegalHoldKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The account; null for all.</summary>
    public string? AccountId { get; init; }

    /// <summary>The channel, with its medium; null for all.</summary>
    public string? Channel { get; init; }

    /// <summary>First local day.</summary>
    public required LocalDate From { get; init; }

    /// <summary>First local day after it; null for until released.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>What stands behind it (a case number, a complaint): a code; null for none.</summary>
    public string? Reference { get; init; }
}

/// <summary>Why the law stops contacts.</summary>
public static class LegalHoldKinds
{
    /// <summary>The debtor died.</summary>
    public const string Deceased = "deceased";

    /// <summary>The debtor cannot act for himself.</summary>
    public const string Incapacitated = "incapacitated";

    /// <summary>The debtor complained.</summary>
    public const string Complaint = "complaint";

    /// <summary>The debtor is a minor.</summary>
    public const string Minor = "minor";

    /// <summary>The debtor has a guardian.</summary>
    public const string Guardian = "guardian";

    private static readonly FrozenSet<string> OfDebtorOnly =
        FrozenSet.ToFrozenSet([Deceased, Incapacitated, Minor, Guardian], StringComparer.Ordinal);

    /// <summary>All kinds, in alphabetical order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "attorney", "bankruptcy", "cease", Complaint, "debt_respite", Deceased, Guardian, Incapacitated, Minor,
        "other",
    ];

    /// <summary>Whether it stops contacts with the debtor only, not with those who act for him.</summary>
    public static bool IsOfDebtorOnly(string kind) => OfDebtorOnly.Contains(kind);

    /// <summary>
    /// Whether somebody else acts for the debtor in all things: then only he is contacted, by people and not by
    /// machines, and his consent must be on record.
    /// </summary>
    public static bool NeedsGuardian(string kind) => kind is Minor or Guardian;
}

/// <summary>Local days on which one person is not contacted, both ends included.</summary>
/// <param name="QuietId">Their id, unique within the person.</param>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day.</param>
/// <param name="Reason">Why: a code, <c>bereavement</c>, <c>illness</c>, <c>wedding</c> ...</param>
public sealed record PersonQuietDates(string QuietId, LocalDate First, LocalDate Last, string Reason);

/// <summary>Something that happened elsewhere and that contacts wait after.</summary>
/// <param name="After">What.</param>
/// <param name="AccountId">The account it concerns.</param>
/// <param name="At">When; the latest of its kind and account.</param>
public sealed record PersonCause(CooldownCause After, string AccountId, Instant At);

/// <summary>Keeps lists of records in the order of their ids.</summary>
internal static class Kept
{
    /// <summary>The list with a record, new or instead of the one of the same id.</summary>
    public static IReadOnlyList<T> Put<T>(IReadOnlyList<T> list, T record, Func<T, string> id) =>
    [
        .. list.Where(each => id(each) != id(record)).Append(record).OrderBy(id, StringComparer.Ordinal),
    ];

    /// <summary>The list without the record of an id.</summary>
    public static IReadOnlyList<T> Without<T>(IReadOnlyList<T> list, string without, Func<T, string> id) =>
        [.. list.Where(each => id(each) != without)];

    /// <summary>The refusal of one more record than a person may have; null while there is room.</summary>
    public static Rejection? Full<T>(
        IReadOnlyList<T> list, Func<T, string> id, (string Id, int Most, string Code) room) =>
        list.Count >= room.Most && list.All(each => id(each) != room.Id)
            ? Rejection.Refused(room.Code, $"At most {room.Most} of them are kept for one person.")
            : null;
}
