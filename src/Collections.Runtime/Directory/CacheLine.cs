using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Collections.Runtime.Directory;

/// <summary>
/// What memory hands over at a time. A look into large memory costs as much as a hundred steps of a program; something
/// that begins at a line and is as long as a line costs one look, and two looks if it lies across two.
/// </summary>
internal static class CacheLine
{
    /// <summary>Bytes of a line on today's processors (x64 and most of Arm64).</summary>
    public const int Bytes = 64;

    /// <summary>The first item of a pinned array that begins at a line.</summary>
    /// <param name="pinned">Pinned, with room for a line more than is needed. Items fit a line without rest.</param>
    public static int StartIn<T>(T[] pinned)
        where T : unmanaged
    {
        var past = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0) % Bytes);
        return past == 0 ? 0 : (Bytes - past) / Unsafe.SizeOf<T>();
    }
}
