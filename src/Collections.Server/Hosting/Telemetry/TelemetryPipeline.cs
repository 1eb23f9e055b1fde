using Collections.Gateways.Mail;
using Collections.Runtime.Observing;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Collections.Server.Hosting.Telemetry;

/// <summary>
/// What the server tells about itself: metrics as Prometheus text for whoever asks, and, where an OTLP endpoint is
/// configured, metrics and traces pushed there.
/// </summary>
internal sealed class TelemetryPipeline : IDisposable
{
    private static readonly string[] Meters =
    [
        EngineMeter.SourceName,
        MailMeter.SourceName,
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Runtime",
    ];

    private readonly PrometheusExporter _exporter = new();
    private readonly BaseExportingMetricReader _reader;
    private readonly PathRedaction _redaction = new();
    private readonly MeterProvider _metrics;
    private readonly TracerProvider? _traces;

    /// <param name="otlp">Base address to push to; null for nowhere.</param>
    public TelemetryPipeline(Uri? otlp)
    {
        _reader = new BaseExportingMetricReader(_exporter);
        var resource = ResourceBuilder.CreateDefault().AddService("collections");
        var metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters);
        metrics.AddReader(_reader);
        if (otlp is not null)
        {
            metrics.AddOtlpExporter(options => Configure(options, new Uri(otlp, "v1/metrics")));
            _traces = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource(EngineMeter.SourceName, "Microsoft.AspNetCore", "System.Net.Http")
                .AddProcessor(_redaction)
                .AddOtlpExporter(options => Configure(options, new Uri(otlp, "v1/traces")))
                .Build();
        }

        _metrics = metrics.Build();
    }

    /// <summary>Everything the meters hold, as Prometheus text.</summary>
    public string Read() => _exporter.Read();

    /// <summary>Pushes what is left, then stops.</summary>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics.Dispose();
        _redaction.Dispose();
        _reader.Dispose();
        _exporter.Dispose();
    }

    private static void Configure(OtlpExporterOptions options, Uri endpoint)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = endpoint;
    }
}
