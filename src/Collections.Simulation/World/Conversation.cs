using NodaTime;

namespace Collections.Simulation.World;

/// <summary>
/// How a call to a household ends. Chances of an answer, of the right party, of a promise and of its being kept are the
/// usual assumptions for early and late debt, see docs/guide/demo.md.
/// </summary>
internal static class Conversation
{
    private static readonly Chances Early = new(0.22, 0.55, 0.45, 0.60);
    private static readonly Chances Late = new(0.12, 0.30, 0.25, 0.40);

    /// <summary>Calls the household; who promises means to pay, or does not.</summary>
    /// <returns>A code of <see cref="CallOutcome"/>.</returns>
    public static string With(Household household, ref Dice dice, LocalDate today)
    {
        var chances = household.MonthsBehind > 1 ? Late : Early;
        if (!dice.Chance(chances.Answers))
        {
            return dice.Chance(0.5) ? CallOutcome.Machine : CallOutcome.NoAnswer;
        }

        if (!dice.Chance(chances.RightParty))
        {
            return CallOutcome.WrongParty;
        }

        var contests = household.Customer.Traits.Temperament == Temperament.Disputes ? 0.6 : 0.015;
        if (!household.Disputing && dice.Chance(contests))
        {
            return CallOutcome.Dispute;
        }

        if (!dice.Chance(chances.Promises))
        {
            return CallOutcome.Refuses;
        }

        household.Promise(today, ref dice, chances.Keeps);
        return CallOutcome.Promise;
    }

    private sealed record Chances(double Answers, double RightParty, double Promises, double Keeps);
}

/// <summary>How a call ends: codes of the disposition.</summary>
internal static class CallOutcome
{
    public const string NoAnswer = "no_answer";
    public const string Machine = "machine";
    public const string WrongParty = "wrong_party";
    public const string Promise = "promise_to_pay";
    public const string Refuses = "refused_to_pay";
    public const string Dispute = "disputed";
}
