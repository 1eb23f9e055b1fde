using System.Diagnostics;
using System.Globalization;
using Collections.Simulation.World;
using NodaTime.Text;

namespace Collections.Server.Demo;

/// <summary>A line that grows while a world lives; with a file at the other end a line now and then.</summary>
internal sealed class DemoProgress(TextWriter error, WorldOptions options)
{
    private const int Width = 40;
    private const int LinesInFile = 10;

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly bool _terminal = !Console.IsErrorRedirected;
    private int _shown = -1;

    /// <summary>So many days are over.</summary>
    public void Show(int days)
    {
        if (!_terminal && days * LinesInFile / options.Days == _shown)
        {
            return;
        }

        _shown = days * LinesInFile / options.Days;
        var filled = days * Width / options.Days;
        var day = LocalDatePattern.Iso.Format(WorldOptions.Start.InUtc().Date.PlusDays(days));
        var rate = days * (double)options.Accounts / Math.Max(0.001, _watch.Elapsed.TotalSeconds);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{new string('━', filled)}{new string('╌', Width - filled)} {day}  day {days} of {options.Days}"
            + $"  {rate:N0} account-days/s");
        error.Write(_terminal ? "\r" + line.PadRight(99) : line + Environment.NewLine);
    }

    /// <summary>The world is over.</summary>
    public void End()
    {
        if (_terminal)
        {
            error.WriteLine();
        }
    }
}
