using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Collections.Server.Hosting;

/// <summary>
/// Log lines as JSON, one object a line: time, level, category, event, message and its named values. Exceptions are
/// logged by type and place only, because a message may quote what a person sent.
/// </summary>
internal sealed class StructuredLog(TextWriter to, TimeProvider time) : ILoggerProvider
{
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _oneLineAtATime = new();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The writer belongs to the caller.
    }

    private void Write(
        string category, LogLevel level, EventId id, (string Message, object? State, Exception? Fault) line)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Form))
        {
            json.WriteStartObject();
            json.WriteString("time", time.GetUtcNow().UtcDateTime);
            json.WriteString("level", level.ToString());
            json.WriteString("category", category);
            json.WriteNumber("event", id.Id);
            json.WriteString("message", line.Message);
            WriteValues(json, line.State);
            if (line.Fault is { } fault)
            {
                json.WriteString("exception", fault.GetType().FullName);
                json.WriteString("stack", fault.StackTrace);
            }

            json.WriteEndObject();
        }

        var text = Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
        lock (_oneLineAtATime)
        {
            to.WriteLine(text);
        }
    }

    private static void WriteValues(Utf8JsonWriter json, object? state)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            return;
        }

        foreach (var (name, value) in values)
        {
            if (name != "{OriginalFormat}")
            {
                json.WriteString(
                    JsonNamingPolicy.CamelCase.ConvertName(name),
                    Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }

    private sealed class Category(StructuredLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        void ILogger.Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            log.Write(name, logLevel, eventId, (formatter(state, exception), state, exception));
    }
}

/// <summary>Sets the log up.</summary>
internal static class StructuredLogging
{
    /// <summary>
    /// Logs to a writer, the error stream when null: our own lines from Information on, the framework's from Warning
    /// on, because its finer ones quote paths and queries.
    /// </summary>
    public static ILoggingBuilder AddStructuredLog(this ILoggingBuilder logging, TextWriter? to)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        logging.Services.AddSingleton<ILoggerProvider>(
            services => new StructuredLog(to ?? Console.Error, services.GetRequiredService<TimeProvider>()));
        return logging;
    }
}
