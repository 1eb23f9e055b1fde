using System.Text.Json.Nodes;
using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Kernel;
using Collections.Kernel.Documents;
using Collections.Runtime;
using Collections.Runtime.Clock;
using Collections.Runtime.Personal;
using Collections.Gateways.Composition;
using Collections.Gateways.Notices;
using Collections.Storage.InMemory;
using NodaTime;

namespace Collections.Simulation.Scenarios;

/// <summary>The real engine on an in-memory store and a clock that stands still until it is moved.</summary>
internal sealed class ScenarioWorld : IAsyncDisposable
{
    public const string Tenant = "default";

    private readonly InMemoryStore _store = new();
    private readonly VirtualClock _clock;
    private readonly Engine _engine;
    private readonly PersonalDataVault _vault;

    public ScenarioWorld(Instant start)
    {
        _clock = new VirtualClock(start);
        _vault = new PersonalDataVault(_store, new SteadyEntropy(), new byte[TenantKeys.MasterLength]);
        _engine = ProductEngine.Over(
            _store, _clock, new Outside { Notices = new NoticeDelivery(_vault, Notices) });
        Events = new EmittedEvents(_store, Tenant);
    }

    public EmittedEvents Events { get; }

    public NoticeLedger Notices { get; } = new();

    public Instant Now => _clock.Now;

    public Engine Engine => _engine;

    /// <summary>An account as it stands; null when there is none.</summary>
    public async ValueTask<Account?> AccountAsync(string account) =>
        EntityKey.IsValidId(account)
            && await _engine.ReadAsync(Key(account)) is (Account { Phase: AccountPhase.Open } state, _)
                ? state
                : null;

    public ValueTask<SealedText> SealAsync(string person, string value, string? matching = null) =>
        _vault.SealAsync(Tenant, person, value, matching);

    /// <summary>Moves time on; everything due on the way happens in order, each at its own instant.</summary>
    public async ValueTask MoveToAsync(Instant at)
    {
        await SettleAsync(at);
        _clock.AdvanceTo(at);
    }

    /// <summary>Delivers messages and fires what is due now, until none is left.</summary>
    public ValueTask SettleAsync() => SettleAsync(_clock.Now);

    /// <summary>The configuration in force now.</summary>
    public async ValueTask<TenantConfiguration> ConfigurationAsync() =>
        (TenantConfiguration)(await _engine.Configurations.OfAsync(Tenant)).At(_clock.Now);

    /// <summary>Asks an account; the refusal, or null.</summary>
    public async ValueTask<Rejection?> AskAsync(string account, AccountCommand command) =>
        await AskAsync(Key(account), command);

    /// <summary>Publishes a policy; the refusal, or null.</summary>
    public ValueTask<Rejection?> PublishPolicyAsync(ScenarioDocument document, Instant? effectiveFrom)
    {
        var source = document.Source;
        var content = source.Document is null ? source.Text : JsonDocuments.Write(source.Document);
        return AskAsync(
            new EntityKey(Tenant, PolicyDocument.KindName, document.Name),
            new PublicationCommand.Publish(source.Format, source.Text, content, effectiveFrom));
    }

    /// <summary>Publishes a calendar; the refusal, or null.</summary>
    public ValueTask<Rejection?> PublishCalendarAsync(ScenarioDocument document)
    {
        var source = document.Source;
        return AskAsync(
            new EntityKey(Tenant, CalendarDocument.KindName, document.Name),
            new PublicationCommand.Publish(
                source.Format, source.Text, JsonDocuments.Write(source.Document!), null));
    }

    /// <summary>The view of an account; null when there is no such account.</summary>
    public async ValueTask<JsonNode?> ViewAsync(string account) =>
        await AccountViews.ReadAsync(_engine, Key(account), _clock.Now, _vault) is { } view
            ? JsonNode.Parse(view)
            : null;

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static EntityKey Key(string account) => new(Tenant, AccountDecider.Kind, account);

    private async ValueTask SettleAsync(Instant upTo)
    {
        await _engine.SettleAsync();
        await _engine.RunDueAsync(upTo, due => _clock.AdvanceTo(Instant.Max(_clock.Now, due)));
    }

    private async ValueTask<Rejection?> AskAsync(EntityKey key, ICommand command)
    {
        var answer = await _engine.AskAsync(key, command, new AskOptions { Principal = Principal.Operator });
        return answer.Outcome == Outcome.Rejected ? answer.Rejection : null;
    }
}
