using System.Text.Json;
using Collections.Kernel;
using Collections.Runtime.Log;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Torture.Tests.Auditing;

/// <summary>One event of the log as plain JSON.</summary>
/// <param name="Type">Its public name.</param>
/// <param name="Version">The entity's version that it stands in.</param>
/// <param name="Data">Its data.</param>
/// <param name="At">When it happened, on the business clock.</param>
internal sealed record Fact(string Type, long Version, JsonElement Data, Instant At);

/// <summary>Everything the log holds about one entity.</summary>
internal sealed class Chapter
{
    public List<Fact> Facts { get; } = [];

    /// <summary>Actor of each record, in order.</summary>
    public List<string> Actors { get; } = [];

    public long Version { get; set; }

    /// <summary>Facts by (type, id).</summary>
    public Dictionary<(string Type, string Id), List<Fact>> ById { get; } = [];

    public IReadOnlyList<Fact> Of(string type, string id) => ById.GetValueOrDefault((type, id)) ?? [];
}

/// <summary>A message that some record sends.</summary>
internal sealed record SentMessage(MessageId Id, Message Message);

/// <summary>The whole log, read once, record by record, without any decider.</summary>
internal sealed class LogBook
{
    private const int Page = 2_000;

    public Dictionary<EntityKey, Chapter> Chapters { get; } = [];

    public List<SentMessage> Sent { get; } = [];

    public long Records { get; private set; }

    public static async ValueTask<LogBook> ReadAsync(ILogReader log)
    {
        var book = new LogBook();
        var after = 0L;
        IReadOnlyList<SequencedRecord> page;
        do
        {
            page = await log.ReadLogAsync(after, Page);
            foreach (var record in page)
            {
                book.Take(record);
                after = record.Sequence;
            }
        }
        while (page.Count == Page);
        return book;
    }

    public Chapter Of(EntityKey key) => Chapters.GetValueOrDefault(key) ?? new Chapter();

    private void Take(SequencedRecord record)
    {
        Records++;
        if (!Chapters.TryGetValue(record.Key, out var chapter))
        {
            Chapters.Add(record.Key, chapter = new Chapter());
        }

        var entry = RecordText.Read(record.Record.Bytes);
        chapter.Version = record.Record.Version;
        chapter.Actors.Add(entry.Head.Actor);
        foreach (var happened in entry.Events)
        {
            var data = JsonElement.Parse(happened.Data.Span);
            var fact = new Fact(happened.Type, record.Record.Version, data, entry.Head.At);
            chapter.Facts.Add(fact);
            if (FactIds.Of(happened.Type, data) is { } id)
            {
                Index(chapter, (happened.Type, id), fact);
            }
        }

        for (var i = 0; i < record.Record.Messages.Count; i++)
        {
            Sent.Add(new SentMessage(new MessageId(record.Key, record.Record.Version, i), record.Record.Messages[i]));
        }
    }

    private static void Index(Chapter chapter, (string Type, string Id) key, Fact fact)
    {
        if (!chapter.ById.TryGetValue(key, out var facts))
        {
            chapter.ById.Add(key, facts = []);
        }

        facts.Add(fact);
    }
}
