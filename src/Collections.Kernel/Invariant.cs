using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

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

    /// <inheritdoc cref="Require(bool, string)"/>
    /// <remarks>The text is put together only when it is needed: most assertions hold all the time.</remarks>
    public static void Require(
        [DoesNotReturnIf(false)] bool holds,
        [InterpolatedStringHandlerArgument(nameof(holds))] ref BrokenInvariantText what)
    {
        if (!holds)
        {
            throw new BrokenInvariantException(what.ToStringAndClear());
        }
    }

    /// <summary>
    /// Ends an operation in a place that no correct program reaches (an unknown event type, for instance).
    /// </summary>
    public static Exception Unreachable(string what) => new BrokenInvariantException(what);
}

/// <summary>A bug was met. Never a business refusal (see <see cref="Rejection"/>) and never an outside fault.</summary>
public sealed class BrokenInvariantException(string what) : Exception(what);

/// <summary>
/// The text of an assertion, made by the compiler from an interpolated string; empty while the assertion holds.
/// </summary>
[InterpolatedStringHandler]
public ref struct BrokenInvariantText
{
    private DefaultInterpolatedStringHandler _text;

    /// <summary>Called by the compiler.</summary>
    public BrokenInvariantText(int literalLength, int formattedCount, bool holds, out bool isNeeded)
    {
        isNeeded = !holds;
        _text = holds ? default : new DefaultInterpolatedStringHandler(literalLength, formattedCount);
    }

    /// <summary>Called by the compiler.</summary>
    public void AppendLiteral(string value) => _text.AppendLiteral(value);

    /// <summary>Called by the compiler.</summary>
    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    /// <summary>Called by the compiler.</summary>
    public void AppendFormatted<T>(T value, string? format) => _text.AppendFormatted(value, format);

    internal string ToStringAndClear() => _text.ToStringAndClear();
}
