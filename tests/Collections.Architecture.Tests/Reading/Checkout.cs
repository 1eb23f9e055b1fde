namespace Collections.Architecture.Tests.Reading;

/// <summary>The checkout that the tests were built from: its root, its files, the deliberate violations.</summary>
internal static class Checkout
{
    private const string Solution = "Collections.Orleans.sln";

    private const string Samples = "tests/Collections.Architecture.Tests/Violations/";

    private static readonly string[] NotShipped =
        ["bin", "obj", ".git", "TestResults", "data", "BenchmarkDotNet.Artifacts"];

    private static readonly string[] BinaryEndings = [".png", ".ico", ".db", ".gz", ".woff2"];

    private static readonly Lazy<IReadOnlyList<SourceFile>> AllFiles = new(ReadAll);

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every shipped text file but the deliberate violations.</summary>
    public static IReadOnlyList<SourceFile> Files => AllFiles.Value;

    /// <summary>The C# files of src and tests.</summary>
    public static IEnumerable<SourceFile> Code => Product.Concat(Tests);

    /// <summary>The C# files of src.</summary>
    public static IEnumerable<SourceFile> Product => CSharpUnder("src/");

    /// <summary>The C# files of tests.</summary>
    public static IEnumerable<SourceFile> Tests => CSharpUnder("tests/");

    /// <summary>The C# files under a folder.</summary>
    public static IEnumerable<SourceFile> CSharpUnder(string folder) =>
        Files.Where(file => file.IsUnder(folder, ".cs"));

    /// <summary>The text of one file.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>A deliberate violation, under the name of the file it pretends to be.</summary>
    public static SourceFile Violation(string sample, string pretendedPath) =>
        new(pretendedPath, Read($"{Samples}{sample}.txt"));

    private static List<SourceFile> ReadAll()
    {
        var files = new List<SourceFile>();
        var folders = new Stack<string>([Root]);
        while (folders.TryPop(out var folder))
        {
            foreach (var child in Directory.EnumerateDirectories(folder).Where(IsShipped))
            {
                folders.Push(child);
            }

            var shipped = Directory.EnumerateFiles(folder).Select(Named).Where(IsText);
            files.AddRange(shipped.Select(path => new SourceFile(path, Read(path))));
        }

        return [.. files.OrderBy(f => f.Path, StringComparer.Ordinal)];
    }

    private static bool IsShipped(string folder) =>
        !NotShipped.Contains(Path.GetFileName(folder), StringComparer.Ordinal);

    private static bool IsText(string path) =>
        path != ".git"
        && !path.StartsWith(Samples, StringComparison.Ordinal)
        && !BinaryEndings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal));

    private static string Named(string fullPath) => Path.GetRelativePath(Root, fullPath).Replace('\\', '/');

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds {Solution}.");
    }
}
