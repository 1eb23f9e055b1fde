using System.Text.Json;
using System.Text.Json.Serialization;
using Collections.Kernel;

namespace Collections.Domain.Contacts;

/// <summary>How a requested contact ended.</summary>
public enum ContactEnd
{
    /// <summary>It was handed over to the channel.</summary>
    [JsonStringEnumMemberName("sent")]
    Sent,

    /// <summary>It was permitted but could not be sent.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>The gate did not let it pass.</summary>
    [JsonStringEnumMemberName("blocked")]
    Blocked,
}

/// <summary>
/// The message <c>contactOutcome</c> to the account that asked: told once per contact, but for a contact that was
/// given up as <c>not_settled</c> and of which is heard later that it was sent after all.
/// </summary>
/// <param name="NoticeId">The contact.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Channel">The channel asked for.</param>
/// <param name="Template">The template asked for.</param>
/// <param name="Reason">Stable snake_case code; null when it was sent.</param>
public sealed record ContactOutcome(
    string NoticeId, ContactEnd Outcome, string Channel, string Template, string? Reason)
{
    /// <summary>The message type.</summary>
    public const string TypeName = "contactOutcome";

    /// <summary>The kind of the receiver.</summary>
    public const string ReceiverKind = "account";

    /// <summary>The message to an account.</summary>
    public Message To(string tenant, string accountId) => new(
        new EntityKey(tenant, ReceiverKind, accountId),
        TypeName,
        JsonSerializer.SerializeToUtf8Bytes(this, PersonJson.Default.ContactOutcome));
}
