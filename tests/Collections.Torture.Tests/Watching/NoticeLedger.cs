using Collections.Gateways.Notices;
using Collections.Simulation.Auditing;
using Collections.Simulation.Faults;
using NodaTime;

namespace Collections.Torture.Tests.Watching;

/// <summary>The notices that left, as they lie in the folder that mailers pick them up from.</summary>
internal static class NoticeLedger
{
    /// <summary>Reads the folder; a notice left when its file was written.</summary>
    /// <param name="folder">The data folder.</param>
    public static IReadOnlyList<AcceptedNotice> Read(string folder)
    {
        var path = Path.Combine(folder, NoticeFolder.FolderName);
        return Directory.Exists(path)
            ?
            [
                .. Directory.GetFiles(path, "*.eml", SearchOption.AllDirectories)
                    .Select(file => AcceptedNotice.Read(
                        File.ReadAllBytes(file), Instant.FromDateTimeUtc(File.GetLastWriteTimeUtc(file))))
                    .OrderBy(notice => notice.At),
            ]
            : [];
    }

    /// <summary>What left is told sent: nobody is told that a notice failed which he has.</summary>
    public static IEnumerable<string> Untold(IEnumerable<AcceptedNotice> left, Auditor auditor)
    {
        var sent = auditor.Accounts.Values
            .SelectMany(account => account.Notices)
            .Where(notice => notice.Value.End == "notice.sent")
            .Select(notice => notice.Key)
            .ToHashSet(StringComparer.Ordinal);
        return left.Where(notice => !sent.Contains(notice.NoticeId)).Select(notice => $"{notice.NoticeId} left untold");
    }
}
