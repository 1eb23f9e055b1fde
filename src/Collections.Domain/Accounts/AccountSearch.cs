using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>By which words an account can be found: tier, keyed hashes of its contacts and of its name's words.</summary>
public static class AccountSearch
{
    // Enough to tell contacts apart; what is found is what was asked for but for one chance in 2^64.
    private const int HashLength = 16;

    /// <summary>The term of a tier.</summary>
    public static string Tier(string tier) => $"tier:{tier}";

    /// <summary>The term of a contact value, by its keyed hash.</summary>
    public static string Contact(string hash) => $"contact:{hash[..HashLength]}";

    /// <summary>The terms of a profile.</summary>
    internal static SideRow.SearchTerms Terms(Profile profile, SealedText? name) => new(
    [
        .. profile.Segmentation?.Tier is { } tier && !tier.Any(char.IsControl) ? [Tier(tier)] : Array.Empty<string>(),
        .. profile.Contacts.Select(contact => Contact(contact.Value.Hash)),
        .. name?.Terms ?? [],
    ]);
}
