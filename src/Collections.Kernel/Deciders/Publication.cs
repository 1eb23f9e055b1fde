using NodaTime;

namespace Collections.Kernel;

/// <summary>
/// One published piece of a tenant's configuration (a policy, a calendar). The configuration effective at an instant is
/// the fold of all publications up to then in the order (<see cref="EffectiveFrom"/>, <see cref="Number"/>).
/// </summary>
/// <param name="Number">The tenant's configuration number, from 1, unique; a commit stamps the number it used.</param>
/// <param name="Kind">What was published: <c>policy</c>, <c>calendar</c>.</param>
/// <param name="Name">Its name within the kind.</param>
/// <param name="Version">Its version within the name, from 1.</param>
/// <param name="EffectiveFrom">From this instant on; never before the instant of publication.</param>
/// <param name="Content">Canonical JSON, self-contained.</param>
public sealed record Publication(
    long Number, string Kind, string Name, int Version, Instant EffectiveFrom, string Content)
    : IComparable<Publication>
{
    /// <summary>Order of effect: (effective from, number).</summary>
    public int CompareTo(Publication? other)
    {
        if (other is null)
        {
            return 1;
        }

        var byInstant = EffectiveFrom.CompareTo(other.EffectiveFrom);
        return byInstant != 0 ? byInstant : Number.CompareTo(other.Number);
    }

    /// <summary>Whether <paramref name="left"/> takes effect before <paramref name="right"/>.</summary>
    public static bool operator <(Publication left, Publication right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> takes effect after <paramref name="right"/>.</summary>
    public static bool operator >(Publication left, Publication right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> takes effect before <paramref name="right"/> or is the same.</summary>
    public static bool operator <=(Publication left, Publication right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> takes effect after <paramref name="right"/> or is the same.</summary>
    public static bool operator >=(Publication left, Publication right) => left.CompareTo(right) >= 0;
}
