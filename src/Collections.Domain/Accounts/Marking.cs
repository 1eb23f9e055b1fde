using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>Tags go on and off.</summary>
internal static class Marking
{
    /// <summary>Puts a tag on; one that is on stays.</summary>
    public static Rejection? Add(Booking booking, AccountCommand.AddTag command)
    {
        if (Form.Word("/tag", command.Tag) is { } refusal)
        {
            return refusal;
        }

        if (!Sorted.Has(booking.Now.Tags, command.Tag))
        {
            booking.Book(new AccountEvent.TagAdded(command.Tag));
        }

        return null;
    }

    /// <summary>Takes a tag off.</summary>
    public static Rejection? Remove(Booking booking, AccountCommand.RemoveTag command)
    {
        if (!Sorted.Has(booking.Now.Tags, command.Tag))
        {
            return AccountRejections.TagUnknown(command.Tag);
        }

        booking.Book(new AccountEvent.TagRemoved(command.Tag));
        return null;
    }

    /// <summary>Makes the tags those of a list.</summary>
    public static void Replace(Booking booking, Items<string> tags)
    {
        var wanted = Sorted.Of(tags);
        foreach (var tag in booking.Now.Tags)
        {
            if (!Sorted.Has(wanted, tag))
            {
                booking.Book(new AccountEvent.TagRemoved(tag));
            }
        }

        foreach (var tag in wanted)
        {
            if (!Sorted.Has(booking.Now.Tags, tag))
            {
                booking.Book(new AccountEvent.TagAdded(tag));
            }
        }
    }
}
