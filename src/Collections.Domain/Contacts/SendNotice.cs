using System.Text.Json;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>
/// The message <c>sendNotice</c> to the gateway: a permit and everything needed to use it, still sealed.
/// </summary>
/// <param name="PersonId">The person, who is told the outcome.</param>
/// <param name="Request">What was asked for.</param>
/// <param name="PermittedAt">When it was permitted; the date of the notice.</param>
/// <param name="Until">The permit may be used before this instant.</param>
public sealed record SendNotice(string PersonId, ContactRequest Request, Instant PermittedAt, Instant Until)
{
    /// <summary>The gateway that writes notices.</summary>
    public const string GatewayKind = "notices";

    /// <summary>The message type.</summary>
    public const string TypeName = "sendNotice";

    /// <summary>The message; each notice has an address of its own, so that one that fails delays no other.</summary>
    public Message ToMessage(string tenant) => new(
        new EntityKey(tenant, GatewayKind, Request.NoticeId),
        TypeName,
        JsonSerializer.SerializeToUtf8Bytes(this, PersonJson.Default.SendNotice));
}
