using System.Globalization;

namespace Collections.Server.Tests.Commands;

public sealed class MemberImportTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_file_of_numbers_fills_a_list_and_may_come_again()
    {
        var rows = Enumerable.Range(0, 25_000).Select(i => (13800000000 + i).ToString(CultureInfo.InvariantCulture));
        var file = _cli.Write("dnc.csv", "number,reason\n" + string.Concat(rows.Select(number => $"{number},asked\n")));

        var first = await ImportAsync(file, "--country", "CN");
        var second = await ImportAsync(file, "--country", "CN");

        Assert.Equal((0, "dnc: read 25000, added 25000, changed 0, unchanged 0, rejected 0"), (first.Exit, first.Line));
        Assert.Equal("dnc: read 25000, added 0, changed 0, unchanged 25000, rejected 0", second.Line);
    }

    [Fact]
    public async Task Repetitions_count_once_and_what_is_no_number_is_rejected()
    {
        var file = _cli.Write(
            "dnc.csv",
            "number,source,until\n+86 138 0000 0001,12321,\n+8613800000001,12321,\nk@example.com,letter,2030-01-01\nhello,,\n13800000001,,\n+12125552368,,soon\n");

        var run = await ImportAsync(file, "--list", "spring", "--list-scope", "campaign:spring");

        Assert.Equal((0, "dnc: read 6, added 2, changed 0, unchanged 1, rejected 3"), (run.Exit, run.Line));
        Assert.Equal(
            """
            line,column,code,message
            5,number,not_a_number,A phone number or a mail address is expected.
            6,number,country_unknown,A phone number or a mail address is expected.
            7,until,date,A date YYYY-MM-DD is expected.

            """,
            await File.ReadAllTextAsync(file + ".rejects.csv"));
    }

    [Theory]
    [InlineData("--list", "no good")]
    [InlineData("--list-scope", "planet:mars")]
    [InlineData("--list-kind", "grey")]
    [InlineData("--country", "XX")]
    public async Task A_wrong_call_takes_no_row(string option, string value)
    {
        var file = _cli.Write("dnc.csv", "number\n+8613800000001\n");

        Assert.Equal(2, (await ImportAsync(file, option, value)).Exit);
    }

    private async Task<(int Exit, string Line)> ImportAsync(string file, params string[] options)
    {
        var (exit, output, _) = await Cli.RunAsync(["import", "--dnc", file, "--data", _cli.Data, .. options]);
        return (exit, output.Split('\n')[0].TrimEnd('\r'));
    }
}
