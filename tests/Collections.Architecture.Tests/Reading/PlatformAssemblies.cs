using Microsoft.CodeAnalysis;

namespace Collections.Architecture.Tests.Reading;

/// <summary>What every project of ours may compile against: the platform and NodaTime.</summary>
internal static class PlatformAssemblies
{
    /// <summary>The assemblies, read once.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => IsPlatform(Path.GetFileName(path)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static bool IsPlatform(string file) =>
        file is "NodaTime.dll" or "netstandard.dll" || file.StartsWith("System.", StringComparison.Ordinal);
}
