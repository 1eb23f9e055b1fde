using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Collections.Server.Commands;

namespace Collections.Server.Hosting;

/// <summary>A certificate (chain) and its key as PEM files.</summary>
/// <param name="CertificatePath">The certificate, followed by its intermediates.</param>
/// <param name="KeyPath">The unencrypted key; null when it stands in the same file.</param>
public sealed record CertificateFiles(string CertificatePath, string? KeyPath)
{
    /// <summary>The server's certificate with its key, and the intermediates to send along.</summary>
    /// <exception cref="WrongCallException">A file is missing, or they do not belong together.</exception>
    public (X509Certificate2 Leaf, X509Certificate2Collection Chain) Load()
    {
        try
        {
            var leaf = X509Certificate2.CreateFromPemFile(CertificatePath, KeyPath);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(CertificatePath);
            return (leaf, chain);
        }
        catch (Exception unusable) when (unusable is CryptographicException or IOException or ArgumentException)
        {
            throw new WrongCallException(
                $"The certificate '{CertificatePath}' cannot be used with its key: {unusable.Message}");
        }
    }
}
