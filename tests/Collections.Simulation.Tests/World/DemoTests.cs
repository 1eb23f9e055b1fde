using System.Text.RegularExpressions;
using Collections.Simulation.Report;
using Collections.Simulation.World;
using Collections.Storage.Sqlite;

namespace Collections.Simulation.Tests.World;

public sealed partial class DemoTests
{
    private static readonly WorldOptions Small = new() { Accounts = 60, Days = 45, Seed = 7 };

    [Fact]
    public async Task The_same_arguments_give_the_same_page_on_either_store()
    {
        var (first, _) = await DemoWorld.InMemoryAsync(Small);
        var (again, _) = await DemoWorld.InMemoryAsync(Small);
        var folder = Directory.CreateTempSubdirectory("demo-");
        await using var sqlite = SqliteStore.Open(
            folder.FullName, new SqliteStoreOptions { Durability = SqliteDurability.Off });
        var stored = await DemoWorld.PageAsync(sqlite, Small);

        Assert.Equal(first, again);
        Assert.Equal(first, stored);
    }

    [Fact]
    public async Task Another_seed_gives_another_page()
    {
        var (first, _) = await DemoWorld.InMemoryAsync(Small);
        var (other, _) = await DemoWorld.InMemoryAsync(Small with { Seed = 8 });

        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task Colors_change_no_character()
    {
        var (page, life) = await DemoWorld.InMemoryAsync(Small);
        var colored = DemoReport.Of(life, colored: true);

        Assert.DoesNotContain('\u001b', page);
        Assert.Contains("\u001b[0;31m·", colored, StringComparison.Ordinal);
        Assert.Equal(page, Escapes.Replace(colored, string.Empty));
    }

    [Fact]
    public async Task No_line_is_longer_than_a_hundred_columns_and_every_section_is_there()
    {
        var (page, _) = await DemoWorld.InMemoryAsync(Small);

        Assert.All(page.Split('\n'), line => Assert.True(line.Length <= 100, line));
        Assert.All(
            ["FROM BILLED TO COLLECTED", "MONEY", "AGING", "ROLL RATES", "OVERDUE STATES", "CONTACT GATE", "REASONS"],
            title => Assert.Contains(title, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_world_that_plays_by_the_rules_is_refused_nothing()
    {
        var (_, life) = await DemoWorld.InMemoryAsync(Small with { Accounts = 150, Days = 70 });

        Assert.Empty(life.Refused);
    }

    [Fact]
    public async Task A_single_day_and_a_single_account_are_a_world()
    {
        var (page, _) = await DemoWorld.InMemoryAsync(new WorldOptions { Accounts = 1, Days = 1 });

        Assert.Contains("No whole month", page, StringComparison.Ordinal);
    }

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Escapes { get; }
}
