using System.Security.Cryptography;
using System.Text;
using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Personal;

/// <summary>
/// Seals the values of one person, the data key at hand: for bulk loads, which ask for the keys of many persons at
/// once. For one caller at a time. Should the person be erased meanwhile, what it seals is unreadable, as it must be.
/// </summary>
public sealed class PersonSealer : IDisposable
{
    private readonly TenantKeys _keys;
    private readonly byte[] _bound;
    private readonly IEntropy _entropy;
    private readonly AesGcm _cipher;
    private Memory<byte> _nonces;

    internal PersonSealer(TenantKeys keys, PersonKey key, Memory<byte> nonces, IEntropy entropy)
    {
        _keys = keys;
        Person = key.Person;
        _bound = key.Bound;
        _cipher = new AesGcm(key.Bytes, AesEnvelope.TagLength);
        _nonces = nonces;
        _entropy = entropy;
    }

    /// <summary>Whose values it seals.</summary>
    public string Person { get; }

    /// <summary>Seals a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="matching">The one form by which equal values match; null for the value itself.</param>
    public SealedText Seal(string value, string? matching = null)
    {
        if (_nonces.Length < AesEnvelope.NonceLength)
        {
            _nonces = new byte[AesEnvelope.NonceLength];
            _entropy.Fill(_nonces.Span);
        }

        // Each nonce is used once: with one used twice, AES-GCM protects nothing.
        var sealedBytes = AesEnvelope.Seal(
            _cipher, Encoding.UTF8.GetBytes(value), _bound, _nonces.Span[..AesEnvelope.NonceLength]);
        _nonces = _nonces[AesEnvelope.NonceLength..];
        return new SealedText(Person, _keys.Hash(matching ?? value), sealedBytes)
        {
            Terms = NameTerms.Of(_keys, value),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _cipher.Dispose();
}

/// <summary>A person's data key, unwrapped.</summary>
/// <param name="Person">Whose it is.</param>
/// <param name="Bytes">The key.</param>
/// <param name="Bound">What binds a ciphertext to its owner.</param>
internal readonly record struct PersonKey(string Person, byte[] Bytes, byte[] Bound);
