using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Collections.Server.Hosting.Telemetry;

/// <summary>Turns what the meters hold into Prometheus text whenever somebody asks.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private const int CollectMilliseconds = 5_000;

    private readonly Lock _oneAtATime = new();
    private string _text = string.Empty;

    /// <summary>Set by the reader; reading goes through it.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>Everything as of now.</summary>
    public string Read()
    {
        lock (_oneAtATime)
        {
            // The reader calls Export from within, on this thread.
            return Collect?.Invoke(CollectMilliseconds) == true ? _text : string.Empty;
        }
    }

    /// <inheritdoc/>
    public override ExportResult Export(in Batch<Metric> batch)
    {
        var text = new PrometheusText();
        foreach (var metric in batch)
        {
            text.Add(metric);
        }

        _text = text.ToString();
        return ExportResult.Success;
    }
}
