using System.Security.Cryptography;
using System.Text;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Personal;

/// <summary>
/// The root of all keys of a store: made by chance, kept in the store wrapped by the master key, so that the master key
/// can be exchanged without touching anything else. It also proves that a master key is the right one.
/// </summary>
public static class InstallationKey
{
    /// <summary>No tenant and no person has these names: an id is never empty.</summary>
    private const string Tenant = "";

    private const string Name = "installation";

    private static readonly byte[] Bound = Encoding.UTF8.GetBytes("collections/installation");

    /// <summary>Opens the root key with the master key, making it at first use.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="entropy">Source of keys and nonces.</param>
    /// <param name="master">The master key, 32 bytes.</param>
    /// <exception cref="WrongMasterKeyException">The store was made under another master key.</exception>
    public static async ValueTask<byte[]> OpenAsync(
        IPersonalDataStore store, IEntropy entropy, ReadOnlyMemory<byte> master)
    {
        var wrapped = await store.ReadDataKeyAsync(Tenant, Name);
        if (wrapped is null)
        {
            var fresh = new byte[TenantKeys.MasterLength];
            entropy.Fill(fresh);
            var sealedKey = AesEnvelope.Seal(WrappingOf(master), fresh, Bound, entropy);
            wrapped = await store.AddDataKeyAsync(Tenant, Name, sealedKey);
        }

        return Unwrap(master, wrapped.Value);
    }

    /// <summary>Whether the store was sealed before: then only its own master key opens it.</summary>
    public static async ValueTask<bool> ExistsAsync(IPersonalDataStore store) =>
        await store.ReadDataKeyAsync(Tenant, Name) is not null;

    /// <summary>Exchanges the master key; afterwards the old one opens nothing.</summary>
    /// <exception cref="WrongMasterKeyException"><paramref name="old"/> is not the store's.</exception>
    public static async ValueTask RotateAsync(
        IPersonalDataStore store, IEntropy entropy, ReadOnlyMemory<byte> old, ReadOnlyMemory<byte> fresh)
    {
        var root = await OpenAsync(store, entropy, old);
        var wrapped = AesEnvelope.Seal(WrappingOf(fresh), root, Bound, entropy);
        await store.ReplaceDataKeyAsync(Tenant, Name, wrapped);
    }

    private static byte[] Unwrap(ReadOnlyMemory<byte> master, ReadOnlyMemory<byte> wrapped)
    {
        try
        {
            return AesEnvelope.Open(WrappingOf(master), wrapped.Span, Bound);
        }
        catch (CryptographicException)
        {
            throw new WrongMasterKeyException();
        }
    }

    private static byte[] WrappingOf(ReadOnlyMemory<byte> master) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, master.ToArray(), TenantKeys.MasterLength, info: Bound);
}

/// <summary>The store was made under another master key: nothing personal can be read with this one.</summary>
public sealed class WrongMasterKeyException() : Exception("The master key is not the one the data was sealed with.");
