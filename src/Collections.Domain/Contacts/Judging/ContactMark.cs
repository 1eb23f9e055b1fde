using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>A contact as the limits see it: permitted and perhaps not over yet, or over and known how.</summary>
public sealed record ContactMark
{
    /// <summary>Its id.</summary>
    public required string ContactId { get; init; }

    /// <summary>When it was permitted or made.</summary>
    public required Instant At { get; init; }

    /// <summary>Its channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The account it was about; null when it was about none in particular.</summary>
    public string? AccountId { get; init; }

    /// <summary>The number it went over: a keyed hash; null for none.</summary>
    public string? NumberId { get; init; }

    /// <summary>
    /// The canonical outcome; null while it is not known, which counts like the most that it can become.
    /// </summary>
    public string? Result { get; init; }

    /// <summary>Whether the person began it.</summary>
    public bool Inbound { get; init; }

    /// <summary>Whether the person had asked for it.</summary>
    public bool Consented { get; init; }

    /// <summary>Who was contacted instead of the debtor; null for the debtor.</summary>
    public string? ThirdPartyId { get; init; }

    /// <summary>Who made it, when not this house itself: an agency's code.</summary>
    public string? By { get; init; }
}
