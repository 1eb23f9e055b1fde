namespace Collections.Torture.Tests;

/// <summary>A data folder of its own, gone afterwards.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("torture-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
