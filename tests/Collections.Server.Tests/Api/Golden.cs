namespace Collections.Server.Tests.Api;

/// <summary>Approved texts: compared, and rewritten when <c>UPDATE_GOLDEN=1</c>.</summary>
internal static class Golden
{
    /// <summary>The checkout the tests run in.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Compares a text with the approved one.</summary>
    public static void Check(string file, string text)
    {
        var path = Path.Combine(Root, file);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : string.Empty, text);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "contracts")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run inside the checkout.");
        }

        return folder.FullName;
    }
}
