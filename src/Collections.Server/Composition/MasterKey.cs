using System.Security.Cryptography;
using Collections.Runtime.Personal;
using Collections.Server.Commands;

namespace Collections.Server.Composition;

/// <summary>
/// The installation's master key: from <c>COLLECTIONS_MASTER_KEY</c> (64 hex digits), else from the file
/// <c>master.key</c> in the data folder, which is made at first use and readable by its owner only.
/// </summary>
internal static class MasterKey
{
    private const string Variable = "COLLECTIONS_MASTER_KEY";

    private const string FileName = "master.key";

    public static byte[] Of(string folder)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text)
        {
            return Read(text, Variable);
        }

        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            Make(path);
        }

        return Read(File.ReadAllText(path).Trim(), path);
    }

    private static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.WriteLine(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TenantKeys.MasterLength)));
    }

    private static byte[] Read(string text, string source)
    {
        var key = new byte[TenantKeys.MasterLength];
        var status = Convert.FromHexString(text, key, out _, out var written);
        return status == System.Buffers.OperationStatus.Done && written == key.Length
            ? key
            : throw new WrongCallException($"{source} holds no master key: {2 * key.Length} hex digits are expected.");
    }
}
