using System.Text.Json;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>Holds are placed, released, and run out at the start of their <c>until</c> day.</summary>
internal static class Holding
{
    /// <summary>Places a hold.</summary>
    public static Rejection? Place(Booking booking, AccountCommand.PlaceHold command)
    {
        var refusal = Form.Id("/holdId", command.HoldId) ?? Form.OptionalWord("/reason", command.Reason);
        if (refusal is not null)
        {
            return refusal;
        }

        if (command.From is { } first && command.Until <= first)
        {
            return Rejection.Invalid("/until", "until_not_after_from", "A hold ends after the day it begins.");
        }

        var hold = new Hold
        {
            HoldId = command.HoldId,
            Reason = command.Reason,
            From = command.From ?? booking.Today,
            FromOmitted = command.From is null,
            Until = command.Until,
            Scope = command.Scope,
        };
        if (Find(booking, command.HoldId) is { } existing)
        {
            return IsSame(existing, hold) ? null : AccountRejections.Conflict("hold", command.HoldId);
        }

        booking.Book(new AccountEvent.HoldPlaced(hold));
        return null;
    }

    /// <summary>Releases a hold that stands.</summary>
    public static Rejection? Release(Booking booking, AccountCommand.ReleaseHold command)
    {
        var index = booking.Now.Holds.IndexOf(hold => hold.HoldId == command.HoldId && hold.ReleasedAt is null);
        if (index < 0)
        {
            return AccountRejections.HoldUnknown(command.HoldId);
        }

        booking.Book(new AccountEvent.HoldReleased(command.HoldId, Expired: false));
        return null;
    }

    /// <summary>Books the end of every hold whose last day has passed.</summary>
    public static void Expire(Booking booking)
    {
        if (!AnyWithEnd(booking.Now.Holds))
        {
            return;
        }

        var today = booking.Today;
        foreach (var hold in booking.Now.Holds)
        {
            if (hold.ReleasedAt is null && hold.Until <= today)
            {
                booking.Book(new AccountEvent.HoldReleased(hold.HoldId, Expired: true));
            }
        }
    }

    /// <summary>The instant at which the next hold runs out; null for none.</summary>
    public static Instant? NextExpiry(Account account)
    {
        LocalDate? next = null;
        foreach (var hold in account.Holds)
        {
            if (hold.ReleasedAt is null && hold.Until is { } until && (next is null || until < next))
            {
                next = until;
            }
        }

        return next is { } day && account.Profile is { } profile
            ? LocalDays.StartOf(day, LocalDays.Zone(profile.TimeZone))
            : null;
    }

    private static bool AnyWithEnd(Items<Hold> holds)
    {
        foreach (var hold in holds)
        {
            if (hold.ReleasedAt is null && hold.Until is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static Hold? Find(Booking booking, string holdId)
    {
        var index = booking.Now.Holds.IndexOf(hold => hold.HoldId == holdId);
        if (index >= 0)
        {
            return booking.Now.Holds[index];
        }

        return booking.Now.Archived is not null
            && booking.Context.Facts.Archived(ArchiveShelf.Hold, holdId) is { } json
                ? JsonSerializer.Deserialize(json.Span, AccountJson.Default.Hold)
                : null;
    }

    private static bool IsSame(Hold stored, Hold again) =>
        (stored.FromOmitted || !again.FromOmitted)
        && stored == again with
        {
            From = again.FromOmitted ? stored.From : again.From,
            FromOmitted = stored.FromOmitted,
            ReleasedAt = stored.ReleasedAt,
        };
}
