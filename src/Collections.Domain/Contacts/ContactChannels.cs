namespace Collections.Domain.Contacts;

/// <summary>
/// What the rules have to know of channels: which medium they use, and whether somebody is called upon.
/// </summary>
public static class ContactChannels
{
    /// <summary>Calls.</summary>
    public const string Phone = "phone";

    /// <summary>Calls in which a machine speaks.</summary>
    public const string AiVoice = "ai_voice";

    /// <summary>Visits.</summary>
    public const string Visit = "visit";

    /// <summary>Whether somebody is called upon, so that tries count; all other channels carry messages.</summary>
    public static bool IsLive(string channel) => channel is Phone or AiVoice or Visit or "voice" or "call";

    /// <summary>Whether the channel reaches a phone number.</summary>
    public static bool UsesNumber(string channel) =>
        channel is Phone or AiVoice or "voice" or "call" or "sms" or "whatsapp";

    /// <summary>
    /// The medium of a channel: what a person opts out of. Calls are one medium, whoever speaks.
    /// </summary>
    public static string MediumOf(string channel) => channel is AiVoice or "voice" or "call" ? Phone : channel;

    /// <summary>Whether a list of channels, which may name a medium, takes a channel; no list takes all.</summary>
    public static bool Takes(IReadOnlyList<string>? channels, string channel) =>
        channels is null || channels.Contains(channel) || channels.Contains(MediumOf(channel));
}
