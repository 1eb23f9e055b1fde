using System.Security.Cryptography;
using System.Text;

namespace Collections.Domain.Lists;

/// <summary>The digest by which a part of an import can be told to be whole.</summary>
public static class ListDigest
{
    /// <summary>Hex SHA-256 of the members in ordinal order, a line feed after each.</summary>
    public static string Of(IEnumerable<string> members)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var member in members.Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.ASCII.GetBytes(member));
            hash.AppendData("\n"u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
