namespace Collections.Domain.WhatIf;

/// <summary>What a what-if asks: would this draft, were it in force now, change anything?</summary>
/// <param name="Policy">The name the draft goes by.</param>
/// <param name="Content">The draft as canonical JSON.</param>
/// <param name="Version">The version it would get: one more than the version in force.</param>
/// <param name="Mode">
/// <c>now</c>: the accounts as they stand; <c>backtest</c>: the days before, as the log holds them.
/// </param>
public sealed record WhatIfQuestion(string Policy, string Content, int Version, string Mode)
{
    /// <summary>The mode that looks at the accounts as they stand.</summary>
    public const string Now = "now";

    /// <summary>The mode that looks at the recorded past.</summary>
    public const string Backtest = "backtest";
}
