using Collections.Domain.Contacts;
using Collections.Domain.Numbers;
using Collections.Kernel;
using Collections.Runtime;

namespace Collections.Gateways.Contacts;

/// <summary>The number whose turn it is.</summary>
/// <param name="Index">Its place among the numbers, from 0.</param>
/// <param name="NumberId">Its keyed hash; null when there is none.</param>
/// <param name="Alternates">How many after it may still be tried, now or once they recover.</param>
public sealed record NumberTurn(int Index, string? NumberId, int Alternates);

/// <summary>Which of several numbers a contact goes over: in their order, those that nobody can be reached over left
/// out for as long as they are dead.</summary>
public static class NumberChoice
{
    private enum Life
    {
        Usable,
        Recovers,
        Dead,
    }

    /// <summary>
    /// The first usable number from a place on. When none is, the first that recovers, else the one at that place: then
    /// the gate says what is wrong with it.
    /// </summary>
    /// <param name="engine">The engine.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="numbers">Keyed hashes, the first one first.</param>
    /// <param name="from">The place, from 0.</param>
    public static async ValueTask<NumberTurn> NextAsync(
        Engine engine, string tenant, IReadOnlyList<string> numbers, int from)
    {
        if (numbers.Count - from <= 1)
        {
            return new NumberTurn(from, from < numbers.Count ? numbers[from] : null, 0);
        }

        var lives = await LivesAsync(engine, tenant, [.. numbers.Skip(from)]);
        var chosen = lives.IndexOf(Life.Usable);
        chosen = chosen < 0 ? Math.Max(0, lives.IndexOf(Life.Recovers)) : chosen;
        return new NumberTurn(
            from + chosen, numbers[from + chosen], lives.Skip(chosen + 1).Count(life => life != Life.Dead));
    }

    private static async ValueTask<List<Life>> LivesAsync(Engine engine, string tenant, List<string> numbers)
    {
        List<EntityKey> keys = [.. numbers.Select(id => new EntityKey(tenant, NumberMessages.NumberKind, id))];
        var rows = await engine.Setup.Store.LoadRowsAsync(keys);
        var lives = new List<Life>(keys.Count);
        for (var i = 0; i < keys.Count; i++)
        {
            var isUsable = new DialCandidate(numbers[i], null, rows[i]).IsUsable;
            lives.Add(isUsable ? Life.Usable
                : await engine.ReadAsync(keys[i]) is (NumberRecord { Until: not null }, _) ? Life.Recovers
                : Life.Dead);
        }

        return lives;
    }
}
