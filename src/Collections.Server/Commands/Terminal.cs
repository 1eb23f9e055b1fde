namespace Collections.Server.Commands;

/// <summary>Where a verb writes: results to one writer, progress and complaints to the other.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Progress, warnings, faults.</param>
public sealed record Terminal(TextWriter Out, TextWriter Error)
{
    /// <summary>Whether a person looks at <see cref="Out"/>; else it is a file or another program.</summary>
    public bool OutIsSeen { get; init; }

    /// <summary>
    /// Whether <see cref="Out"/> may have colors: a person looks at it, on a terminal that knows them, who did not turn
    /// them off (the convention NO_COLOR).
    /// </summary>
    public bool OutIsColored =>
        OutIsSeen
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    /// <summary>Whether a person looks at <see cref="Error"/>.</summary>
    public bool ErrorIsSeen { get; init; }
}
