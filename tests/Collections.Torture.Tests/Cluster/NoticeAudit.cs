using Collections.Gateways.Notices;
using Collections.Torture.Tests.Auditing;

namespace Collections.Torture.Tests.Cluster;

/// <summary>Every notice that the log calls sent lies in the folder once, and nothing else does.</summary>
internal static class NoticeAudit
{
    public static void Check(LogBook book, string folder, Findings findings)
    {
        var sent = book.Chapters.Values
            .SelectMany(chapter => chapter.Facts)
            .Where(fact => fact.Type == "notice.sent")
            .Select(fact => fact.Data.GetProperty("noticeId").GetString()!)
            .ToList();
        var path = Path.Combine(folder, NoticeFolder.FolderName);
        var files = Directory.Exists(path) ? Directory.GetFiles(path, "*.eml", SearchOption.AllDirectories) : [];
        findings.Unless(
            sent.Count == sent.Distinct().Count(), "a notice was told sent twice");
        findings.Unless(
            files.Length == sent.Count, $"{sent.Count} notices are told sent, {files.Length} lie in the folder");
    }
}
