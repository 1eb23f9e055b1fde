using System.Net;
using System.Net.Sockets;

namespace Collections.Storage.Tests.Postgres;

/// <summary>
/// Ports for servers that go away and come back. They lie below those that the system lends to outgoing connections:
/// one of those might take the port of a server that is down, even by connecting to itself there.
/// </summary>
internal static class FreePorts
{
    private const int First = 12_000;
    private const int Count = 18_000;

    // Test projects run side by side: each begins elsewhere.
    private static int _next = Environment.ProcessId * 37;

    /// <summary>A port where nobody listens, and which no other call of this process gets.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = First + ((Interlocked.Increment(ref _next) & int.MaxValue) % Count);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there.
            }
        }
    }
}
