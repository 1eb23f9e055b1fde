using System.Text.Json;
using System.Text.Json.Serialization;
using Collections.Domain.Configuration;
using Collections.Domain.Tasks;
using Collections.Kernel;
using Collections.Kernel.Json;
using NodaTime;

namespace Collections.Domain.Campaigns;

/// <summary>What can be asked of a campaign.</summary>
public abstract record CampaignCommand : ICommand
{
    private CampaignCommand()
    {
    }

    /// <summary>
    /// Creates the campaign. The same campaign again changes nothing; with other content it is refused with
    /// <c>campaign_exists</c> (409). Further refusal: <c>invalid_request</c> (400).
    /// </summary>
    /// <param name="Terms">What it is, without the secret.</param>
    /// <param name="Intake">What became of its rows.</param>
    /// <param name="Secret">The secret of its webhook, sealed; null for none.</param>
    [CommandType("createCampaign")]
    public sealed record CreateCampaign(CampaignTerms Terms, CampaignIntake Intake, SealedText? Secret)
        : CampaignCommand;
}

/// <summary>What happened to a campaign.</summary>
public abstract record CampaignEvent
{
    private CampaignEvent()
    {
    }

    /// <summary>It was created, with its rows.</summary>
    [EventType("campaign.created")]
    public sealed record Created(CampaignTerms Terms, CampaignIntake Intake) : CampaignEvent;
}

/// <summary>Campaigns: created with their rows, which are tasks of their own.</summary>
public sealed class CampaignDecider : IDecider<Campaign, CampaignCommand, CampaignEvent, TenantConfiguration>
{
    /// <summary>The kind of these entities.</summary>
    public const string Kind = Campaign.Kind;

    private CampaignDecider()
    {
    }

    /// <summary>Whose data key seals a campaign's secret: no customer's, so that no erasure destroys it.</summary>
    /// <param name="campaignId">The campaign.</param>
    public static string SealerOf(string campaignId) => $"campaign:{campaignId}";

    /// <inheritdoc/>
    public static Campaign Initial(EntityKey key) => new() { Tenant = key.Tenant, Id = key.Id };

    /// <inheritdoc/>
    public static Decision<CampaignEvent> Decide(
        Campaign state, CampaignCommand command, DecisionContext<TenantConfiguration> context)
    {
        var create = (CampaignCommand.CreateCampaign)command;
        if (CampaignForm.Check(create.Terms) is { } refusal)
        {
            return refusal;
        }

        var (terms, rows) = Sealed(state.Id, create);
        if (state.Terms is { } known)
        {
            return Bytes(known).SequenceEqual(Bytes(terms))
                ? Decision<CampaignEvent>.Nothing
                : Rejection.Conflict("campaign_exists", $"The campaign '{state.Id}' exists with other content.");
        }

        return Decision<CampaignEvent>.Accept(new CampaignEvent.Created(terms, create.Intake)) with { SideRows = rows };
    }

    /// <inheritdoc/>
    public static Decision<CampaignEvent> Wake(Campaign state, DecisionContext<TenantConfiguration> context) =>
        Decision<CampaignEvent>.Nothing;

    /// <inheritdoc/>
    public static Campaign Evolve(Campaign state, CampaignEvent @event, Instant at) => @event switch
    {
        CampaignEvent.Created e => state with
        {
            Phase = CampaignPhase.Open,
            Terms = e.Terms,
            Intake = e.Intake,
            CreatedAt = at,
        },
        _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
    };

    /// <summary>Never: dialling is its tasks' business.</summary>
    public static Instant? NextWake(Campaign state, TenantConfiguration configuration) => null;

    /// <inheritdoc/>
    public static IReadOnlyList<Message> React(
        Campaign state, CampaignEvent @event, TenantConfiguration configuration) => [];

    /// <summary>Status: the phase's word. Amount: the rows accepted. Day: of creation, UTC. No labels.</summary>
    public static EntityRow Row(Campaign state) => state.Terms is null
        ? new EntityRow()
        : new EntityRow
        {
            Status = "open",
            AmountMinor = state.Intake?.Accepted ?? 0,
            Day = state.CreatedAt?.InUtc().Date,
            Zone = "UTC",
        };

    private static (CampaignTerms Terms, IReadOnlyList<SideRow> Rows) Sealed(
        string id, CampaignCommand.CreateCampaign create)
    {
        if (create is not { Secret: { } secret, Terms.Webhook: { } webhook })
        {
            return (create.Terms, []);
        }

        var reference = new PersonalRef($"campaign/{id}/secret", 1, secret.Hash);
        return (
            create.Terms with { Webhook = webhook with { Secret = reference } },
            [new SideRow.PersonalData(secret.Person, reference.Ref, reference.Version, secret.Ciphertext)]);
    }

    private static byte[] Bytes(CampaignTerms terms) =>
        JsonSerializer.SerializeToUtf8Bytes(terms, CampaignJson.Default.CampaignTerms);
}

/// <summary>What can be judged of a campaign by itself.</summary>
internal static class CampaignForm
{
    private const int NameLengthMax = 200;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static Rejection? Check(CampaignTerms terms) =>
        string.IsNullOrWhiteSpace(terms.Name) || terms.Name.Length > NameLengthMax || terms.Name.Any(char.IsControl)
            ? Rejection.Invalid("/name", "text_format", $"A name of 1 to {NameLengthMax} printable characters.")
            : StrategyForm.Check(terms.Strategy)
                ?? (terms.Dialer?.Concurrency is < 1 or > CampaignDialer.ConcurrencyMax
                    ? Rejection.Invalid(
                        "/dialer/concurrency", "range", $"A whole number from 1 to {CampaignDialer.ConcurrencyMax}.")
                    : null);
}

/// <summary>JSON of the kind's state, events and commands.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantMillisecondsConverter), typeof(RecordConverter)])]
[JsonSerializable(typeof(Campaign))]
[JsonSerializable(typeof(CampaignTerms))]
[JsonSerializable(typeof(CampaignEvent.Created))]
[JsonSerializable(typeof(CampaignCommand.CreateCampaign))]
public sealed partial class CampaignJson : JsonSerializerContext;
