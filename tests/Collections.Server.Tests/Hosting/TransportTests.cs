using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Collections.Server.Hosting;
using Collections.Server.Tests.Commands;
using Microsoft.AspNetCore.Http;

namespace Collections.Server.Tests.Hosting;

/// <summary>Browsers are told to come by https, over https only.</summary>
public sealed class TransportTests : IDisposable
{
    private const string Header = "Strict-Transport-Security";

    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData(true, null, false, "max-age=31536000")]
    [InlineData(false, null, false, null)]
    [InlineData(false, "https", false, null)]
    [InlineData(false, "https", true, "max-age=31536000")]
    [InlineData(false, "HTTPS", true, "max-age=31536000")]
    [InlineData(false, "http", true, null)]
    [InlineData(false, null, true, null)]
    [InlineData(true, "http", true, "max-age=31536000")]
    public void It_is_told_over_tls_of_ours_or_of_the_proxy_that_is_there(bool tls, string? forwarded, bool proxy, string? told) =>
        Assert.Equal(told, new TransportSecurity { BehindTlsProxy = proxy }.HeaderFor(Request(tls, forwarded)));

    [Theory]
    [InlineData("30", "max-age=2592000")]
    [InlineData("0", "max-age=0")]
    [InlineData("730", "max-age=63072000")]
    [InlineData("off", null)]
    [InlineData(null, "max-age=31536000")]
    public void It_counts_for_the_days_that_are_set(string? days, string? told) =>
        Assert.Equal(told, new TransportSecurity { HstsDays = TransportSecurity.ReadDays(days) }.HeaderFor(Request(true, null)));

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public void It_is_not_told_to_this_machine(string host)
    {
        var request = Request(true, null);
        request.Host = new HostString(host, 5443);

        Assert.Null(new TransportSecurity().HeaderFor(request));
    }

    [Theory]
    [InlineData("serve", "--hsts-days", "731")]
    [InlineData("serve", "--hsts-days", "-1")]
    [InlineData("serve", "--hsts-days", "always")]
    public async Task Days_at_fault_end_with_two(params string[] arguments)
    {
        var (exit, _, error) = await Cli.RunAsync([.. arguments, "--data", _cli.Data]);

        Assert.Equal(2, exit);
        Assert.Contains("--hsts-days", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health/live", 200)]
    [InlineData("/v1/accounts", 401)]
    [InlineData("/nowhere", 404)]
    public async Task A_server_with_a_certificate_says_it_on_every_answer(string path, int status)
    {
        var (files, certificate) = Certificate(_cli.Folder);
        using var known = certificate;
        await using var served = await ServedFolder.StartAsync(ServedFolder.Settings(_cli.Data) with
        {
            Addresses = ListenAddress.ReadAll("https://127.0.0.1:0;http://127.0.0.1:0"),
            Certificate = files,
        });
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == known.Thumbprint,
        };
        using var client = new HttpClient(handler);

        var tls = await GetAsync(client, served.Server.Addresses.Single(each => each.StartsWith("https:", StringComparison.Ordinal)), path);
        var plain = await GetAsync(client, served.Server.Addresses.Single(each => each.StartsWith("http:", StringComparison.Ordinal)), path);

        Assert.Equal((status, status), ((int)tls.StatusCode, (int)plain.StatusCode));
        Assert.Equal("max-age=31536000", Assert.Single(tls.Headers.GetValues(Header)));
        Assert.False(plain.Headers.Contains(Header));
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string address, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(address), path));
        request.Headers.Host = "collections.example.com";
        return await client.SendAsync(request);
    }

    private static (CertificateFiles Files, X509Certificate2 Certificate) Certificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var asked = new CertificateRequest("CN=collections.example.com", key, HashAlgorithmName.SHA256);
        var certificate = asked.CreateSelfSigned(
            DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var (certificatePath, keyPath) = (Path.Combine(folder, "cert.pem"), Path.Combine(folder, "cert.key"));
        File.WriteAllText(certificatePath, certificate.ExportCertificatePem());
        File.WriteAllText(keyPath, key.ExportPkcs8PrivateKeyPem());
        return (new CertificateFiles(certificatePath, keyPath), certificate);
    }

    private static HttpRequest Request(bool tls, string? forwarded)
    {
        var request = new DefaultHttpContext().Request;
        request.Scheme = tls ? "https" : "http";
        request.Host = new HostString("collections.example.com");
        if (forwarded is not null)
        {
            request.Headers["X-Forwarded-Proto"] = forwarded;
        }

        return request;
    }
}
