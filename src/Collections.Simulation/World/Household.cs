using Collections.Domain.Accounts;
using NodaTime;

namespace Collections.Simulation.World;

/// <summary>What a household means to do on a day.</summary>
internal abstract record Intent(LocalDate Day)
{
    /// <summary>Pays what is due up to a day, or a share of it.</summary>
    public sealed record Pay(LocalDate Day, LocalDate DueUpTo, double Share, bool Again) : Intent(Day);

    /// <summary>A debit under way settles, or is returned.</summary>
    public sealed record Land(LocalDate Day, string PaymentId, decimal Amount, bool Settles) : Intent(Day);

    /// <summary>The bank takes a payment back.</summary>
    public sealed record TakeBack(LocalDate Day, string PaymentId, ReversalReason Reason) : Intent(Day);

    /// <summary>The biller answers a complaint about a bill.</summary>
    public sealed record Answer(LocalDate Day, string HoldId, bool Agrees) : Intent(Day);
}

/// <summary>
/// A customer at home: what he means to do, changed by the mail he gets and the calls he takes. He knows the company
/// only by what reaches him; what he owes he reads off his statement when he pays.
/// </summary>
internal sealed class Household(long seed, Customer customer)
{
    private const double Unsubscribes = 0.004;
    private const int PromiseWithinDays = 10;

    private readonly List<Intent> _intents = [];
    private readonly HashSet<string> _heard = new(StringComparer.Ordinal);
    private int _payments;

    /// <summary>Who lives there.</summary>
    public Customer Customer => customer;

    /// <summary>Months past due at the start of this month.</summary>
    public int MonthsBehind { get; private set; } = customer.MonthsBehind;

    /// <summary>A debit is under way: nothing else is paid meanwhile.</summary>
    public bool DebitUnderWay => _intents.Exists(intent => intent is Intent.Land);

    /// <summary>A dispute is open: a second one is not raised.</summary>
    public bool Disputing => _intents.Exists(intent => intent is Intent.Answer);

    /// <summary>The household's dice for something that happens once.</summary>
    public Dice Dice(string name, params ReadOnlySpan<long> numbers) =>
        World.Dice.Of(seed, name, [customer.Number, .. numbers]);

    /// <summary>A fresh payment id.</summary>
    public string NextPaymentId() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"p-{++_payments:D3}");

    /// <summary>Means to do something.</summary>
    public void Intend(Intent intent) => _intents.Add(intent);

    /// <summary>Whether something is to be done by a day.</summary>
    public bool HasDue(LocalDate today) => _intents.Exists(intent => intent.Day <= today);

    /// <summary>Takes what is to be done up to a day, in order.</summary>
    public IReadOnlyList<Intent> Take(LocalDate today)
    {
        if (_intents.Count == 0)
        {
            return [];
        }

        var due = _intents.Where(intent => intent.Day <= today).ToList();
        if (due.Count > 0)
        {
            _intents.RemoveAll(intent => intent.Day <= today);
        }

        return due;
    }

    /// <summary>Begins a month: behind so far, meaning to be so far behind at its end.</summary>
    public void Plan(YearMonth month, int behind, int target)
    {
        MonthsBehind = behind;
        var dice = Dice("plan", month.Year, month.Month);
        var first = month.OnDayOfMonth(1);
        var last = first.PlusMonths(1).PlusDays(-1);
        if (target > behind)
        {
            if (customer.Traits.Temperament is Temperament.Squeezed or Temperament.Chronic && dice.Chance(0.5))
            {
                Intend(new Intent.Pay(first.PlusDays(customer.Payday - 1), last.PlusMonths(-1), 0.3, false));
            }

            return;
        }

        var upTo = last.PlusMonths(-target);
        var day = behind == 0 ? OnTime(dice, month) : first.PlusDays(Math.Min(customer.Payday, 27) - 1);
        if (customer.Traits.Temperament == Temperament.Squeezed)
        {
            Intend(new Intent.Pay(day.PlusDays(-3), upTo, 0.5, false));
        }

        Intend(new Intent.Pay(day, upTo, 1, false));
    }

    /// <summary>Reads a notice. True when he wants no more of them.</summary>
    public bool Hear(string template, LocalDate today)
    {
        var dice = Dice("notice " + template, today.Year, today.DayOfYear);
        if (template == DemoPolicy.ReminderTemplate)
        {
            HearReminder(today);
        }
        else
        {
            var heeds = customer.Traits.HeedsNotice * (MonthsBehind > 1 ? 0.4 : 1);
            if (dice.Chance(heeds))
            {
                var share = customer.Traits.Temperament == Temperament.Squeezed ? 0.6 : 1;
                Intend(new Intent.Pay(today.PlusDays(dice.Between(1, 4)), today, share, false));
            }
        }

        return dice.Chance(Unsubscribes);
    }

    /// <summary>Promises on the phone to pay; keeps it, or not.</summary>
    public void Promise(LocalDate today, ref Dice dice, double keeps)
    {
        var payday = today.Day <= customer.Payday ? customer.Payday - today.Day : PromiseWithinDays;
        var day = today.PlusDays(Math.Clamp(payday, 1, PromiseWithinDays));
        if (dice.Chance(keeps * customer.Traits.KeepsPromise))
        {
            Intend(new Intent.Pay(day, today, 1, false));
        }
    }

    private void HearReminder(LocalDate today)
    {
        // The ladder repeats itself; a bill is heeded once or not at all.
        var due = today.PlusDays(3).ToYearMonth();
        if (!_heard.Add($"{due.Year}-{due.Month}"))
        {
            return;
        }

        var dice = Dice("reminder", due.Year, due.Month);
        var heeds = customer.Traits.HeedsReminder * (MonthsBehind > 0 ? 0.3 : 1);
        if (dice.Chance(heeds))
        {
            Intend(new Intent.Pay(today.PlusDays(dice.Between(0, 3)), today.PlusDays(3), 1, false));
        }
    }

    private LocalDate OnTime(Dice dice, YearMonth month)
    {
        var due = Billing.DueOn(customer, month);
        var late = customer.Traits.Temperament switch
        {
            Temperament.Prompt => dice.Chance(0.04),
            Temperament.Forgetful => dice.Chance(0.35),
            _ => dice.Chance(0.25),
        };
        var day = due.PlusDays(late ? dice.Between(1, 6) : -dice.Between(0, 10));
        var first = month.OnDayOfMonth(1);
        return day < first ? first : day;
    }
}
