using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Collections.Kernel;

/// <summary>
/// Ids of things born in a decision (treatments, notices, tasks): derived from the entity, its version and a running
/// number, never from chance, so that deciding twice names the same thing.
/// </summary>
public static class DerivedId
{
    private const int HexLength = 20;

    /// <summary>
    /// The id: prefix, underscore, the first 20 hex digits of the SHA-256 of <c>tenant/kind/id/version/index</c>.
    /// </summary>
    /// <param name="prefix">What it names, a few lower-case letters: <c>trt</c>, <c>ntc</c>, <c>tsk</c>.</param>
    /// <param name="key">The entity that decides.</param>
    /// <param name="version">Its version before the decision.</param>
    /// <param name="index">A number used once in the decision.</param>
    public static string Of(string prefix, EntityKey key, long version, int index)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{key}/{version}/{index}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return $"{prefix}_{hash[..HexLength]}";
    }
}
