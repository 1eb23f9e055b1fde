using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Gateways.Composition;
using Collections.Gateways.Notices;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Clock;
using Collections.Runtime.Configuration;
using Collections.Runtime.Kinds;
using Collections.Runtime.Messages;
using Collections.Runtime.Personal;
using Collections.Runtime.Ports;
using Collections.Storage.InMemory;
using NodaTime;

namespace Collections.Gateways.Tests.Notices;

/// <summary>
/// The engine with the gate, the templates and the gateway; accounts are played by the test, which hears what they are
/// told.
/// </summary>
internal sealed class NoticeWorld : IAsyncDisposable
{
    public static readonly Instant Noon = Instant.FromUtc(2026, 1, 5, 12, 0);

    public static readonly PersonalRef Mail = new("account/a1/contact/0", 1, "hash-of-mail");

    public static readonly PersonalRef Name = new("account/a1/name", 1, "hash-of-name");

    private readonly SealedValues _values;

    private NoticeWorld(INoticeSink? sink)
    {
        Sink = sink ?? Ledger;
        _values = new SealedValues(Store);
        Vault = new PersonalDataVault(_values, new SystemEntropy(), new byte[TenantKeys.MasterLength]);
        Engine = new Engine(new EngineSetup
        {
            Store = Store,
            Log = Store,
            Clock = new BusinessClock(Clock),
            Kinds = new KindRegistry(
                new EntityKind<PersonDecider, Person, PersonCommand, PersonEvent, TenantConfiguration>(
                    PersonDecider.Kind, Person.SchemaNumber, PersonJson.Default),
                ProductKinds.Publications<TemplateDocument>(),
                ProductKinds.Publications<ContactPolicyDocument>()),
            Configurations = new ConfigurationSource<TenantConfiguration, TenantConfigurationFold>(),
        });
        Gateway = new NoticeGateway(Engine, new NoticeDelivery(Vault, Sink));
        Engine.Register(Accounts);
        Engine.Register(Gateway);
    }

    public InMemoryStore Store { get; } = new();

    public VirtualClock Clock { get; } = new(Noon);

    public Engine Engine { get; }

    public PersonalDataVault Vault { get; }

    public NoticeLedger Ledger { get; } = new();

    public INoticeSink Sink { get; }

    public Listener Accounts { get; } = new();

    public NoticeGateway Gateway { get; }

    public static EntityKey PersonKey => new("default", Person.Kind, "c1");

    public static ContactRequest Request(string noticeId) => new()
    {
        NoticeId = noticeId,
        AccountId = "a1",
        Channel = "email",
        Template = "reminder",
        Locale = "en",
        TimeZone = "UTC",
        To = Mail,
        Name = Name,
        AsOf = Noon,
        Data = new NoticeFacts { Currency = "USD", OverdueMinor = 1_000 },
    };

    public static async Task<NoticeWorld> StartAsync(
        string mail = "kim@example.com", string name = "Kim Sample", INoticeSink? sink = null)
    {
        var world = new NoticeWorld(sink);
        await world.KeepAsync(Mail, mail);
        await world.KeepAsync(Name, name);
        return world;
    }

    public async Task<Answer> AskAsync(PersonCommand command)
    {
        var answer = await Engine.AskAsync(PersonKey, command);
        await Engine.SettleAsync();
        return answer;
    }

    public Task<Answer> RequestAsync(ContactRequest request) => AskAsync(new PersonCommand.RequestContact(request));

    public async Task<List<SequencedRecord>> LogAsync() => [.. await Store.ReadHistoryAsync(PersonKey, 0, 1_000)];

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await Store.DisposeAsync();
    }

    private async Task KeepAsync(PersonalRef reference, string value)
    {
        var secret = await Vault.SealAsync("default", "c1", value);
        _values.Rows[(reference.Ref, reference.Version)] =
            new SideRow.PersonalData("c1", reference.Ref, reference.Version, secret.Ciphertext);
    }

    /// <summary>Hears what accounts are told.</summary>
    internal sealed class Listener : IMessageHandler
    {
        private readonly ConcurrentQueue<Message> _heard = new();

        public string Kind => ContactOutcome.ReceiverKind;

        /// <summary>What was heard, <c>notice outcome reason</c>.</summary>
        public IEnumerable<string> Heard => _heard.Select(message =>
        {
            var outcome = JsonSerializer.Deserialize(message.Body.Span, PersonJson.Default.ContactOutcome)!;
            return $"{outcome.NoticeId} {outcome.Outcome} {outcome.Reason}".TrimEnd();
        });

        public string Text => string.Concat(_heard.Select(message => Encoding.UTF8.GetString(message.Body.Span)));

        public ValueTask HandleAsync(MessageId id, Message message)
        {
            _heard.Enqueue(message);
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Sealed values that no account wrote; data keys lie in the store.</summary>
    private sealed class SealedValues(IPersonalDataStore keys) : IPersonalDataStore
    {
        public Dictionary<(string Ref, int Version), SideRow.PersonalData> Rows { get; } = [];

        public ValueTask<SideRow.PersonalData?> ReadPersonalAsync(string tenant, string reference, int version) =>
            ValueTask.FromResult(Rows.GetValueOrDefault((reference, version)));

        public ValueTask<ReadOnlyMemory<byte>?> ReadDataKeyAsync(string tenant, string person) =>
            keys.ReadDataKeyAsync(tenant, person);

        public ValueTask<ReadOnlyMemory<byte>> AddDataKeyAsync(
            string tenant, string person, ReadOnlyMemory<byte> wrapped) => keys.AddDataKeyAsync(tenant, person, wrapped);

        public ValueTask ReplaceDataKeyAsync(string tenant, string person, ReadOnlyMemory<byte> wrapped) =>
            keys.ReplaceDataKeyAsync(tenant, person, wrapped);

        public ValueTask EraseDataKeyAsync(string tenant, string person) => keys.EraseDataKeyAsync(tenant, person);
    }
}
