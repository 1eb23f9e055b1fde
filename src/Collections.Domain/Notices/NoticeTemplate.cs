using System.Collections.Immutable;

namespace Collections.Domain.Notices;

/// <summary>What a notice says in one language on one channel, Handlebars text.</summary>
/// <param name="Subject">One line; null for channels without one.</param>
/// <param name="Body">The text.</param>
public sealed record NoticeText(string? Subject, string Body);

/// <summary>A text that was found for a channel and a language.</summary>
/// <param name="Text">The text.</param>
/// <param name="Language">The language it is written in; amounts and dates follow it.</param>
public sealed record FoundText(NoticeText Text, string Language);

/// <summary>A named notice: its texts by channel and language.</summary>
public sealed record NoticeTemplate
{
    /// <summary>The template that speaks for names nobody has written a template for.</summary>
    public const string DefaultName = "default";

    /// <summary>The key under which a text for every channel without texts of its own stands.</summary>
    public const string AnyChannel = "any";

    /// <summary>Its name, as steps and reminders call it.</summary>
    public required string Name { get; init; }

    /// <summary>The language for readers of languages that the template does not speak; every channel has it.</summary>
    public required string Fallback { get; init; }

    /// <summary>Texts by channel, then by language tag; tags compare without regard to case.</summary>
    public required ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, NoticeText>> Channels
    {
        get;
        init;
    }

    /// <summary>
    /// The text for a channel and a locale: the channel's own texts or those for any channel; of these the locale's
    /// (<c>zh-Hant-HK</c>, then <c>zh-Hant</c>, then <c>zh</c>), else the fallback's. Null when the template says
    /// nothing on that channel.
    /// </summary>
    public FoundText? Find(string channel, string locale)
    {
        if (!Channels.TryGetValue(channel, out var texts) && !Channels.TryGetValue(AnyChannel, out texts))
        {
            return null;
        }

        for (var tag = locale; tag.Length > 0; tag = WithoutLastPart(tag))
        {
            if (texts.TryGetValue(tag, out var text))
            {
                return new FoundText(text, tag);
            }
        }

        return new FoundText(texts[Fallback], Fallback);
    }

    private static string WithoutLastPart(string tag)
    {
        var dash = tag.LastIndexOf('-');
        return dash < 0 ? string.Empty : tag[..dash];
    }
}
