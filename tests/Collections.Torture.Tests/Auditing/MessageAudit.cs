using Collections.Domain.Contacts;
using Collections.Domain.Jobs;
using Collections.Kernel;

namespace Collections.Torture.Tests.Auditing;

/// <summary>Every message reached its receiver exactly once, in the order of its sender.</summary>
internal static class MessageAudit
{
    /// <summary>Receivers that are no entities: what they did shows elsewhere.</summary>
    private static readonly string[] Gateways = [RunnerRequest.GatewayKind, SendNotice.GatewayKind];

    private const string ActorPrefix = "message:";

    public static void Check(LogBook book, Findings findings)
    {
        var taken = Taken(book);
        foreach (var sent in book.Sent.Where(sent => !Gateways.Contains(sent.Message.To.Kind)))
        {
            var times = taken.Remove((sent.Message.To, ActorPrefix + sent.Id), out var count) ? count : 0;
            findings.Unless(
                times == 1, $"message {sent.Id} ({sent.Message.Type}) to {sent.Message.To} was taken in {times} times");
        }

        foreach (var (receiver, actor) in taken.Keys)
        {
            findings.Add($"{receiver} took in {actor}, which nobody sent");
        }

        CheckOrder(book, findings);
        CheckFamilies(book, findings);
    }

    private static Dictionary<(EntityKey To, string Actor), int> Taken(LogBook book)
    {
        var taken = new Dictionary<(EntityKey To, string Actor), int>();
        foreach (var (key, chapter) in book.Chapters)
        {
            foreach (var actor in chapter.Actors.Where(IsMessage))
            {
                taken[(key, actor)] = taken.GetValueOrDefault((key, actor)) + 1;
            }
        }

        return taken;
    }

    private static void CheckOrder(LogBook book, Findings findings)
    {
        foreach (var (key, chapter) in book.Chapters)
        {
            var last = new Dictionary<string, (long Version, int Index)>(StringComparer.Ordinal);
            foreach (var actor in chapter.Actors.Where(IsMessage))
            {
                var (sender, place) = Split(actor);
                findings.Unless(
                    place.CompareTo(last.GetValueOrDefault(sender)) > 0, $"{key}: {actor} was taken in out of order");
                last[sender] = place;
            }
        }
    }

    /// <summary>What a parent told last is what each of its children knows.</summary>
    private static void CheckFamilies(LogBook book, Findings findings)
    {
        foreach (var (parent, chapter) in book.Chapters)
        {
            var told = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var shared in chapter.Facts.Where(fact => fact.Type == "account.debt.shared"))
            {
                var bills = Raw(shared.Data, "bills");
                foreach (var child in shared.Data.Each("to"))
                {
                    told[child.GetString()!] = bills;
                }
            }

            foreach (var (child, bills) in told)
            {
                var known = book.Of(parent with { Id = child }).Facts
                    .FindLast(fact => fact.Type == "account.parent.debt.changed");
                var knows = known is null ? null : Raw(known.Data.GetProperty("debt"), "bills");
                findings.Unless(knows == bills, $"{child} does not know what {parent} owes: {knows}, not {bills}");
            }
        }
    }

    private static string Raw(System.Text.Json.JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) ? value.GetRawText() : "[]";

    private static bool IsMessage(string actor) => actor.StartsWith(ActorPrefix, StringComparison.Ordinal);

    private static (string Sender, (long Version, int Index) Place) Split(string actor)
    {
        var at = actor.LastIndexOf('@');
        var dot = actor.LastIndexOf('.');
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        return (
            actor[..at],
            (long.Parse(actor.AsSpan(at + 1, dot - at - 1), invariant), int.Parse(actor.AsSpan(dot + 1), invariant)));
    }
}
