namespace Collections.Torture.Tests.Victims;

/// <summary>Chance that is a pure function of seed, client, episode and purpose: a restart throws the same.</summary>
internal readonly record struct Dice(int Seed, int Client, int Episode)
{
    /// <summary>A number in [0, sides).</summary>
    public int Roll(string purpose, int sides)
    {
        var hash = 14695981039346656037UL;
        foreach (var part in (ReadOnlySpan<int>)[Seed, Client, Episode])
        {
            hash = Mix(hash, unchecked((uint)part));
        }

        foreach (var letter in purpose)
        {
            hash = Mix(hash, letter);
        }

        return (int)((hash >> 20) % (ulong)sides);
    }

    public bool OneIn(int sides, string purpose) => Roll(purpose, sides) == 0;

    private static ulong Mix(ulong hash, uint value)
    {
        unchecked
        {
            hash = (hash ^ value) * 1099511628211UL;
            return hash ^ (hash >> 29);
        }
    }
}
