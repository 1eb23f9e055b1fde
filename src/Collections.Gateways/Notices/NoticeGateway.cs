using System.Text.Json;
using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Domain.Lexicons;
using Collections.Domain.Notices;
using Collections.Gateways.Mail;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Messages;
using Collections.Runtime.Personal;
using Collections.Runtime.Ports;

namespace Collections.Gateways.Notices;

/// <summary>Where notices go and who opens what is sealed.</summary>
/// <param name="Vault">Opens addresses and names.</param>
/// <param name="Sink">Takes the finished notices.</param>
public sealed record NoticeDelivery(PersonalDataVault Vault, INoticeSink Sink)
{
    /// <summary>The address that mail comes from; null for one that nobody owns.</summary>
    public string? Sender { get; init; }

    /// <summary>
    /// Where the public reaches this installation, an https address: mail then bears a link to opt out by. Null for
    /// none.
    /// </summary>
    public Uri? PublicUrl { get; init; }
}

/// <summary>
/// Uses the permits of the contact gate: opens the address, fills in the template of the permit's instant, puts the
/// message out under its notice id and tells the gate. A crash in between repeats all of it; the message leaves once.
/// </summary>
/// <param name="engine">The engine, whose gates are told.</param>
/// <param name="delivery">Where notices go; null when none can leave, then each fails.</param>
/// <param name="renderer">Keeps compiled texts; null for one of its own.</param>
public sealed class NoticeGateway(Engine engine, NoticeDelivery? delivery, NoticeRenderer? renderer = null)
    : IMessageHandler
{
    private const string MailChannel = "email";

    private static readonly Principal Self = new(SendNotice.GatewayKind, "system");

    private readonly NoticeRenderer _renderer = renderer ?? new NoticeRenderer();

    /// <inheritdoc/>
    public string Kind => SendNotice.GatewayKind;

    /// <inheritdoc/>
    public async ValueTask HandleAsync(MessageId id, Message message)
    {
        var send = JsonSerializer.Deserialize(message.Body.Span, PersonJson.Default.SendNotice);
        Invariant.Require(send is not null, "A permit is readable.");
        var person = new EntityKey(message.To.Tenant, Person.Kind, send.PersonId);
        var noticeId = send.Request.NoticeId;

        // A server that died between the notice and the gate left it to us to say so. Asking the gate anew would hold
        // back, or call late, what the customer has read.
        var hasLeft = delivery is not null && await delivery.Sink.HasLeftAsync(message.To.Tenant, noticeId);
        var late = !hasLeft && engine.Setup.Clock.Now >= send.Until;
        if (!hasLeft && !late && !await StillHoldsAsync(person, send))
        {
            return;
        }

        var settle = hasLeft ? new PersonCommand.SettleContact(noticeId, SettleOutcome.Sent)
            : late ? new PersonCommand.SettleContact(noticeId, SettleOutcome.Late)
            : await SendAsync(message.To.Tenant, send);
        var answer = await engine.AskAsync(person, settle, new AskOptions { Principal = Self });
        if (answer.Rejection is { Class: RejectionClass.Conflict } busy)
        {
            // The message stays in its lane and is tried again; the sink knows the notice then.
            throw new StoreUnavailableException($"The gate could not be told: {busy.Code}.");
        }
    }

    /// <summary>
    /// Asks the gate once more at the moment of sending. What it defers or blocks after all is on record there; what is
    /// over was sent before.
    /// </summary>
    private async ValueTask<bool> StillHoldsAsync(EntityKey person, SendNotice send)
    {
        var confirm = new PersonCommand.ConfirmContact(
            send.Request.NoticeId, send.Request.NumberId, send.Request.To.Hash);
        var answer = await engine.AskAsync(person, confirm, new AskOptions { Principal = Self });
        return answer switch
        {
            { Rejection: { } refused } => throw new StoreUnavailableException($"The gate is silent: {refused.Code}."),
            { Report: ContactPermission permission } => permission.Decision == GateAnswer.Allow,
            _ => false,
        };
    }

    private async ValueTask<PersonCommand.SettleContact> SendAsync(string tenant, SendNotice send)
    {
        var request = send.Request;
        if (delivery is null)
        {
            return Failed(request, NoticeFailures.NoDelivery);
        }

        var timeline = await engine.Configurations.OfAsync(tenant);
        var configuration = (TenantConfiguration)timeline.At(send.PermittedAt);
        if (configuration.TemplateOrDefault(request.Template).Template.Find(request.Channel, request.Locale)
            is not { } found)
        {
            return Failed(request, NoticeFailures.NoText);
        }

        if (await delivery.Vault.OpenAsync(tenant, request.To) is not { } opened)
        {
            return Failed(request, NoticeFailures.AddressUnavailable);
        }

        var address = request.Channel == MailChannel ? MailAddress.OrNull(opened) : opened.Trim();
        if (string.IsNullOrEmpty(address))
        {
            return Failed(request, NoticeFailures.AddressInvalid);
        }

        var name = request.Name is { } reference ? await delivery.Vault.OpenAsync(tenant, reference) : null;
        var envelope = new EmlEnvelope
        {
            Tenant = tenant,
            Company = configuration.Settings.Name ?? tenant,
            NoticeId = request.NoticeId,
            AccountId = request.AccountId,
            Template = request.Template,
            Channel = request.Channel,
            Address = address,
            Name = name,
            At = send.PermittedAt,
            Sender = delivery.Sender,
            Unsubscribe = UnsubscribeLink(tenant, send),
        };
        var rendered = Render(found, envelope, send);
        return SaysWhatItMustNot(rendered, envelope, configuration)
            ? Failed(request, NoticeFailures.WordingForbidden)
            : await PutAsync(envelope, EmlMessage.Write(envelope, rendered));
    }

    /// <summary>A text without the customer's own name, which is no wording of ours.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The name; null when it is not known.</param>
    public static string WithoutName(string text, string? name) =>
        string.IsNullOrEmpty(name) ? text : text.Replace(name, " ", StringComparison.Ordinal);

    /// <summary>
    /// Forbidden wording, also in what was published before it was forbidden and in what is filled in.
    /// </summary>
    private static bool SaysWhatItMustNot(
        RenderedNotice notice, EmlEnvelope envelope, TenantConfiguration configuration)
    {
        var ours = WithoutName($"{notice.Subject}\n{notice.Body}", envelope.Name);
        var day = LocalDays.DayOf(envelope.At, configuration.Zone);
        return Wording.Find(ours, notice.Language, WordingInForce.Of(configuration, day)).Count > 0;
    }

    private async ValueTask<PersonCommand.SettleContact> PutAsync(EmlEnvelope envelope, byte[] bytes)
    {
        try
        {
            await delivery!.Sink.PutAsync(new OutgoingNotice(envelope.Tenant, envelope.NoticeId, bytes)
            {
                Recipient = envelope.Channel == MailChannel ? envelope.Address : null,
            });
            return new PersonCommand.SettleContact(envelope.NoticeId, SettleOutcome.Sent);
        }
        catch (NoticeRefusedException refused)
        {
            return new PersonCommand.SettleContact(envelope.NoticeId, SettleOutcome.Failed, refused.Reason);
        }
    }

    private Uri? UnsubscribeLink(string tenant, SendNotice send)
    {
        // One-click needs https (RFC 8058, section 3.1); a link that anyone can listen to is none.
        if (send.Request.Channel != MailChannel || delivery?.PublicUrl is not { Scheme: "https" } at)
        {
            return null;
        }

        var token = new UnsubscribeToken(tenant, send.PersonId, MailChannel);
        return new Uri(at, $"u/{token.Write(delivery.Vault.KeysOf(tenant))}");
    }

    private RenderedNotice Render(FoundText found, EmlEnvelope envelope, SendNotice send)
    {
        var today = LocalDays.DayOf(send.PermittedAt, LocalDays.Zone(send.Request.TimeZone));
        return _renderer.Render(
            found,
            new NoticeValues(envelope.AccountId, envelope.Name, envelope.Company, today, send.Request.Data));
    }

    private static PersonCommand.SettleContact Failed(ContactRequest request, string reason) =>
        new(request.NoticeId, SettleOutcome.Failed, reason);
}

/// <summary>Why a permitted notice could not be sent.</summary>
public static class NoticeFailures
{
    /// <summary>This engine was set up without a way for notices to leave.</summary>
    public const string NoDelivery = "delivery_not_set_up";

    /// <summary>The template says nothing on the channel.</summary>
    public const string NoText = "template_without_channel";

    /// <summary>The address is unknown or its person was erased.</summary>
    public const string AddressUnavailable = "address_unavailable";

    /// <summary>The address cannot be written to.</summary>
    public const string AddressInvalid = "address_invalid";

    /// <summary>The text threatens, insults or harasses.</summary>
    public const string WordingForbidden = "wording_forbidden";
}
