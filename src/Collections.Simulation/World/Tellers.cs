using Collections.Domain.Accounts;
using Collections.Kernel;
using NodaTime;

namespace Collections.Simulation.World;

/// <summary>
/// Carries what households do to the company: payments, returns, reversals, the answers to complaints.
/// </summary>
internal sealed class Tellers(ICounter counter)
{
    private const double TakenBack = 0.004;
    private const int LandsAfterDays = 2;

    private static readonly Principal Bank = new("bank", "integration");
    private static readonly Principal Biller = new("billing", "integration");

    /// <summary>Does one thing a household meant to do today.</summary>
    public Task DoAsync(Household household, Intent intent, LocalDate today) => intent switch
    {
        Intent.Pay pay => PayAsync(household, pay, today),
        Intent.Land land => LandAsync(household, land, today),
        Intent.TakeBack back => AskAsync(
            household,
            new AccountCommand.ReversePayment(back.PaymentId, "r-" + back.PaymentId, null, back.Reason),
            Bank),
        Intent.Answer answer => AnswerAsync(household, answer, today),
        _ => throw Invariant.Unreachable($"Unknown intent {intent.GetType().Name}."),
    };

    /// <summary>Writes a bill.</summary>
    public Task BillAsync(Household household, AccountCommand.AddBill bill) => AskAsync(household, bill, Biller);

    private async Task PayAsync(Household household, Intent.Pay pay, LocalDate today)
    {
        if (household.DebitUnderWay)
        {
            household.Intend(pay with { Day = today.PlusDays(LandsAfterDays + 1) });
            return;
        }

        var account = await counter.ReadAsync(household.Customer.AccountId);
        var owed = account.Bills
            .Where(bill => bill.OutstandingMinor > 0 && bill.Terms.DueDate <= pay.DueUpTo)
            .Sum(bill => bill.OutstandingMinor);
        var minor = pay.Share < 1 ? (long)(owed * pay.Share) : owed;
        if (minor <= 0)
        {
            return;
        }

        var amount = new Money(minor, Currency.Of(household.Customer.Market.Currency)).Amount;
        var payment = new AccountCommand.AddPayment(household.NextPaymentId(), amount);
        await PayAsync(household, pay, payment, today);
    }

    private async Task PayAsync(
        Household household, Intent.Pay pay, AccountCommand.AddPayment payment, LocalDate today)
    {
        var dice = household.Dice("pays " + payment.PaymentId);
        var poor = household.Customer.Traits.Temperament is Temperament.Squeezed or Temperament.Chronic;
        switch (household.Customer.Way)
        {
            case PaymentWay.Card when !pay.Again && dice.Chance(poor ? 0.15 : 0.025):
                var code = dice.Chance(0.6) ? "insufficient_funds" : dice.Chance(0.5) ? "card_expired" : "do_not_honor";
                await AskAsync(
                    household,
                    payment with { Method = "card", Status = PaymentStatus.Failed, DeclineCode = code },
                    Bank);
                if (dice.Chance(0.8))
                {
                    household.Intend(pay with { Day = today.PlusDays(3), Again = true });
                }

                break;
            case PaymentWay.DirectDebit:
                var settles = !dice.Chance(poor ? 0.10 : 0.02);
                household.Intend(new Intent.Land(
                    today.PlusDays(LandsAfterDays), payment.PaymentId, payment.Amount, settles));
                await AskAsync(household, payment with { Method = "debit", Status = PaymentStatus.Pending }, Bank);
                break;
            default:
                var method = household.Customer.Way == PaymentWay.Card ? "card" : "transfer";
                await AskAsync(household, payment with { Method = method, Status = PaymentStatus.Settled }, Bank);
                MayTakeBack(household, payment.PaymentId, today);
                break;
        }
    }

    private async Task LandAsync(Household household, Intent.Land land, LocalDate today)
    {
        var payment = new AccountCommand.AddPayment(land.PaymentId, land.Amount) { Method = "debit" };
        if (land.Settles)
        {
            await AskAsync(household, payment with { Status = PaymentStatus.Settled }, Bank);
            MayTakeBack(household, land.PaymentId, today);
            return;
        }

        await AskAsync(
            household, payment with { Status = PaymentStatus.Failed, DeclineCode = "insufficient_funds" }, Bank);
        if (household.Dice("again " + land.PaymentId).Chance(0.7))
        {
            household.Intend(new Intent.Pay(today.PlusDays(4), today, 1, true));
        }
    }

    private static void MayTakeBack(Household household, string paymentId, LocalDate today)
    {
        var dice = household.Dice("back " + paymentId);
        if (dice.Chance(TakenBack))
        {
            var reason = household.Customer.Way == PaymentWay.Card ? ReversalReason.Chargeback : ReversalReason.Nsf;
            household.Intend(new Intent.TakeBack(today.PlusDays(dice.Between(4, 18)), paymentId, reason));
        }
    }

    private async Task AnswerAsync(Household household, Intent.Answer answer, LocalDate today)
    {
        var account = await counter.ReadAsync(household.Customer.AccountId);
        var oldest = account.Bills
            .Where(bill => bill.OutstandingMinor > 0)
            .OrderBy(bill => bill.Terms.DueDate)
            .FirstOrDefault();
        if (answer.Agrees && oldest is not null)
        {
            var currency = Currency.Of(household.Customer.Market.Currency);
            var credit = -new Money(Math.Max(1, oldest.OutstandingMinor * 2 / 5), currency).Amount;
            await AskAsync(
                household, new AccountCommand.AdjustBill(oldest.BillId, "adj-" + answer.HoldId, credit), Biller);
        }

        await AskAsync(household, new AccountCommand.ReleaseHold(answer.HoldId), Biller);
        household.Intend(new Intent.Pay(today.PlusDays(3), today, 1, false));
    }

    private Task AskAsync(Household household, AccountCommand command, Principal who) =>
        counter.AskAsync(household.Customer.AccountId, command, who);
}

/// <summary>Where the company meets its customers: one engine, or whichever server happens to run.</summary>
internal interface ICounter
{
    /// <summary>The account as it is durable.</summary>
    ValueTask<Account> ReadAsync(string accountId);

    /// <summary>Asks something of an account.</summary>
    Task AskAsync(string accountId, AccountCommand command, Principal who);
}
