using Collections.Domain.Treatments;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>
/// What the account tells the tasks about it: paid ones end, held and disputed ones rest, at once. Tasks of treatments
/// end with their steps and rest with their treatments.
/// </summary>
internal static class TaskWatch
{
    /// <summary>More open tasks about one account are not watched; nobody works on so many.</summary>
    private const int LinksMax = 200;

    /// <summary>Books what has changed for the tasks.</summary>
    public static void Run(Look look)
    {
        foreach (var link in look.Account.Tasks)
        {
            if (link.EndsWhenPaid && OwedMinor(look.Account, link.BillId, look.Today) <= 0)
            {
                look.Book(new AccountEvent.TaskTold(link.TaskId, TaskNews.Paid, Over: false));
                continue;
            }

            Tell(look, link, TaskNews.Held, (link.Held, IsHeld(look, link)));
            Tell(look, link, TaskNews.Disputed, (link.Disputed, IsDisputed(look.Account, link.BillId)));
        }
    }

    /// <summary>A task made by somebody else: linked, or found to be one with another.</summary>
    public static void Open(Look look, AccountCommand.TaskOpened opened)
    {
        var tasks = look.Account.Tasks;
        if (tasks.IndexOf(link => link.TaskId == opened.TaskId) >= 0)
        {
            return;
        }

        if (TwinOf(look.Account, opened.TaskKind, opened.BillId) is { } twin)
        {
            look.Book(new AccountEvent.TaskDuplicate(opened.TaskId, twin));
            return;
        }

        if (tasks.Count < LinksMax)
        {
            look.Book(new AccountEvent.TaskLinked(new TaskLink
            {
                TaskId = opened.TaskId,
                Kind = opened.TaskKind,
                BillId = opened.BillId,
                Contacts = opened.Contacts,
                EndsWhenPaid = opened.EndsWhenPaid && IsOwing(look, opened.BillId),
            }));
        }
    }

    /// <summary>Word that a task has ended; that of a task not watched says nothing.</summary>
    public static void Close(Look look, string taskId)
    {
        if (look.Account.Tasks.IndexOf(link => link.TaskId == taskId) >= 0)
        {
            look.Book(new AccountEvent.TaskUnlinked(taskId));
        }
    }

    /// <summary>
    /// Asks for the message that follows an unanswered call: over the number that was called, or what else the channel
    /// reaches. A bill that is paid by now needs no message.
    /// </summary>
    public static void Write(Look look, AccountCommand.TaskUnanswered unanswered)
    {
        if (OwedMinor(look.Account, unanswered.BillId, look.Today) <= 0)
        {
            return;
        }

        Items<string> bills = unanswered.BillId is { } bill
            ? [bill]
            : look.Account.Bills
                .Where(each => each.OutstandingMinor > 0 && each.Terms.DueDate < look.Today)
                .Select(each => each.BillId)
                .ToItems();
        Noticing.FollowCall(look, unanswered, bills);
    }

    /// <summary>The open task about the same bill; null for none, and for tasks about no bill.</summary>
    public static string? TwinOf(Account account, string kind, string? billId)
    {
        var index = billId is null
            ? -1
            : account.Tasks.IndexOf(link => link.BillId == billId && link.Kind == kind);
        return index < 0 ? null : account.Tasks[index].TaskId;
    }

    /// <summary>
    /// The next local day on which a hold begins that stops a task; the end of a hold is a day of its own.
    /// </summary>
    public static LocalDate? NextDay(Account account, LocalDate after)
    {
        if (account.Tasks.Count == 0)
        {
            return null;
        }

        LocalDate? next = null;
        foreach (var hold in account.Holds)
        {
            if (hold.ReleasedAt is null && hold.From > after && (next is null || hold.From < next))
            {
                next = hold.From;
            }
        }

        return next;
    }

    /// <summary>The links after an event.</summary>
    public static Account? Evolve(Account account, AccountEvent happened) => happened switch
    {
        AccountEvent.TaskLinked e => account with { Tasks = account.Tasks.Add(e.Link) },
        AccountEvent.TaskUnlinked e => Without(account, e.TaskId),
        AccountEvent.TaskDuplicate => account with { },
        AccountEvent.TaskTold { News: TaskNews.Paid } e => Without(account, e.TaskId),
        AccountEvent.TaskTold e => Told(account, e),
        AccountEvent.TaskRequested e => account.Tasks.Count >= LinksMax
            ? account with { }
            : account with { Tasks = account.Tasks.Add(LinkOf(e)) },
        _ => null,
    };

    /// <summary>The account without the link of a task.</summary>
    public static Account Without(Account account, string? taskId)
    {
        var index = taskId is null ? -1 : account.Tasks.IndexOf(link => link.TaskId == taskId);
        return index < 0
            ? account
            : account with { Tasks = account.Tasks.Where(link => link.TaskId != taskId).ToItems() };
    }

    private static TaskLink LinkOf(AccountEvent.TaskRequested requested) => new()
    {
        TaskId = requested.TaskId,
        Kind = requested.Task.Name,
        TreatmentId = requested.Cause.TreatmentId,
        Contacts = true,
    };

    private static Account Told(Account account, AccountEvent.TaskTold told)
    {
        var index = account.Tasks.IndexOf(link => link.TaskId == told.TaskId);
        Invariant.Require(index >= 0, "Only linked tasks are told something.");
        var link = account.Tasks[index];
        return account with
        {
            Tasks = account.Tasks.With(index, told.News == TaskNews.Held
                ? link with { Held = !told.Over }
                : link with { Disputed = !told.Over }),
        };
    }

    private static void Tell(Look look, TaskLink link, TaskNews news, (bool Was, bool Is) rests)
    {
        if (rests.Was != rests.Is)
        {
            look.Book(new AccountEvent.TaskTold(link.TaskId, news, Over: rests.Was));
        }
    }

    private static bool IsHeld(Look look, TaskLink link)
    {
        if (link.TreatmentId is { } treatmentId)
        {
            var index = look.Account.TreatmentIndex(treatmentId);
            if (index >= 0 && look.Account.Treatments[index].Status == TreatmentStatus.Held)
            {
                return true;
            }
        }

        return look.IsHeld(HoldScope.All, link.Contacts ? HoldScope.Contact : HoldScope.All);
    }

    private static bool IsOwing(Look look, string? billId) => OwedMinor(look.Account, billId, look.Today) > 0;

    /// <summary>What is owed: of the bill, or of all that is past due.</summary>
    private static long OwedMinor(Account account, string? billId, LocalDate today)
    {
        var owed = 0L;
        foreach (var bill in account.Bills)
        {
            if (billId is null ? bill.Terms.DueDate < today : bill.BillId == billId)
            {
                owed += Math.Max(0, bill.OutstandingMinor);
            }
        }

        return owed;
    }

    private static bool IsDisputed(Account account, string? billId)
    {
        var (owed, disputed) = (0L, 0L);
        foreach (var bill in account.Bills)
        {
            if (bill.OutstandingMinor > 0 && (billId is null || bill.BillId == billId))
            {
                owed += bill.OutstandingMinor;
                disputed += bill.DisputedMinor;
            }
        }

        return owed > 0 && disputed >= owed;
    }
}
