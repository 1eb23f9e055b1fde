using Collections.Domain.Configuration;
using Collections.Domain.Overdue;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>
/// A look of the policy at the account: what it may know, and what happened in the decision so far.
/// </summary>
internal sealed class Look
{
    private readonly IReadOnlyList<AccountEvent> _before;
    private (Account Of, OverdueFacts Facts)? _facts;
    private HashSet<string>? _entered;

    /// <summary>A look at an account as the events booked before leave it.</summary>
    /// <param name="booking">Where events go.</param>
    /// <param name="configuration">The configuration in force.</param>
    /// <param name="before">What happened in the decision before the look.</param>
    public Look(Booking booking, TenantConfiguration configuration, IReadOnlyList<AccountEvent> before)
    {
        Booking = booking;
        Configuration = configuration;
        _before = before;
        Version = Review.PolicyOf(booking.Now, configuration);
        Today = booking.Today;
    }

    /// <summary>Where events go.</summary>
    public Booking Booking { get; }

    /// <summary>The account as it stands now.</summary>
    public Account Account => Booking.Now;

    /// <summary>The configuration in force.</summary>
    public TenantConfiguration Configuration { get; }

    /// <summary>The policy the account follows.</summary>
    public PolicyVersion Version { get; }

    /// <summary>The policy the account follows.</summary>
    public Policy Policy => Version.Policy;

    /// <summary>The account's local day.</summary>
    public LocalDate Today { get; }

    /// <summary>The account's currency.</summary>
    public Currency Currency => Booking.Currency;

    /// <summary>How many events the decision has so far.</summary>
    public int EventCount => _before.Count + Booking.Events.Count;

    /// <summary>Whether no rule is looked at again in this decision.</summary>
    public bool RulesStopped { get; set; }

    /// <summary>How many events the decision had when the rules were last looked at; null before the first.</summary>
    public int? RulesLookedAt { get; set; }

    /// <summary>States entered in this decision: the actions of a state run once.</summary>
    public HashSet<string> Entered => _entered ??= new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What the policies may see of the account now.</summary>
    public OverdueFacts Facts
    {
        get
        {
            if (_facts is not { } known || !ReferenceEquals(known.Of, Account))
            {
                known = (Account, AccountFacts.Of(Account));
                _facts = known;
            }

            return known.Facts;
        }
    }

    /// <summary>An event of the decision by its place, from 0.</summary>
    public AccountEvent EventAt(int index) =>
        index < _before.Count ? _before[index] : Booking.Events[index - _before.Count];

    /// <summary>Books an event.</summary>
    public void Book(AccountEvent happened) => Booking.Book(happened);

    /// <summary>An id for something that the next event brings into being.</summary>
    public string NewId(string prefix) =>
        DerivedId.Of(prefix, Booking.Context.Key, Booking.Context.Version, EventCount);

    /// <summary>Whether a hold of one of these scopes stands today.</summary>
    public bool IsHeld(HoldScope one, HoldScope other)
    {
        foreach (var hold in Account.Holds)
        {
            if ((hold.Scope == one || hold.Scope == other) && hold.IsActiveOn(Today))
            {
                return true;
            }
        }

        return false;
    }
}
