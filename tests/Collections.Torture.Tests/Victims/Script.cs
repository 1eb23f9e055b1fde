using System.Globalization;
using Collections.Domain.Accounts;
using Collections.Kernel;
using NodaTime;

namespace Collections.Torture.Tests.Victims;

/// <summary>
/// What each client does, as a function of seed, client and number: after a restart the same number is the same command
/// with the same ids. First it opens its share of the accounts, then it plays episodes, each on one account.
/// </summary>
internal sealed class Script(int seed, int clients)
{
    private const int EpisodeSteps = 12;

    /// <summary>Commands of each client that open accounts; all clients finish them before the first episode.</summary>
    public int OpeningSteps { get; } = (Portfolio.Accounts + clients - 1) / clients;

    /// <summary>The command of a client under a number (from 0).</summary>
    /// <param name="client">From 0.</param>
    /// <param name="number">From 0.</param>
    /// <param name="now">The clock: a policy for later needs it; its key makes a repetition harmless.</param>
    public Step At(int client, int number, Instant now)
    {
        if (number < OpeningSteps)
        {
            var account = ((number * clients) + client) % Portfolio.Accounts;
            return Put(account, null, "open");
        }

        var episode = (number - OpeningSteps) / EpisodeSteps;
        var dice = new Dice(seed, client, episode);
        var scene = new Scene(dice, Portfolio.Pick(dice), $"{Text(client)}-{Text(episode)}");
        var step = Play(scene, (number - OpeningSteps) % EpisodeSteps, now);
        var keyed = step.Key is not null || dice.OneIn(3, "key" + step.Verb);
        return step with { Key = keyed ? $"k{Text(client)}-{Text(number)}" : null };
    }

    private static Step Play(Scene scene, int step, Instant now) => step switch
    {
        0 => scene.Bill(),
        1 => scene.CommitOrRaise(),
        2 => scene.Pending(),
        3 => scene.Dice.Client == 0 ? PolicyPages.Publish(scene, now) : scene.Tag(),
        4 => scene.Outcome(),
        5 => scene.Hold(),
        6 => scene.Credit(),
        7 => scene.ReverseOrPay(),
        8 => scene.Dice.Client == 0 ? scene.Credit() : scene.Untag(),
        9 => scene.Release(),
        10 => scene.SecondBill(),
        _ when scene.Dice.OneIn(3, "last") => Put(scene.Account, scene.Dice.Roll("rating", 900), scene.Suffix),
        _ => scene.LowerOrWriteOff(),
    };

    private static Step Put(int account, int? rating, string id) =>
        new(Portfolio.Key(account), Verbs.Put, id, 0, Portfolio.Profile(account, rating));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One episode: the commands on one account that belong together.</summary>
/// <param name="Dice">Its chance.</param>
/// <param name="Account">The account.</param>
/// <param name="Suffix">Makes its ids unique.</param>
internal sealed record Scene(Dice Dice, int Account, string Suffix)
{
    private static readonly LocalDate FirstDue = new(2025, 11, 20);

    private long Owed => 1_000 + Dice.Roll("owed", 20_000);

    private long SecondOwed => 500 + Dice.Roll("second", 5_000);

    private long Paid => Owed + SecondOwed - Dice.Roll("short", 400);

    private bool Draft => Dice.OneIn(4, "draft");

    private bool Fails => Dice.OneIn(6, "fails");

    public Step Bill() => Of(Verbs.Bill, "b" + Suffix, Owed, new AccountCommand.AddBill("b" + Suffix, Major(Owed))
    {
        DueDate = FirstDue.PlusDays(Dice.Roll("due", 90)),
        Draft = Draft,
    });

    // A draft commits once: only the key makes a repetition harmless.
    public Step CommitOrRaise() => Draft
        ? Of(Verbs.CommitBill, "b" + Suffix, 0, new AccountCommand.CommitBill("b" + Suffix)) with { Key = string.Empty }
        : Of(Verbs.Adjust, "j" + Suffix, 150, new AccountCommand.AdjustBill("b" + Suffix, "j" + Suffix, 1.50m));

    public Step Pending() => Payment(Verbs.Pending, PaymentStatus.Pending);

    public Step Outcome() => Fails
        ? Payment(Verbs.Failed, PaymentStatus.Failed)
        : Payment(Verbs.Settled, PaymentStatus.Settled);

    public Step Credit() =>
        Of(Verbs.Credit, "c" + Suffix, 75, new AccountCommand.AddCredit("c" + Suffix, 0.75m));

    public Step ReverseOrPay()
    {
        if (Fails)
        {
            return Of(Verbs.Settled, "q" + Suffix, Paid, new AccountCommand.AddPayment("q" + Suffix, Major(Paid)));
        }

        var whole = Dice.OneIn(5, "whole");
        var part = whole ? 0 : 1 + Dice.Roll("part", 900);
        return Of(Verbs.Reverse, "r" + Suffix, part, new AccountCommand.ReversePayment(
            "p" + Suffix, "r" + Suffix, whole ? null : Major(part), ReversalReason.Chargeback));
    }

    public Step Tag() => Of(Verbs.Tag, "t" + Suffix, 0, new AccountCommand.AddTag("t" + Suffix));

    public Step Untag() =>
        Of(Verbs.Untag, "t" + Suffix, 0, new AccountCommand.RemoveTag("t" + Suffix)) with { Key = string.Empty };

    public Step Hold() => Of(Verbs.Hold, "h" + Suffix, 0, new AccountCommand.PlaceHold(
        "h" + Suffix,
        "torture",
        null,
        Dice.OneIn(2, "until") ? new LocalDate(2026, 1, 2).PlusDays(Dice.Roll("days", 60)) : null,
        (HoldScope)Dice.Roll("scope", 3)));

    public Step Release() =>
        Of(Verbs.Release, "h" + Suffix, 0, new AccountCommand.ReleaseHold("h" + Suffix)) with { Key = string.Empty };

    public Step SecondBill() => Of(
        Verbs.Bill, "d" + Suffix, SecondOwed, new AccountCommand.AddBill("d" + Suffix, Major(SecondOwed)));

    public Step LowerOrWriteOff() => Dice.OneIn(2, "write off")
        ? Of(Verbs.WriteOff, "d" + Suffix, 0, new AccountCommand.WriteOffBill("d" + Suffix)) with { Key = string.Empty }
        : Of(Verbs.Adjust, "k" + Suffix, -100, new AccountCommand.AdjustBill("d" + Suffix, "k" + Suffix, -1m));

    private Step Payment(string verb, PaymentStatus status) =>
        Of(verb, "p" + Suffix, Paid, new AccountCommand.AddPayment("p" + Suffix, Major(Paid))
        {
            Status = status,
            BillId = Dice.OneIn(2, "named") ? "b" + Suffix : null,
            DeclineCode = status == PaymentStatus.Failed ? "insufficient_funds" : null,
        });

    private Step Of(string verb, string id, long amountMinor, ICommand command) =>
        new(Portfolio.Key(Account), verb, id, amountMinor, command);

    private static decimal Major(long minor) => minor / 100m;
}
