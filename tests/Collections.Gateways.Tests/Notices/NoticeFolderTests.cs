using System.Text;
using Collections.Gateways.Notices;

namespace Collections.Gateways.Tests.Notices;

public sealed class NoticeFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("outbox-").FullName;

    private NoticeFolder Outbox => new(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_notice_put_twice_is_one_file_with_its_first_content()
    {
        Assert.True(await Outbox.PutAsync(Notice("n1", "first")));
        Assert.False(await Outbox.PutAsync(Notice("n1", "second")));

        Assert.Equal(["n1.eml"], Files());
        Assert.Equal("first", await File.ReadAllTextAsync(Path.Combine(_folder, "n1.eml")));
    }

    [Fact]
    public async Task An_unfinished_file_of_a_crash_is_written_anew()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, ".n1.tmp"), "half of a much longer mess");

        Assert.True(await Outbox.PutAsync(Notice("n1", "whole")));
        Assert.Equal(["n1.eml"], Files());
        Assert.Equal("whole", await File.ReadAllTextAsync(Path.Combine(_folder, "n1.eml")));
    }

    [Theory]
    [InlineData("default", "a:b~c", "a%3Ab~c.eml")]
    [InlineData("default", "..", "%2E..eml")]
    [InlineData("..", "n1", "%2E./n1.eml")]
    [InlineData("north", "n1", "north/n1.eml")]
    public async Task Ids_stay_within_the_folder(string tenant, string noticeId, string file)
    {
        await Outbox.PutAsync(Notice(noticeId, "x") with { Tenant = tenant });

        Assert.Equal([file], Files());
    }

    [Fact]
    public async Task The_ledger_keeps_each_notice_once()
    {
        var ledger = new NoticeLedger();

        Assert.True(await ledger.PutAsync(Notice("n1", "first")));
        Assert.False(await ledger.PutAsync(Notice("n1", "second")));
        Assert.True(await ledger.PutAsync(Notice("n1", "other") with { Tenant = "north" }));
        Assert.Equal(2, ledger.Count);
        Assert.Equal("first", Encoding.UTF8.GetString(ledger.Notices[0].Bytes.Span));
    }

    private static OutgoingNotice Notice(string id, string text) => new("default", id, Encoding.UTF8.GetBytes(text));

    private IEnumerable<string> Files() =>
        Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_folder, file).Replace('\\', '/'));
}
