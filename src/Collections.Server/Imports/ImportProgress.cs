using System.Diagnostics;
using System.Globalization;
using Collections.Server.Commands;

namespace Collections.Server.Imports;

/// <summary>
/// How far an import is: a bar for a person, a line for every tenth in a file. One stage after the other; the stages'
/// names stand below each other.
/// </summary>
internal sealed class ImportProgress(Terminal terminal)
{
    private const int BarWidth = 24;
    private const int LineWidth = 99;
    private const int Steps = 10;
    private const int RedrawMilliseconds = 100;

    private readonly Stopwatch _all = Stopwatch.StartNew();
    private Stopwatch _stage = Stopwatch.StartNew();
    private string _name = string.Empty;
    private long _drawnAt;
    private int _step = -1;
    private string _line = string.Empty;

    /// <summary>How long it has taken so far.</summary>
    public TimeSpan Elapsed => _all.Elapsed;

    /// <summary>A stage begins.</summary>
    public void Start(string name)
    {
        End();
        _name = name;
        _stage = Stopwatch.StartNew();
        _drawnAt = -RedrawMilliseconds;
        _step = -1;
    }

    /// <summary>Reading has come so far.</summary>
    /// <param name="rows">Rows read.</param>
    /// <param name="share">How much of the file that is; null when nobody knows.</param>
    public void Read(long rows, double? share) =>
        Show(share, string.Create(CultureInfo.InvariantCulture, $"{rows,11:N0} rows"));

    /// <summary>Booking has come so far.</summary>
    /// <param name="accounts">Accounts booked.</param>
    /// <param name="of">Accounts to be booked.</param>
    /// <param name="rows">Rows of all of them.</param>
    public void Booked(int accounts, int of, long rows)
    {
        var share = of == 0 ? 1 : accounts / (double)of;
        var seconds = Math.Max(0.001, _stage.Elapsed.TotalSeconds);
        var left = TimeSpan.FromSeconds(share > 0 ? seconds * (1 - share) / share : 0);
        Show(share, string.Create(
            CultureInfo.InvariantCulture,
            $"{accounts,11:N0} accounts {rows * share / seconds,9:N0} rows/s  {left:m\\:ss} left"));
    }

    /// <summary>The last stage is over.</summary>
    public void End()
    {
        if (_line.Length > 0 && terminal.ErrorIsSeen)
        {
            terminal.Error.WriteLine("\r" + _line.PadRight(LineWidth));
        }

        _line = string.Empty;
    }

    private void Show(double? share, string figures)
    {
        var filled = (int)((share ?? 0) * BarWidth);
        var percent = share is { } known
            ? string.Create(CultureInfo.InvariantCulture, $"{known * 100,4:F0} %")
            : "     ?";
        var bar = new string('━', filled) + new string('╌', BarWidth - filled);
        _line = $"{_name,-18} {bar}{percent} {figures}";
        if (!terminal.ErrorIsSeen)
        {
            var step = (int)((share ?? 0) * Steps);
            if (step != _step)
            {
                _step = step;
                terminal.Error.WriteLine($"{_name}:{percent} {figures.TrimStart()}");
            }
        }
        else if (_stage.ElapsedMilliseconds - _drawnAt >= RedrawMilliseconds)
        {
            _drawnAt = _stage.ElapsedMilliseconds;
            terminal.Error.Write("\r" + _line.PadRight(LineWidth));
        }
    }
}
