using System.Runtime.CompilerServices;

namespace Collections.Simulation.Auditing;

/// <summary>
/// What is said when something does not hold; nothing is put into words as long as it does, which is nearly always.
/// </summary>
[InterpolatedStringHandler]
internal ref struct Words
{
    private DefaultInterpolatedStringHandler _text;

    public Words(int literalLength, int formattedCount, bool holds, out bool isNeeded)
    {
        isNeeded = !holds;
        _text = isNeeded ? new DefaultInterpolatedStringHandler(literalLength, formattedCount) : default;
    }

    public void AppendLiteral(string text) => _text.AppendLiteral(text);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    public void AppendFormatted<T>(T value, string? format) => _text.AppendFormatted(value, format);

    /// <summary>The words; nothing can be added to them afterwards.</summary>
    public string Say() => _text.ToStringAndClear();
}
