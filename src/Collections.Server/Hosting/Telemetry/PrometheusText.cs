using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Collections.Server.Hosting.Telemetry;

/// <summary>
/// Metrics in the Prometheus text format 0.0.4: dots become underscores, the unit stands in the name, counters end in
/// <c>_total</c>.
/// </summary>
internal sealed class PrometheusText
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);

    /// <summary>Adds a metric with all its points.</summary>
    public void Add(Metric metric)
    {
        var isHistogram = metric.MetricType is MetricType.Histogram;
        var isCounter = metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;
        var name = NameOf(metric.Name, metric.Unit, isCounter);
        if (_named.Add(name))
        {
            var type = isHistogram ? "histogram" : isCounter ? "counter" : "gauge";
            _text.Append("# HELP ").Append(name).Append(' ').Append(Escaped(metric.Description)).Append('\n');
            _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        }

        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (isHistogram)
            {
                AddHistogram(name, point);
            }
            else if (metric.MetricType is not MetricType.ExponentialHistogram)
            {
                Line(name, Labels(point.Tags), ValueOf(metric.MetricType, point));
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void AddHistogram(string name, in MetricPoint point)
    {
        var labels = Labels(point.Tags);
        var count = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            var bound = double.IsPositiveInfinity(bucket.ExplicitBound) ? "+Inf" : Number(bucket.ExplicitBound);
            Line(name + "_bucket", labels.Append($"le=\"{bound}\""), count.ToString(CultureInfo.InvariantCulture));
        }

        Line(name + "_sum", labels, Number(point.GetHistogramSum()));
        Line(name + "_count", labels, point.GetHistogramCount().ToString(CultureInfo.InvariantCulture));
    }

    private void Line(string name, IEnumerable<string> labels, string value)
    {
        _text.Append(name);
        var all = string.Join(',', labels);
        if (all.Length > 0)
        {
            _text.Append('{').Append(all).Append('}');
        }

        _text.Append(' ').Append(value).Append('\n');
    }

    private static string ValueOf(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic =>
            point.GetSumLong().ToString(CultureInfo.InvariantCulture),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => Number(point.GetSumDouble()),
        MetricType.LongGauge => point.GetGaugeLastValueLong().ToString(CultureInfo.InvariantCulture),
        _ => Number(point.GetGaugeLastValueDouble()),
    };

    private static List<string> Labels(ReadOnlyTagCollection tags)
    {
        var labels = new List<string>();
        foreach (var tag in tags)
        {
            var value = Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? string.Empty;
            labels.Add($"{Plain(tag.Key)}=\"{Escaped(value).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        }

        return labels;
    }

    private static string NameOf(string name, string unit, bool isCounter)
    {
        var plain = Plain(name);
        var suffix = unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => string.Empty,
        };
        if (!plain.EndsWith(suffix, StringComparison.Ordinal))
        {
            plain += suffix;
        }

        return isCounter && !plain.EndsWith("_total", StringComparison.Ordinal) ? plain + "_total" : plain;
    }

    private static string Plain(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '_'));

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
