using System.Net.Sockets;
using System.Text;
using Collections.Server.Api;
using Collections.Server.Api.Operations;

namespace Collections.Server.Tests.Api;

/// <summary>Whatever is sent, the answer is a 4xx with problem details or a plain success, and the server stays up.</summary>
public sealed class MalformedTests
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("COLLECTIONS_PROOF") == "full";

    private static int Requests => IsFull ? 100_000 : 5_000;

    [Fact]
    public async Task Generated_malformed_requests_are_never_a_fault_of_the_server()
    {
        await using var world = await ApiWorld.OpenAsync(new ApiLimits { RequestBurst = int.MaxValue });
        await Story.TellAsync(world);
        var making = new MalformedRequests(seed: 20260115);
        var statuses = new SortedDictionary<int, int>();

        for (var i = 0; i < Requests; i++)
        {
            using var request = making.Next(world);
            var (operation, what) = (request.RequestUri!.PathAndQuery, making.Last);
            var result = await world.SendAsync(request);
            statuses[result.Status] = statuses.GetValueOrDefault(result.Status) + 1;
            Assert.True(result.Status < 500, $"{what}: {request.Method} {operation}: {result.Status} {result.Text}");
            Assert.True(
                result.Status < 400 || result.MediaType == "application/problem+json" || result.Text.Length == 0,
                $"{what}: {request.Method} {operation}: {result.Status} {result.MediaType}");
            Assert.True(result.Status < 400 || request.Method == HttpMethod.Head || result.Code is { Length: > 0 }, $"{what}: {result.Text}");
        }

        Assert.Equal(200, (await world.SendAsync("GET", "/v1/accounts/a1")).Status);
        Assert.All([400, 404, 405, 406, 413, 415], status => Assert.Contains(status, (IDictionary<int, int>)statuses));
        Assert.True(statuses.Where(pair => pair.Key >= 400).Sum(pair => pair.Value) > Requests / 2, "Most of them are malformed.");
    }

    [Fact]
    public async Task Bytes_that_are_no_http_leave_the_server_up()
    {
        await using var world = await ApiWorld.OpenAsync();
        string[] raw =
        [
            "\0\0\0\0\r\n\r\n",
            "GET\r\n\r\n",
            "GET /v1/accounts HTTP/9.9\r\nHost: x\r\n\r\n",
            "GET /v1/accounts/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /v1/accounts/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST /v1/tasks HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
            "POST /v1/tasks HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            $"POST /v1/tasks HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {ApiWorld.AdminKey}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
            $"GET /v1/accounts HTTP/1.1\r\nHost: x\r\nX-Long: {new string('x', 40_000)}\r\n\r\n",
            $"GET /{new string('x', 20_000)} HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /v1/accounts HTTP/1.1\r\n\r\n",
        ];

        foreach (var text in raw)
        {
            var status = await StatusOfAsync(world, text);
            Assert.True(status is null or (>= 400 and < 500) or 505, $"{text[..Math.Min(60, text.Length)]}: {status}");
        }

        Assert.Equal(200, (await world.SendAsync("GET", "/v1/accounts")).Status);
    }

    private static async Task<int?> StatusOfAsync(ApiWorld world, string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(world.Address.Host, world.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
        client.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        try
        {
            var line = await reader.ReadLineAsync();
            return line?.Split(' ') is [_, var status, ..] ? int.Parse(status, System.Globalization.CultureInfo.InvariantCulture) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
