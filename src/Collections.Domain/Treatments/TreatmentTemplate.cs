using Collections.Domain.Accounts;
using Collections.Domain.Overdue;
using Collections.Domain.Overdue.Conditions;

namespace Collections.Domain.Treatments;

/// <summary>The plan of a treatment as a policy writes it.</summary>
public sealed record TreatmentTemplate
{
    /// <summary>Its name in the policy.</summary>
    public required string Name { get; init; }

    /// <summary>While it holds, no step is activated; null for never.</summary>
    public Condition? HoldWhen { get; init; }

    /// <summary>When so little is unpaid that the treatment is over.</summary>
    public CancelTolerance Cancel { get; init; } = CancelTolerance.Nothing;

    /// <summary>Whether it goes on where it stood when the payment that ended it is reversed.</summary>
    public bool Reopen { get; init; }

    /// <summary>The steps in file order.</summary>
    public IReadOnlyList<TemplateStep> Steps { get; init; } = [];
}

/// <summary>A step of a template.</summary>
/// <param name="Name">Its name, unique in the template.</param>
/// <param name="After">When it falls due.</param>
/// <param name="Do">What it does.</param>
public sealed record TemplateStep(string Name, StepAfter After, TreatmentAction Do);

/// <summary>
/// When a step falls due: a wait counted from the local day the treatment started, or from the day the last of some
/// steps ended.
/// </summary>
/// <param name="Steps">The steps that must have ended; empty for none.</param>
/// <param name="Number">How long the wait is; 0 for at once.</param>
/// <param name="Unit">In which unit.</param>
/// <param name="Workdays">Whether only workdays of the policy's calendar count; the unit is days then.</param>
public sealed record StepAfter(Items<string> Steps, int Number, AgeUnit Unit, bool Workdays)
{
    /// <summary>Longest wait in any unit: far beyond any dunning, far within the calendar.</summary>
    public const int NumberMax = 1_000;

    /// <summary>At once.</summary>
    public static StepAfter AtOnce { get; } = new([], 0, AgeUnit.Days, false);
}

/// <summary>When a treatment is over because so little of its bills is unpaid.</summary>
/// <param name="Amount">At most this in major units of the account's currency.</param>
/// <param name="Percent">At most this share of the bills' amounts; null: shares are not looked at.</param>
/// <param name="Both">Whether both must be met; otherwise one is enough.</param>
public sealed record CancelTolerance(decimal Amount, decimal? Percent, bool Both)
{
    /// <summary>Nothing may be unpaid.</summary>
    public static CancelTolerance Nothing { get; } = new(0, null, false);

    /// <summary>Whether so much is little enough.</summary>
    /// <param name="unpaid">What is unpaid, major units.</param>
    /// <param name="original">What the bills were about, major units.</param>
    public bool IsMet(decimal unpaid, decimal original)
    {
        var amount = unpaid <= Amount;
        if (Percent is not { } percent)
        {
            return amount;
        }

        var share = unpaid * 100 <= percent * original;
        return Both ? amount && share : amount || share;
    }
}
