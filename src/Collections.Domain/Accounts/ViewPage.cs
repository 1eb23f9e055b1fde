using System.Text.Json;
using Collections.Kernel;
using NodaTime;
using NodaTime.Text;

namespace Collections.Domain.Accounts;

/// <summary>The view of one account while it is written: how amounts, days and instants look.</summary>
internal sealed class ViewPage
{
    private readonly int _digits;

    /// <summary>A page for an account.</summary>
    public ViewPage(Utf8JsonWriter writer, Account account, Profile profile, ViewInputs inputs)
    {
        Writer = writer;
        Account = account;
        Profile = profile;
        Inputs = inputs;
        Today = LocalDays.DayOf(inputs.At, LocalDays.Zone(profile.TimeZone));
        _digits = Currency.Of(profile.Currency).Digits;
    }

    /// <summary>Where it is written.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>The account.</summary>
    public Account Account { get; }

    /// <summary>Its profile.</summary>
    public Profile Profile { get; }

    /// <summary>What the view needs besides.</summary>
    public ViewInputs Inputs { get; }

    /// <summary>The local day it is looked at.</summary>
    public LocalDate Today { get; }

    /// <summary>All items that are not closed and the last hundred closed, in their order.</summary>
    public static IEnumerable<T> Shown<T>(Items<T> items, Func<T, Instant?> closedAt)
        where T : class
    {
        var beyond = ClosedItems.Oldest(items, closedAt, Archiving.ClosedKept);
        var hidden = new HashSet<T>(beyond, ReferenceEqualityComparer.Instance);
        return hidden.Count == 0 ? items : items.Where(item => !hidden.Contains(item));
    }

    /// <summary>An amount in major units with the currency's digits.</summary>
    public void Amount(string name, long minor)
    {
        var magnitude = (ulong)Math.Abs(minor);
        Writer.WriteNumber(name, new decimal(
            unchecked((int)(uint)magnitude), unchecked((int)(uint)(magnitude >> 32)), 0, minor < 0, (byte)_digits));
    }

    /// <summary>A local day, or null.</summary>
    public void Day(string name, LocalDate? day) =>
        Writer.WriteString(name, day is { } given ? LocalDatePattern.Iso.Format(given) : null);

    /// <summary>An instant, RFC 3339 in UTC, or null.</summary>
    public void Instant(string name, Instant? instant) =>
        Writer.WriteString(name, instant is { } given ? InstantPattern.ExtendedIso.Format(given) : null);

    /// <summary>A list of texts.</summary>
    public void Texts(string name, Items<string> texts)
    {
        Writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            Writer.WriteStringValue(text);
        }

        Writer.WriteEndArray();
    }

    /// <summary>A personal value, opened for the reader, or null.</summary>
    public void Personal(string name, PersonalRef? value) =>
        Writer.WriteString(name, value is null ? null : Inputs.Reveal(value));
}
