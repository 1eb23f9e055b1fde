namespace Collections.Domain.Outcomes;

/// <summary>Everything that is known of how a dial ended; every part may be missing.</summary>
public sealed record CallEvidence
{
    /// <summary>What the vendor says, by dialect: <c>aliyunSmart</c> to <c>NO_ANSWER</c>.</summary>
    public IReadOnlyDictionary<string, string> Vendor { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The class that speech recognition gave to what was heard before an answer, an outcome's code; null for none.
    /// </summary>
    public string? AsrClass { get; init; }

    /// <summary>Whether anything was heard before an answer.</summary>
    public bool EarlyMedia { get; init; }

    /// <summary>The cause in a <c>Reason</c> header (RFC 3326), ITU-T Q.850; null for none.</summary>
    public int? ReasonQ850 { get; init; }

    /// <summary>The final SIP code; null when none came.</summary>
    public int? Sip { get; init; }

    /// <summary>Whether the phone rang (180 or 183 with ringing).</summary>
    public bool Alerted { get; init; }

    /// <summary>Whether our side gave up waiting.</summary>
    public bool TimedOut { get; init; }

    /// <summary>Whether our own limit kept the call from being placed.</summary>
    public bool LocalLimit { get; init; }

    /// <summary>What answered; null when nothing did, or nobody knows.</summary>
    public AnsweredBy? AnsweredBy { get; init; }
}

/// <summary>Who or what answered a call.</summary>
public enum AnsweredBy
{
    /// <summary>A person.</summary>
    Human,

    /// <summary>Voice mail or an answering robot.</summary>
    Machine,

    /// <summary>A fax.</summary>
    Fax,

    /// <summary>Nobody spoke for six seconds.</summary>
    Silence,

    /// <summary>The call was forwarded to somebody else.</summary>
    Forwarded,

    /// <summary>A person, but no agent was free within two seconds.</summary>
    NoAgent,
}
