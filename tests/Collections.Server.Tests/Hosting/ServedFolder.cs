using System.Net.Http.Headers;
using System.Net.Http.Json;
using Collections.Server.Hosting;

namespace Collections.Server.Tests.Hosting;

/// <summary>A server on a free port and a folder of its own, with a key to it.</summary>
internal sealed class ServedFolder : IAsyncDisposable
{
    private ServedFolder(CollectionsServer server)
    {
        Server = server;
        Http = new HttpClient { BaseAddress = new Uri(server.Addresses[0]) };
    }

    public CollectionsServer Server { get; }

    public HttpClient Http { get; }

    public static ServeSettings Settings(string folder) => new()
    {
        Folder = folder,
        Addresses = ListenAddress.ReadAll("http://127.0.0.1:0"),
        AdminKey = "the administrator's key",
        LogTo = TextWriter.Null,
    };

    public static async Task<ServedFolder> StartAsync(ServeSettings settings)
    {
        var served = new ServedFolder(await CollectionsServer.StartAsync(settings));
        var key = settings.AdminKey ?? served.Server.MadeKey;
        if (key is not null)
        {
            served.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return served;
    }

    public async Task PutAccountAsync(string id, object body)
    {
        var answer = await Http.PutAsJsonAsync(new Uri($"/v1/accounts/{id}", UriKind.Relative), body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<string> GetAsync(string path)
    {
        var answer = await Http.GetAsync(new Uri(path, UriKind.Relative));
        return await answer.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }
}
