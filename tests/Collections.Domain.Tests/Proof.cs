using FsCheck;

namespace Collections.Domain.Tests;

/// <summary>How often a property is tried: 500 histories, 20,000 with COLLECTIONS_PROOF=full.</summary>
internal static class Proof
{
    public static Config Config { get; } = Config.QuickThrowOnFailure.WithMaxTest(
        Environment.GetEnvironmentVariable("COLLECTIONS_PROOF") == "full" ? 20_000 : 500);
}
