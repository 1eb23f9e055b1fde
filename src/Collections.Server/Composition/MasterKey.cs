using System.Buffers;
using System.Security.Cryptography;
using Collections.Runtime.Personal;
using Collections.Runtime.Ports;
using Collections.Server.Commands;

namespace Collections.Server.Composition;

/// <summary>
/// The installation's master key: from <c>COLLECTIONS_MASTER_KEY</c> (64 hex digits), else from the file
/// <c>master.key</c> in the data folder, which is made at first use and readable by its owner only.
/// </summary>
internal static class MasterKey
{
    /// <summary>The variable that gives the key.</summary>
    public const string Variable = "COLLECTIONS_MASTER_KEY";

    /// <summary>The variable that gives the next key when keys are exchanged.</summary>
    public const string NewVariable = "COLLECTIONS_NEW_MASTER_KEY";

    private const string FileName = "master.key";

    // An exchange writes the next key here first, so that a crash at any moment leaves the right one to be found.
    private const string NextFileName = "master.key.next";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Requires that the key of a store which other servers made is here, before a wrong one is made for it.
    /// </summary>
    /// <exception cref="WrongCallException">The store has a key, and this machine has none.</exception>
    public static async ValueTask RequireKnownAsync(string folder, IPersonalDataStore store)
    {
        if (FromVariable() is null
            && !File.Exists(Path.Combine(folder, FileName))
            && await InstallationKey.ExistsAsync(store))
        {
            throw new WrongCallException(
                $"The database was made under a master key that is not here: set {Variable} to that of the other "
                + $"servers, or copy their {FileName} into '{folder}'.");
        }
    }

    /// <summary>The vault of a folder's store, opened with its master key.</summary>
    /// <exception cref="WrongCallException">There is no usable key, or it is not this folder's.</exception>
    public static async ValueTask<PersonalDataVault> OpenVaultAsync(string folder, IPersonalDataStore store)
    {
        var entropy = new SystemEntropy();
        try
        {
            var root = await InstallationKey.OpenAsync(store, entropy, Of(folder));
            File.Delete(Path.Combine(folder, NextFileName));
            return new PersonalDataVault(store, entropy, root);
        }
        catch (WrongMasterKeyException) when (FromVariable() is null && File.Exists(Path.Combine(folder, NextFileName)))
        {
            // An exchange was interrupted after the store had taken the next key.
            File.Move(Path.Combine(folder, NextFileName), Path.Combine(folder, FileName), overwrite: true);
            return await OpenVaultAsync(folder, store);
        }
        catch (WrongMasterKeyException)
        {
            var source = FromVariable() is null ? Path.Combine(folder, FileName) : Variable;
            throw new WrongCallException(
                $"The key of {source} is not the one the data in '{folder}' was sealed with. "
                + "Nothing was changed; bring the right key.");
        }
    }

    /// <summary>
    /// Exchanges the master key of a folder for that of <c>COLLECTIONS_NEW_MASTER_KEY</c>, or for a new file when the
    /// present one is a file.
    /// </summary>
    /// <returns>Where the key now stands, for a person.</returns>
    public static async ValueTask<string> RotateAsync(string folder, IPersonalDataStore store)
    {
        var old = Of(folder);
        if (FromVariable() is not null)
        {
            var next = Environment.GetEnvironmentVariable(NewVariable);
            if (string.IsNullOrEmpty(next))
            {
                throw new WrongCallException(
                    $"The key comes from {Variable}: put the next one (64 hex digits) into {NewVariable}.");
            }

            await InstallationKey.RotateAsync(store, new SystemEntropy(), old, Read(next, NewVariable));
            return $"From now on {Variable} has to hold what {NewVariable} holds.";
        }

        var path = Path.Combine(folder, NextFileName);
        File.Delete(path);
        Make(path);
        var fresh = Read(await File.ReadAllTextAsync(path), path);
        await InstallationKey.RotateAsync(store, new SystemEntropy(), old, fresh);
        File.Move(path, Path.Combine(folder, FileName), overwrite: true);
        return $"The new key is in {Path.Combine(folder, FileName)}.";
    }

    private static string? FromVariable() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null;

    private static byte[] Of(string folder)
    {
        if (FromVariable() is { } text)
        {
            return Read(text, Variable);
        }

        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            Make(path);
        }

        RequireOwnerOnly(path);
        return Read(File.ReadAllText(path), path);
    }

    private static void RequireOwnerOnly(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != UnixFileMode.None)
        {
            throw new WrongCallException(
                $"'{path}' may be used by others than its owner. Make it private: chmod 600 {path}");
        }
    }

    private static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var stream = new FileStream(path, options);
        using var writer = new StreamWriter(stream);
        writer.WriteLine(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TenantKeys.MasterLength)));
        writer.Flush();
        RandomAccess.FlushToDisk(stream.SafeFileHandle);
    }

    private static byte[] Read(string text, string source)
    {
        var key = new byte[TenantKeys.MasterLength];
        var status = Convert.FromHexString(text.AsSpan().Trim(), key, out _, out var written);
        return status == OperationStatus.Done && written == key.Length
            ? key
            : throw new WrongCallException($"{source} holds no master key: {2 * key.Length} hex digits are expected.");
    }
}
