using Collections.Domain.Accounts;
using Collections.Domain.Contacts;
using Collections.Kernel;

namespace Collections.Simulation.Workload;

/// <summary>What a request comes to in plain words, for who judges without knowing commands.</summary>
/// <param name="What">
/// <c>bill</c>, <c>settled</c>, <c>credit</c>, <c>out</c>, <c>in</c>, <c>quiet</c>, <c>law</c>.
/// </param>
/// <param name="Id">Of what: an id, or a channel.</param>
internal sealed record Wanted(string What, string Id)
{
    /// <summary>What is wanted; null for what nobody asks about afterwards.</summary>
    public static Wanted? Of(ICommand command) => command switch
    {
        AccountCommand.AddBill bill => new("bill", bill.BillId),
        AccountCommand.AddPayment { Status: PaymentStatus.Settled } payment => new("settled", payment.PaymentId),
        AccountCommand.AddCredit credit => new("credit", credit.CreditId),
        PersonCommand.SetQuietDates set => new("quiet", set.Dates.QuietId),
        PersonCommand.PlaceLegalHold place => new("law", place.Hold.HoldId),
        PersonCommand.OptOut wish => new("out", wish.Channel ?? "email"),
        PersonCommand.OptIn wish => new("in", wish.Channel ?? "email"),
        _ => null,
    };
}
