using System.Diagnostics.CodeAnalysis;

namespace Collections.Kernel;

/// <summary>
/// Assertions that stay on in production. A broken invariant is a bug: it stops the entity, never the host.
/// </summary>
public static class Invariant
{
    /// <summary>
    /// Requires <paramref name="holds"/>; otherwise the operation ends with <see cref="BrokenInvariantException"/>.
    /// </summary>
    public static void Require([DoesNotReturnIf(false)] bool holds, string what)
    {
        if (!holds)
        {
            throw new BrokenInvariantException(what);
        }
    }

    /// <summary>
    /// Ends an operation in a place that no correct program reaches (an unknown event type, for instance).
    /// </summary>
    public static Exception Unreachable(string what) => new BrokenInvariantException(what);
}

/// <summary>A bug was met. Never a business refusal (see <see cref="Rejection"/>) and never an outside fault.</summary>
public sealed class BrokenInvariantException(string what) : Exception(what);
