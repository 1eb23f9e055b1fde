namespace Collections.Server.Commands;

/// <summary>Where a verb writes: results to one writer, progress and complaints to the other.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Progress, warnings, faults.</param>
public sealed record Terminal(TextWriter Out, TextWriter Error);
