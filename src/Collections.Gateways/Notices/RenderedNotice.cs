namespace Collections.Gateways.Notices;

/// <summary>A notice as its reader will see it.</summary>
/// <param name="Subject">One line; null for channels without one.</param>
/// <param name="Body">The text; lines end with a line feed.</param>
/// <param name="Language">The language it is written in.</param>
public sealed record RenderedNotice(string? Subject, string Body, string Language);
