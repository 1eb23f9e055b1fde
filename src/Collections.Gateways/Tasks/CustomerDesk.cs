using Collections.Domain.Contacts;
using Collections.Domain.Tasks;
using Collections.Kernel;
using Collections.Runtime;
using NodaTime;

namespace Collections.Gateways.Tasks;

/// <summary>What a customer wishes by the link he was sent.</summary>
public abstract record CustomerWish
{
    private CustomerWish()
    {
    }

    /// <summary>To be called at a local time of his own, at the next legal instant from then on.</summary>
    public sealed record CallAt(LocalDateTime Local) : CustomerWish;

    /// <summary>To be left alone up to a local day, that day included.</summary>
    public sealed record Quiet(LocalDate Until) : CustomerWish;

    /// <summary>To be called no more.</summary>
    public sealed record NoCalls : CustomerWish;
}

/// <summary>Carries out what customers wish by themselves; each wish counts from the next decision on.</summary>
public static class CustomerDesk
{
    /// <summary>The longest stretch of days that a customer may ask for by himself.</summary>
    public const int QuietDaysMax = 60;

    private const string Source = "self_service";

    private static readonly AskOptions Options = new() { Principal = new Principal(Source, "system") };

    /// <summary>
    /// Carries out a wish. Refusals: <c>task_unknown</c> (404), <c>task_state</c>, <c>callback_in_past</c>,
    /// <c>callback_beyond_horizon</c>, <c>quiet_too_long</c> (422).
    /// </summary>
    /// <param name="engine">The engine.</param>
    /// <param name="link">The link, which was signed by us.</param>
    /// <param name="wish">The wish; local times are those of the account.</param>
    public static async ValueTask<Rejection?> AskAsync(Engine engine, CustomerLink link, CustomerWish wish)
    {
        var key = new EntityKey(link.Tenant, TaskDecider.Kind, link.TaskId);
        if (await engine.ReadAsync(key) is not (CollectionTask { Terms: { } terms }, _)
            || await TaskDesk.AccountAsync(engine, link.Tenant, terms.AccountId) is not { Profile: { } profile })
        {
            return Rejection.Unknown("task_unknown", $"There is no task '{link.TaskId}'.");
        }

        var zone = LocalDays.Zone(profile.TimeZone);
        if (wish is CustomerWish.CallAt call)
        {
            var at = call.Local.InZoneLeniently(zone).ToInstant();
            return (await engine.AskAsync(key, new TaskCommand.AgreeCallback(at, null), Options)).Rejection;
        }

        var person = new EntityKey(link.Tenant, PersonDecider.Kind, profile.CustomerId);
        var today = LocalDays.DayOf(engine.Setup.Clock.Now, zone);
        if (wish is CustomerWish.Quiet quiet && (quiet.Until < today || quiet.Until > today.PlusDays(QuietDaysMax)))
        {
            return Rejection.Refused("quiet_too_long", $"Days from today to {QuietDaysMax} days ahead may be chosen.");
        }

        PersonCommand command = wish is CustomerWish.Quiet days
            ? new PersonCommand.SetQuietDates(new PersonQuietDates(Source, today, days.Until, Source))
            : new PersonCommand.OptOut(ContactChannels.Phone, Source);
        return (await engine.AskAsync(person, command, Options)).Rejection;
    }
}
