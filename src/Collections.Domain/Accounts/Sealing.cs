using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>
/// Personal values of one new profile: a value that did not change keeps its version, another one gets the next and is
/// written as a side row. Versions never start again, not even for a value that was gone for a while.
/// </summary>
internal sealed class Sealing
{
    private readonly Booking _booking;
    private readonly bool _personChanges;
    private readonly SortedDictionary<string, int> _retired = new(StringComparer.Ordinal);

    /// <summary>Sealing for a person.</summary>
    public Sealing(Booking booking, string person)
    {
        _booking = booking;
        Person = person;
        _personChanges = booking.Now.Profile is { } profile && profile.CustomerId != person;
        foreach (var retired in booking.Now.RetiredRefs)
        {
            _retired[retired.Ref] = retired.Version;
        }
    }

    /// <summary>Whose values they are.</summary>
    public string Person { get; }

    /// <summary>The reference of a value under a name; null when there is none any more.</summary>
    public PersonalRef? Seal(string name, SealedText? given, PersonalRef? old)
    {
        var reference = $"account/{_booking.Now.Id}/{name}";
        if (given is null)
        {
            if (old is not null)
            {
                _retired[reference] = old.Version;
            }

            return null;
        }

        if (old is not null && old.Hash == given.Hash && !_personChanges)
        {
            return old;
        }

        Invariant.Require(!given.Ciphertext.IsEmpty, "A value that is kept was sealed.");
        var last = old?.Version ?? _retired.GetValueOrDefault(reference);
        _retired.Remove(reference);
        _booking.Write(new SideRow.PersonalData(given.Person, reference, last + 1, given.Ciphertext));
        return new PersonalRef(reference, last + 1, given.Hash);
    }

    /// <summary>The values that are gone, sorted by reference.</summary>
    public Items<RetiredRef> Retired() => _retired.Select(each => new RetiredRef(each.Key, each.Value)).ToItems();
}
