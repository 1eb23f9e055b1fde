using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>
/// One decision in the making: the events booked so far and the account as they leave it. Rules check first and book
/// after, so that a refusal books nothing.
/// </summary>
internal sealed class Booking
{
    private readonly List<AccountEvent> _events = [];
    private readonly List<SideRow> _sideRows = [];

    /// <summary>A decision about an account.</summary>
    public Booking(Account account, BookContext context)
    {
        Now = account;
        Context = context;
    }

    /// <summary>The account as the events so far leave it.</summary>
    public Account Now { get; private set; }

    /// <summary>What the decision may know.</summary>
    public BookContext Context { get; }

    /// <summary>The events so far.</summary>
    public IReadOnlyList<AccountEvent> Events => _events;

    /// <summary>The side rows so far.</summary>
    public IReadOnlyList<SideRow> SideRows => _sideRows;

    /// <summary>The profile of an account that is open.</summary>
    public Profile Profile
    {
        get
        {
            Invariant.Require(Now.Profile is not null, "An open account has a profile.");
            return Now.Profile;
        }
    }

    /// <summary>The account's currency.</summary>
    public Currency Currency => Currency.Of(Profile.Currency);

    /// <summary>The local day of the decision in the account's zone.</summary>
    public LocalDate Today => LocalDays.DayOf(Context.At, LocalDays.Zone(Profile.TimeZone));

    /// <summary>Books an event.</summary>
    public void Book(AccountEvent happened)
    {
        _events.Add(happened);
        Now = Fold.Evolve(Now, happened, Context.At);
    }

    /// <summary>Writes a side row with the events.</summary>
    public void Write(SideRow row) => _sideRows.Add(row);

    /// <summary>A point to return to.</summary>
    public Mark Here() => new(Now, _events.Count, _sideRows.Count);

    /// <summary>Whether anything but the return of archived items was booked since a point.</summary>
    public bool ChangedSince(Mark mark)
    {
        for (var i = mark.Events; i < _events.Count; i++)
        {
            if (_events[i] is not AccountEvent.ItemsRestored)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Forgets everything booked since a point.</summary>
    public void ReturnTo(Mark mark)
    {
        Now = mark.Account;
        _events.RemoveRange(mark.Events, _events.Count - mark.Events);
        _sideRows.RemoveRange(mark.SideRows, _sideRows.Count - mark.SideRows);
    }

    /// <summary>A point in a decision.</summary>
    internal readonly record struct Mark(Account Account, int Events, int SideRows);
}
