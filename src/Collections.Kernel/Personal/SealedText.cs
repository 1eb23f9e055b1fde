namespace Collections.Kernel;

/// <summary>
/// A personal value on its way into a decision, sealed at the edge: the decider can compare it (<see cref="Hash"/>)
/// and pass it on, never read it.
/// </summary>
/// <param name="Person">Whose data key seals it (the customer id).</param>
/// <param name="Hash">Keyed hash (HMAC-SHA-256, tenant key) of the normalized value, hex; equal values match.</param>
/// <param name="Ciphertext">AES-256-GCM under the person's data key.</param>
public sealed record SealedText(string Person, string Hash, ReadOnlyMemory<byte> Ciphertext)
{
    /// <summary>Keyed hashes by which the value can be found (a name by the beginnings of its words).</summary>
    public IReadOnlyList<string> Terms { get; init; } = [];
}

/// <summary>A personal value as events and states hold it: a reference, never the value.</summary>
/// <param name="Ref">Name of the value within the tenant.</param>
/// <param name="Version">From 1.</param>
/// <param name="Hash">Keyed hash for matching, hex.</param>
public sealed record PersonalRef(string Ref, int Version, string Hash);
