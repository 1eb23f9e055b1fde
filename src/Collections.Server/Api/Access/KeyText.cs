using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Server.Api.Access;

/// <summary>
/// The text of an API key. It names tenant and key id, so that one load finds the key, and holds 256 random bits, so
/// that a plain hash of it is safe to store.
/// </summary>
internal static class KeyText
{
    private const string Prefix = "ck_";

    private const int SecretLength = 32;

    private const int LengthMax = 512;

    /// <summary>A new key's text.</summary>
    public static string Make(EntityKey key, IEntropy entropy)
    {
        var name = Encoding.UTF8.GetBytes($"{key.Tenant}\n{key.Id}\n");
        var bytes = new byte[name.Length + SecretLength];
        name.CopyTo(bytes, 0);
        entropy.Fill(bytes.AsSpan(name.Length));
        return Prefix + Base64Url.EncodeToString(bytes);
    }

    /// <summary>The key a text names; null when it names none. Whether it is that key is told by its hash.</summary>
    public static EntityKey? KeyOf(string text)
    {
        if (text.Length > LengthMax
            || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || !Base64Url.IsValid(text.AsSpan(Prefix.Length)))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text.AsSpan(Prefix.Length));
        var name = Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Max(0, bytes.Length - SecretLength))).Split('\n');
        return name is [var tenant, var id, ""] && EntityKey.IsValidId(tenant) && EntityKey.IsValidId(id)
            ? new EntityKey(tenant, Domain.Access.ApiKey.Kind, id)
            : null;
    }

    /// <summary>What is stored of a text: SHA-256.</summary>
    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
