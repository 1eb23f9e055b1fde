using System.Collections.Immutable;
using Collections.Kernel;
using Collections.Kernel.Documents;

namespace Collections.Domain.Notices;

/// <summary>
/// Reads a template:
/// <c>{ template: NAME, fallback: LANGUAGE, channels: { CHANNEL: { LANGUAGE: { subject, body } } } }</c>. Only
/// <c>channels</c> is required. Every fault is listed with its path.
/// </summary>
public sealed class TemplateReader
{
    /// <summary>Longest subject, in characters.</summary>
    public const int SubjectLengthMax = 500;

    /// <summary>Longest body, in characters.</summary>
    public const int BodyLengthMax = 20_000;

    /// <summary>Most channels of a template.</summary>
    public const int ChannelsMax = 20;

    /// <summary>Most languages of a channel.</summary>
    public const int LanguagesMax = 60;

    private const int NameLengthMax = 200;

    private const string PreferredFallback = "en";

    private readonly FaultList _faults = new();

    private TemplateReader()
    {
    }

    /// <summary>Reads a template and lists every fault; the template is null when there is any.</summary>
    /// <param name="document">The parsed file.</param>
    /// <param name="name">Its name: the one it is published under.</param>
    public static (NoticeTemplate? Template, IReadOnlyList<Fault> Faults) Read(Node document, string name)
    {
        var reader = new TemplateReader();
        var template = reader.Read(new NodeCursor(document, string.Empty, reader._faults), name);
        return (reader._faults.HasErrors ? null : template, reader._faults.Items);
    }

    private NoticeTemplate? Read(NodeCursor document, string name)
    {
        if (document.AsMap("template", "fallback", "channels") is not { } map)
        {
            return null;
        }

        if (map["template"] is { } given && given.AsText(NameLengthMax) is { } inner && inner != name)
        {
            _faults.Error(given, "name_differs", $"The template is published as '{name}', not as '{inner}'.");
        }

        var channels = Channels(map);
        var fallback = map["fallback"] is { } chosen
            ? chosen.AsText(NameLengthMax)
            : DefaultFallback(channels.Values);
        foreach (var (channel, texts) in channels)
        {
            if (fallback is not null && texts.Count > 0 && !texts.ContainsKey(fallback))
            {
                var path = $"/channels/{MapCursor.Escape(channel)}";
                var message = $"The fallback language '{fallback}' has no text.";
                _faults.Error(path, "fallback_missing", message, document.Node.At);
            }
        }

        return fallback is null
            ? null
            : new NoticeTemplate
            {
                Name = name,
                Fallback = fallback,
                Channels = channels.ToImmutableSortedDictionary(StringComparer.Ordinal),
            };
    }

    /// <summary>English where every channel has it, else the first language of the first channel.</summary>
    private static string? DefaultFallback(
        IReadOnlyCollection<ImmutableSortedDictionary<string, NoticeText>> channels) =>
        channels.All(texts => texts.ContainsKey(PreferredFallback))
            ? PreferredFallback
            : channels.First().Keys.FirstOrDefault();

    private OrderedDictionary<string, ImmutableSortedDictionary<string, NoticeText>> Channels(MapCursor template)
    {
        var channels = new OrderedDictionary<string, ImmutableSortedDictionary<string, NoticeText>>();
        if (template.Require("channels") is not { } cursor || cursor.AsOpenMap() is not { } map)
        {
            return channels;
        }

        foreach (var (channel, texts) in map.Entries)
        {
            if (!EntityKey.IsValidId(channel))
            {
                _faults.Error(texts, "channel_format", "A channel has 1 to 64 letters, digits or ._:~- characters.");
            }

            channels[channel] = Languages(texts);
            if (channel == CallScript.Channel)
            {
                Scripts(texts, channels[channel]);
            }
        }

        if (channels.Count is 0 or > ChannelsMax)
        {
            _faults.Error(cursor, "channel_count", $"A template has 1 to {ChannelsMax} channels.");
        }

        return channels;
    }

    private void Scripts(NodeCursor channel, ImmutableSortedDictionary<string, NoticeText> texts)
    {
        foreach (var (language, text) in texts)
        {
            var path = $"{channel.Path}/{MapCursor.Escape(language)}/body";
            foreach (var fault in CallScript.FaultsOf(text.Body))
            {
                _faults.Error(path, fault.Code, fault.Message, channel.Node.At);
            }
        }
    }

    private ImmutableSortedDictionary<string, NoticeText> Languages(NodeCursor cursor)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, NoticeText>(StringComparer.OrdinalIgnoreCase);
        if (cursor.AsOpenMap() is not { } map)
        {
            return texts.ToImmutable();
        }

        var languages = 0;
        foreach (var (language, text) in map.Entries)
        {
            languages++;
            if (!LanguageTag.IsValid(language))
            {
                _faults.Error(text, "language_format", $"'{language}' is no BCP 47 language tag.");
            }
            else if (texts.ContainsKey(language))
            {
                _faults.Error(text, "duplicate", $"The language '{language}' stands here twice.");
            }

            if (Text(text) is { } read)
            {
                texts[language] = read;
            }
        }

        if (languages is 0 or > LanguagesMax)
        {
            _faults.Error(cursor, "language_count", $"A channel has 1 to {LanguagesMax} languages.");
        }

        return texts.ToImmutable();
    }

    private NoticeText? Text(NodeCursor cursor)
    {
        if (cursor.AsMap("subject", "body") is not { } map)
        {
            return null;
        }

        var subject = map["subject"] is { } line ? Checked(line, SubjectLengthMax) : null;
        if (subject is not null && subject.AsSpan().ContainsAny('\r', '\n'))
        {
            _faults.Error(map["subject"]!.Value, "line_break", "A subject is one line.");
        }

        var body = map.Require("body") is { } text ? Checked(text, BodyLengthMax) : null;
        return body is null ? null : new NoticeText(subject, body);
    }

    private string? Checked(NodeCursor cursor, int lengthMax)
    {
        if (cursor.AsText(lengthMax) is not { } text)
        {
            return null;
        }

        foreach (var fault in TemplateSyntax.FaultsOf(text))
        {
            _faults.Error(cursor, fault.Code, fault.Message);
        }

        return text;
    }
}
