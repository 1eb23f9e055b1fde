using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Collections.Server.Tests.Api;

/// <summary>The examples of the guide, run as a reader would: bash, curl, a server, in the order of the page.</summary>
public sealed partial class GuideTests
{
    [Fact]
    public async Task Every_curl_example_of_the_guide_does_what_the_line_below_it_says()
    {
        await using var world = await ApiWorld.OpenAsync();
        var page = await File.ReadAllTextAsync(Path.Combine(Golden.Root, "docs", "guide", "http.md"));
        var examples = Fence().Matches(page).SelectMany(fence => Example().Matches(fence.Groups["code"].Value)).ToList();
        Assert.True(examples.Count > 20, "The guide has examples.");

        foreach (var example in examples)
        {
            var command = example.Groups["command"].Value;
            var expected = example.Groups["expected"].Value;
            var output = await RunAsync(world, command.Replace("curl ", "curl -w '\\n%{http_code}' ", StringComparison.Ordinal));
            Assert.True(Fits(output, expected), $"{command}\n{expected}\n{output}");
        }
    }

    /// <summary>An expectation: a line of a stream, or a status and a field, with its value or without.</summary>
    private static bool Fits(string output, string expected)
    {
        if (expected.Contains(": ", StringComparison.Ordinal))
        {
            return output.Split('\n').Contains(expected);
        }

        var words = expected.Split(' ');
        var end = output.LastIndexOf('\n');
        if (output[(end + 1)..] != words[0] || words.Length == 1)
        {
            return output[(end + 1)..] == words[0];
        }

        var field = words[1].Split('=');
        var found = field[0].Split('.').Aggregate(
            JsonNode.Parse(output[..end]), (node, part) => int.TryParse(part, out var i) ? node?[i] : node?[part]);
        return field.Length == 1 ? found is not null : found?.ToString() == field[1];
    }

    private static async Task<string> RunAsync(ApiWorld world, string command)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", command])
        {
            RedirectStandardOutput = true,
            Environment = { ["URL"] = world.Address.ToString().TrimEnd('/'), ["KEY"] = ApiWorld.AdminKey },
        })!;
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        return output;
    }

    [GeneratedRegex(@"^```sh\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?<command>curl .*?)\n# (?<expected>[^\n]+)", RegexOptions.Singleline)]
    private static partial Regex Example();
}
