using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Personal;

/// <summary>
/// Seals personal values on their way in and opens them on their way out. Each person has a data key, wrapped by the
/// tenant's key; erasing the person destroys the data key, and everything sealed under it is unreadable for ever,
/// while the log and its hash chain stay as they are.
/// </summary>
public sealed class PersonalDataVault
{
    private const int DataKeyLength = 32;

    /// <summary>Data keys kept unwrapped in memory.</summary>
    private const int DataKeysMax = 10_000;

    private readonly IPersonalDataStore _store;
    private readonly IEntropy _entropy;
    private readonly byte[] _master;
    private readonly ConcurrentDictionary<string, TenantKeys> _tenants = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Tenant, string Person), byte[]> _dataKeys = new();
    private int _dataKeysCount;

    private long _erasures;

    /// <summary>A vault.</summary>
    /// <param name="store">Where sealed values and wrapped keys lie.</param>
    /// <param name="entropy">Source of keys and nonces.</param>
    /// <param name="master">The installation's master key, 32 bytes.</param>
    public PersonalDataVault(IPersonalDataStore store, IEntropy entropy, ReadOnlySpan<byte> master)
    {
        Invariant.Require(master.Length == TenantKeys.MasterLength, "The master key has 32 bytes.");
        _store = store;
        _entropy = entropy;
        _master = master.ToArray();
    }

    /// <summary>The keys of a tenant.</summary>
    public TenantKeys KeysOf(string tenant) => _tenants.GetOrAdd(tenant, name => new TenantKeys(_master, name));

    /// <summary>Seals a value under a person's data key, making the key at first use.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="person">Whose data key seals it.</param>
    /// <param name="value">The value.</param>
    /// <param name="matching">The one form by which equal values match; null for the value itself.</param>
    public async ValueTask<SealedText> SealAsync(string tenant, string person, string value, string? matching = null)
    {
        var keys = KeysOf(tenant);
        var dataKey = await DataKeyAsync(tenant, person, make: true);
        Invariant.Require(dataKey is not null, "A data key is made at first use.");
        var sealedBytes = AesEnvelope.Seal(dataKey, Encoding.UTF8.GetBytes(value), Bound(tenant, person), _entropy);
        return new SealedText(person, keys.Hash(matching ?? value), sealedBytes) { Terms = NameTerms.Of(keys, value) };
    }

    /// <summary>
    /// What seals the values of many persons, in their order: keys are read together, and those that lack are made
    /// together. The caller disposes them.
    /// </summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="persons">The persons, each once.</param>
    /// <param name="mostlyNew">
    /// Whether most of them are not known yet: then keys are made at once, and those who have one already keep theirs.
    /// </param>
    public async ValueTask<IReadOnlyList<PersonSealer>> SealersAsync(
        string tenant, IReadOnlyList<string> persons, bool mostlyNew = false)
    {
        // What most profiles hold: a name and a few contacts.
        const int noncesEach = 4 * AesEnvelope.NonceLength;
        var keys = await DataKeysAsync(tenant, persons, mostlyNew);
        var nonces = new byte[persons.Count * noncesEach];
        _entropy.Fill(nonces);
        var sealers = new PersonSealer[persons.Count];
        for (var i = 0; i < sealers.Length; i++)
        {
            sealers[i] = new PersonSealer(
                KeysOf(tenant), keys[i], nonces.AsMemory(i * noncesEach, noncesEach), _entropy);
        }

        return sealers;
    }

    /// <summary>Opens a stored value; null when it is unknown or its person was erased.</summary>
    public async ValueTask<string?> OpenAsync(string tenant, PersonalRef reference)
    {
        if (await _store.ReadPersonalAsync(tenant, reference.Ref, reference.Version) is not { } row
            || await DataKeyAsync(tenant, row.Person, make: false) is not { } dataKey)
        {
            return null;
        }

        return Encoding.UTF8.GetString(AesEnvelope.Open(dataKey, row.Ciphertext.Span, Bound(tenant, row.Person)));
    }

    /// <summary>Makes everything sealed for a person unreadable, for ever.</summary>
    public async ValueTask EraseAsync(string tenant, string person)
    {
        await _store.EraseDataKeyAsync(tenant, person);

        // Whoever read the key just before must not put it back (see Remember).
        lock (_dataKeys)
        {
            _erasures++;
            _dataKeysCount -= _dataKeys.TryRemove((tenant, person), out _) ? 1 : 0;
        }
    }

    /// <summary>Whether anything was ever sealed for a person who was not erased since.</summary>
    public async ValueTask<bool> KnowsAsync(string tenant, string person) =>
        await _store.ReadDataKeyAsync(tenant, person) is not null;

    private async ValueTask<PersonKey[]> DataKeysAsync(
        string tenant, IReadOnlyList<string> persons, bool mostlyNew)
    {
        var wrapping = KeysOf(tenant).Wrapping;
        var keys = new PersonKey[persons.Count];
        var stored = mostlyNew
            ? new ReadOnlyMemory<byte>?[persons.Count]
            : await _store.ReadDataKeysAsync(tenant, persons);
        var made = new List<WrappedKey>();
        var places = new List<int>();
        using var cipher = new AesGcm(wrapping, AesEnvelope.TagLength);
        using var chance = new FreshKeys(_entropy, stored.Count(key => key is null));
        for (var i = 0; i < keys.Length; i++)
        {
            var (person, bound) = (persons[i], Bound(tenant, persons[i]));
            if (stored[i] is { } wrapped)
            {
                keys[i] = new PersonKey(person, AesEnvelope.Open(cipher, wrapped.Span, bound), bound);
                continue;
            }

            keys[i] = new PersonKey(person, chance.NextKey(), bound);
            made.Add(new WrappedKey(person, AesEnvelope.Seal(cipher, keys[i].Bytes, bound, chance.NextNonce())));
            places.Add(i);
        }

        var kept = made.Count == 0 ? [] : await _store.AddDataKeysAsync(tenant, made);
        for (var i = 0; i < made.Count; i++)
        {
            // There may have been one, or another server may have made one meanwhile: the one that is kept counts.
            if (!kept[i].Span.SequenceEqual(made[i].Wrapped.Span))
            {
                ref var key = ref keys[places[i]];
                key = key with { Bytes = AesEnvelope.Open(cipher, kept[i].Span, key.Bound) };
            }
        }

        return keys;
    }

    private async ValueTask<byte[]?> DataKeyAsync(string tenant, string person, bool make)
    {
        if (_dataKeys.TryGetValue((tenant, person), out var known))
        {
            return known;
        }

        var erasures = Volatile.Read(ref _erasures);
        var wrapped = await _store.ReadDataKeyAsync(tenant, person);
        if (wrapped is null && make)
        {
            var fresh = new byte[DataKeyLength];
            _entropy.Fill(fresh);
            var sealedKey = AesEnvelope.Seal(KeysOf(tenant).Wrapping, fresh, Bound(tenant, person), _entropy);
            wrapped = await _store.AddDataKeyAsync(tenant, person, sealedKey);
            if (wrapped.Value.Span.SequenceEqual(sealedKey))
            {
                return Remember(tenant, person, fresh, erasures);
            }
        }

        return wrapped is { } bytes
            ? Remember(
                tenant,
                person,
                AesEnvelope.Open(KeysOf(tenant).Wrapping, bytes.Span, Bound(tenant, person)),
                erasures)
            : null;
    }

    private byte[] Remember(string tenant, string person, byte[] key, long erasures)
    {
        lock (_dataKeys)
        {
            // Counted here: the dictionary would take all of its locks to answer.
            if (_dataKeysCount >= DataKeysMax)
            {
                _dataKeys.Clear();
                _dataKeysCount = 0;
            }

            if (_erasures == erasures)
            {
                _dataKeysCount += _dataKeys.TryAdd((tenant, person), key) ? 1 : 0;
            }
        }

        return key;
    }

    /// <summary>Binds a ciphertext to its owner: bytes moved to another person do not open.</summary>
    private static byte[] Bound(string tenant, string person) => Encoding.UTF8.GetBytes($"{tenant}/{person}");
}
