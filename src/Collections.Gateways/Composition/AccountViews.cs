using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Personal;
using NodaTime;

namespace Collections.Gateways.Composition;

/// <summary>Reads accounts as the API shows them.</summary>
public static class AccountViews
{
    /// <summary>The view of an account as UTF-8 JSON; null when there is no such account.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="key">The account.</param>
    /// <param name="at">The instant it is looked at.</param>
    /// <param name="vault">Opens names and contacts; null leaves them out.</param>
    public static async ValueTask<byte[]?> ReadAsync(
        Engine engine, EntityKey key, Instant at, PersonalDataVault? vault = null)
    {
        if (await engine.ReadAsync(key) is not (Account { Phase: AccountPhase.Open } account, var version))
        {
            return null;
        }

        var timeline = await engine.Configurations.OfAsync(key.Tenant);
        var configuration = (TenantConfiguration)timeline.At(at);
        var opened = vault is null ? [] : await OpenAsync(account, key.Tenant, vault);
        return AccountView.Of(account, new ViewInputs
        {
            At = at,
            Version = version,
            Policy = AccountView.PolicyOf(account, configuration),
            NextReviewAt = AccountDecider.NextWake(account, configuration),
            BucketNames = configuration.Buckets.Names,
            BucketOf = configuration.Buckets.NameOf,
            Reveal = reference => opened.GetValueOrDefault(reference),
        });
    }

    private static async ValueTask<Dictionary<PersonalRef, string?>> OpenAsync(
        Account account, string tenant, PersonalDataVault vault)
    {
        var opened = new Dictionary<PersonalRef, string?>();
        var profile = account.Profile!;
        IEnumerable<PersonalRef> references = profile.Contacts.Select(contact => contact.Value);
        foreach (var reference in profile.Name is null ? references : references.Prepend(profile.Name))
        {
            opened[reference] = await vault.OpenAsync(tenant, reference);
        }

        return opened;
    }
}
