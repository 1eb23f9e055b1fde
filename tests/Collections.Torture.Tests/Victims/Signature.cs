using System.Security.Cryptography;
using System.Text;

namespace Collections.Torture.Tests.Victims;

/// <summary>Signs checkpoints; victim and auditor share the key.</summary>
internal static class Signature
{
    private static readonly byte[] Key = SHA256.HashData("torture"u8);

    public static string Of(string tenant, string statement) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"{tenant} {statement}")));
}
