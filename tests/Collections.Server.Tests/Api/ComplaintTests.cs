using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Collections.Domain.Access;
using Collections.Gateways.Evidence;
using Collections.Runtime.Personal;

namespace Collections.Server.Tests.Api;

public sealed class ComplaintTests
{
    private const string New =
        """{"complaintId":"k1","customerId":"c1","source":"phone","category":"hours","description":"They call at night.","contactIds":["n1"]}""";

    [Fact]
    public async Task An_open_complaint_blocks_every_channel_until_it_is_settled()
    {
        await using var world = await ApiWorld.OpenAsync();
        await OpenAsync(world);
        Assert.NotEqual("block", await PermissionAsync(world));

        Assert.Equal(201, (await world.SendAsync("POST", "/v1/complaints", New)).Status);
        await world.Engine.SettleAsync();
        Assert.Equal("block", await PermissionAsync(world));

        await world.SendAsync("POST", "/v1/complaints/k1/resolve", """{"upheld":true,"reason":"apologized"}""");
        await world.Engine.SettleAsync();
        Assert.NotEqual("block", await PermissionAsync(world));
    }

    [Fact]
    public async Task What_was_said_is_shown_to_who_works_with_it_and_stands_in_no_event()
    {
        await using var world = await ApiWorld.OpenAsync();
        await OpenAsync(world);
        var made = await world.SendAsync("POST", "/v1/complaints", New);
        var again = await world.SendAsync("POST", "/v1/complaints", New);
        var masked = await world.SendAsync("GET", "/v1/complaints/k1", null, await world.KeyAsync(Roles.Auditor));
        var other = await world.SendAsync("POST", "/v1/complaints", New.Replace("hours", "tone", StringComparison.Ordinal));

        Assert.Equal((201, 200, 409), (made.Status, again.Status, other.Status));
        Assert.Equal("They call at night.", (string?)made.Json["description"]);
        Assert.Equal("****", (string?)masked.Json["description"]);
        Assert.DoesNotContain("at night", (await world.SendAsync("GET", "/v1/events")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"source":"phone","category":"hours"}""", 400)]
    [InlineData("""{"customerId":"c1","source":"phone"}""", 400)]
    [InlineData("""{"customerId":"c1","source":"phone","category":"hours","receivedAt":"2999-01-01T00:00:00Z"}""", 400)]
    [InlineData("""{"accountId":"nobody","source":"phone","category":"hours"}""", 422)]
    public async Task A_complaint_that_cannot_be_filed_says_why(string body, int status)
    {
        await using var world = await ApiWorld.OpenAsync();

        Assert.Equal(status, (await world.SendAsync("POST", "/v1/complaints", body)).Status);
    }

    [Fact]
    public async Task The_evidence_verifies_by_what_is_in_it()
    {
        await using var world = await ComplainedAsync();

        var files = await BundleAsync(world, "/v1/complaints/k1/evidence");

        var manifest = JsonNode.Parse(files["manifest.json"])!;
        foreach (var file in manifest["files"]!.AsArray())
        {
            var content = Encoding.UTF8.GetBytes(files[(string)file!["name"]!]);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), (string?)file["sha256"]);
        }

        Assert.Equal(files.Count - 1, manifest["files"]!.AsArray().Count);
        Assert.Contains("events/complaint/k1.jsonl", files.Keys);
        Assert.Contains("events/account/a1.jsonl", files.Keys);
        var verification = JsonNode.Parse(files["verification.json"])!;
        Assert.True((bool)verification["verified"]!);
        foreach (var chain in verification["chains"]!.AsArray())
        {
            Assert.Equal((string?)chain!["head"], Recompute(files, (string)chain["entity"]!));
        }

        var decisions = JsonNode.Parse(files["decisions.json"])!.AsArray();
        Assert.Contains(decisions, each => (string?)each!["type"] == "contact.legal_hold_placed");
        Assert.Contains("at night", files["subject.json"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bundle_holds_the_policies_that_decided()
    {
        await using var world = await ApiWorld.OpenAsync();
        await OpenAsync(world);
        await world.SendAsync("PUT", "/v1/contact-policies/default", """{"presets":["US_REGF"]}""");
        await world.SendAsync("POST", "/v1/contacts", """{"contactId":"x1","accountId":"a1","channel":"email"}""");

        var files = await BundleAsync(world, "/v1/persons/c1/evidence");

        var policy = files["events/contact-policy/default.jsonl"];
        Assert.Contains("US_REGF", policy, StringComparison.Ordinal);
        Assert.Contains("12 CFR 1006.6", files["presets/US_REGF.json"], StringComparison.Ordinal);
        var decision = Assert.Single(
            JsonNode.Parse(files["decisions.json"])!.AsArray(), each => (string?)each!["contactId"] == "x1")!;
        Assert.Contains(decision["data"]!["rules"]!.AsArray(), rule => (int?)rule!["policyVersion"] == 1);
    }

    [Fact]
    public async Task Every_part_of_a_copy_tells_who_took_it_and_when()
    {
        await using var world = await ComplainedAsync();

        var files = await BundleAsync(world, "/v1/complaints/k1/evidence");

        var manifest = JsonNode.Parse(files["manifest.json"])!;
        var mark = (string)manifest["watermark"]!;
        var read = Watermark.ReadOrNull(mark, world.Vault.KeysOf)!;
        Assert.Equal(
            ("k1", (string)manifest["createdBy"]!, world.Clock.Now), (read.Subject.Id, read.By, read.At));
        foreach (var (name, content) in files.Where(file => !file.Key.StartsWith("presets/", StringComparison.Ordinal)))
        {
            var parts = name.EndsWith(".jsonl", StringComparison.Ordinal) ? content.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                : name == "decisions.json" ? JsonNode.Parse(content)!.AsArray().Select(each => each!.ToJsonString())
                : [content];
            Assert.All(parts, part => Assert.Contains(mark, part, StringComparison.Ordinal));
        }

        var other = await BundleAsync(world, "/v1/complaints/k1/evidence", await world.KeyAsync(Roles.Auditor));
        Assert.DoesNotContain(mark, other["README.txt"], StringComparison.Ordinal);
        Assert.Null(Watermark.ReadOrNull(mark[..^2] + "AA", world.Vault.KeysOf));
        Assert.Null(Watermark.ReadOrNull(mark, tenant => new TenantKeys(Enumerable.Repeat((byte)7, 32).ToArray(), tenant)));
    }

    [Fact]
    public async Task The_same_moment_gives_the_same_bundle()
    {
        await using var world = await ApiWorld.OpenAsync();
        await OpenAsync(world);

        Assert.Equal(
            await BundleAsync(world, "/v1/accounts/a1/evidence"), await BundleAsync(world, "/v1/accounts/a1/evidence"));
        Assert.Equal(404, (await world.SendAsync("GET", "/v1/accounts/none/evidence")).Status);
    }

    private static string Recompute(IReadOnlyDictionary<string, string> files, string entity)
    {
        var parts = entity.Split('/');
        var hash = new string('0', 64);
        foreach (var line in files[$"events/{parts[1]}/{parts[2]}.jsonl"].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var record = (string)JsonNode.Parse(line)!["record"]!;
            hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hash + record)));
        }

        return hash;
    }

    private static async Task<IReadOnlyDictionary<string, string>> BundleAsync(
        ApiWorld world, string path, string key = ApiWorld.AdminKey)
    {
        using var request = world.Request("GET", path, null, key);
        using var response = await world.Http.SendAsync(request);
        Assert.Equal("application/zip", response.Content.Headers.ContentType?.MediaType);
        await using var stream = await response.Content.ReadAsStreamAsync();
        using var archive = new ZipArchive(stream);
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(), Encoding.UTF8);
            files[entry.FullName] = await reader.ReadToEndAsync();
        }

        return files;
    }

    private static Task<ApiResult> OpenAsync(ApiWorld world) =>
        world.SendAsync("PUT", "/v1/accounts/a1", """{"customerId":"c1","contacts":[{"kind":"email","value":"k@example.com"}]}""");

    /// <summary>A world in which somebody has complained.</summary>
    private static async Task<ApiWorld> ComplainedAsync()
    {
        var world = await ApiWorld.OpenAsync();
        await OpenAsync(world);
        await world.SendAsync("POST", "/v1/complaints", New);
        await world.Engine.SettleAsync();
        return world;
    }

    private static async Task<string?> PermissionAsync(ApiWorld world) =>
        (string?)(await world.SendAsync("GET", "/v1/accounts/a1/contact-permission?channel=email")).Json["decision"];
}
