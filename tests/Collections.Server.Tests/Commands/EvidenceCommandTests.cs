using System.IO.Compression;
using System.Text.Json.Nodes;
using Collections.Server.Tests.Hosting;

namespace Collections.Server.Tests.Commands;

public sealed class EvidenceCommandTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_copy_is_traced_by_its_watermark()
    {
        await using (var served = await ServedFolder.StartAsync(ServedFolder.Settings(_cli.Data)))
        {
            await served.PutAccountAsync("a1", new { customerId = "c1" });
            await served.Server.StopAsync();
        }

        var file = Path.Combine(_cli.Folder, "copy.zip");
        Assert.Equal(0, (await Cli.RunAsync("evidence", "a1", "--kind", "account", "--out", file, "--data", _cli.Data)).Exit);
        var mark = await MarkOfAsync(file);

        var (exit, output, _) = await Cli.RunAsync("evidence", "trace", mark, "--data", _cli.Data);
        var forged = await Cli.RunAsync("evidence", "trace", mark[..^3] + "AAA", "--data", _cli.Data);

        Assert.Equal(0, exit);
        Assert.StartsWith("account a1 of tenant default, taken by cli at ", output, StringComparison.Ordinal);
        Assert.Equal((1, string.Empty), (forged.Exit, forged.Out));
    }

    private static async Task<string> MarkOfAsync(string file)
    {
        await using var archive = await ZipFile.OpenReadAsync(file);
        await using var manifest = await archive.GetEntry("manifest.json")!.OpenAsync();
        return (string)(await JsonNode.ParseAsync(manifest))!["watermark"]!;
    }
}
