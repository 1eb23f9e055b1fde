using System.Globalization;
using System.Text.Json;
using Collections.Domain.Configuration;
using Collections.Kernel.Documents;
using Collections.Runtime.Ports;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;
using NodaTime;
using NodaTime.Text;

namespace Collections.Server.Api.Configuration;

/// <summary>Lists, reads and publishes the documents of one kind.</summary>
internal sealed class PublishedOperations(PublishedKind kind)
{
    private static readonly Parameter EffectiveFrom = new(
        "effectiveFrom", Shape.Text(), "A date or an instant; at once when left out. It never lies in the past.");

    private readonly PublishedReading _reading = new(kind);

    public IReadOnlyList<Operation> All =>
    [
        new($"list{kind.PluralTitle}", "GET", $"/{kind.Plural}", ListAsync)
        {
            Tag = kind.PluralTitle,
            Summary = "Lists the names.",
            Answer = Shape.Page(PublishedSchemas.Row),
            Query = Paging.Parameters,
        },
        new($"get{kind.Title}", "GET", $"/{kind.Plural}/{{name}}", GetAsync)
        {
            Tag = kind.PluralTitle,
            Summary = "The latest version, or the one asked for.",
            Answer = PublishedSchemas.Document,
            AnswerTypes = [ApiReply.Json, "application/yaml"],
            Query = [new("version", Shape.Whole, "The version.")],
        },
        new($"put{kind.Title}", "PUT", $"/{kind.Plural}/{{name}}", PutAsync)
        {
            Tag = kind.PluralTitle,
            Summary = "Publishes a version; what applies already is not published again.",
            Body = Shape.Anything,
            BodyTypes = kind.Types,
            Answer = PublishedSchemas.Published,
            Successes = [200, 201],
            Query = [EffectiveFrom],
        },
        new($"list{kind.Title}Versions", "GET", $"/{kind.Plural}/{{name}}/versions", VersionsAsync)
        {
            Tag = kind.PluralTitle,
            Summary = "The versions, oldest first.",
            Answer = Shape.Page(PublishedSchemas.Version),
            Query = Paging.Parameters,
        },
    ];

    private async ValueTask<ApiReply> PutAsync(ApiCall call)
    {
        var name = call.Part("name");
        var configuration = await call.ConfigurationAsync();
        var (draft, from) = DraftReading.Of(call).Dated(call.Query, configuration);
        if (draft.Document is { } document)
        {
            draft = draft with { Faults = [.. draft.Faults, .. kind.Check(document, name, configuration)] };
        }

        if ((call.Query.Finish() ?? draft.Refusal) is { } refusal)
        {
            return call.Refuse(refusal);
        }

        var source = System.Text.Encoding.UTF8.GetString(call.BodyBytes.Span);
        var command = new PublicationCommand.Publish(
            draft.Format, source, JsonDocuments.Write(draft.Document!), from);
        var key = call.Key(kind.Name, name);
        (object? State, bool Published) after = default;
        var reply = await call.AskAsync(key, command, answer =>
        {
            after = (answer.State, answer.Outcome == Runtime.Outcome.Accepted);
            return new ApiReply(200, default) { Version = answer.Version };
        });
        if (after.State is not { } state)
        {
            return reply;
        }

        var history = ((PublishedState)state).History;
        var changes = after.Published
            ? await _reading.ChangesAsync(call, key, (history.LatestVersion, reply.Version!.Value))
            : [];
        var shown = after.Published ? history.Kept[^1] : history.AppliesAt(from ?? call.Now);
        var made = after.Published && history.LatestVersion == 1;
        return reply with
        {
            Status = made ? 201 : 200,
            Location = made ? $"/v1/{kind.Plural}/{name}" : null,
            Body = JsonBytes.Of((name, shown, changes, draft), static (writer, it) =>
            {
                writer.WriteStartObject();
                WriteFields(writer, it.name, it.shown);
                WriteTexts(writer, "changes", it.changes);
                WriteWarnings(writer, it.draft);
                writer.WriteEndObject();
            }),
        };
    }

    private async ValueTask<ApiReply> GetAsync(ApiCall call)
    {
        var version = call.Query.Whole("version", 0, int.MaxValue);
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var name = call.Part("name");
        if (await _reading.DocumentAsync(call, name, version) is not { } found)
        {
            return _reading.Unknown(call, name, version);
        }

        if (Negotiation.Best(call.Http.Request.Headers.Accept, call.Operation.AnswerTypes) != ApiReply.Json
            && found.Document is Node.Mapping map)
        {
            var yaml = Gateways.Documents.PolicyText.ToYaml(map);
            return new ApiReply(200, System.Text.Encoding.UTF8.GetBytes(yaml))
            {
                ContentType = "application/yaml",
                Version = found.EntityVersion,
            };
        }

        var body = JsonBytes.Of((name, found), static (writer, it) =>
        {
            writer.WriteStartObject();
            WriteFields(writer, it.name, it.found.Version);
            writer.WritePropertyName("document"u8);
            writer.WriteRawValue(JsonDocuments.Write(it.found.Document));
            writer.WriteEndObject();
        });
        return ApiReply.Ok(body, found.EntityVersion);
    }

    private async ValueTask<ApiReply> VersionsAsync(ApiCall call)
    {
        var name = call.Part("name");
        var list = $"{kind.Plural}/{name}/versions";
        var limit = call.Query.Limit();
        var after = Cursor.From(call.Query, list);
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        if (await _reading.HistoryAsync(call, name) is not { } history)
        {
            return _reading.Unknown(call, name, null);
        }

        var from = after is null ? 0 : int.Parse(after, CultureInfo.InvariantCulture);
        var page = new Page<PublishedVersion>(
            list, [.. history.Kept.Where(version => version.Version > from).Take(limit + 1)], limit);
        return Paging.Reply(
            page,
            (writer, version) =>
            {
                writer.WriteStartObject();
                WriteFields(writer, name, version);
                writer.WriteEndObject();
            },
            version => version.Version.ToString(CultureInfo.InvariantCulture));
    }

    private async ValueTask<ApiReply> ListAsync(ApiCall call)
    {
        var limit = call.Query.Limit();
        var after = Cursor.From(call.Query, kind.Plural);
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var stored = await call.Server.Rows.FindAsync(
            new RowQuery(call.Caller.Tenant, kind.Name) { AfterId = after, Limit = limit + 1 });
        var shipped = kind.Shipped.Keys
            .Where(name => string.CompareOrdinal(name, after) > 0)
            .Except(stored.Select(row => row.Key.Id))
            .Select(name => (Name: name, Version: 0, Status: "published"));
        var rows = stored
            .Select(row => (
                Name: row.Key.Id,
                Version: int.Parse(row.Row.Labels[0].AsSpan(1), CultureInfo.InvariantCulture),
                Status: row.Row.Status!))
            .Concat(shipped)
            .OrderBy(row => row.Name, StringComparer.Ordinal)
            .Take(limit + 1);
        return Paging.Reply(
            new Page<(string Name, int Version, string Status)>(kind.Plural, [.. rows], limit),
            (writer, row) =>
            {
                writer.WriteStartObject();
                writer.WriteString("name"u8, row.Name);
                writer.WriteNumber("version"u8, row.Version);
                writer.WriteString("status"u8, row.Status);
                writer.WriteEndObject();
            },
            row => row.Name);
    }

    /// <summary>The fields of a version; null stands for the shipped document.</summary>
    private static void WriteFields(Utf8JsonWriter writer, string name, PublishedVersion? version)
    {
        writer.WriteString("name"u8, name);
        writer.WriteNumber("version"u8, version?.Version ?? 0);
        writer.WriteNumber("number"u8, version?.Number ?? 0);
        writer.WriteString("publishedAt"u8, TextOf(version?.PublishedAt));
        writer.WriteString("effectiveFrom"u8, TextOf(version?.EffectiveFrom));
        writer.WriteString("format"u8, version?.Format ?? "json");
        writer.WriteBoolean("tookEffect"u8, version?.TookEffect ?? true);
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteWarnings(Utf8JsonWriter writer, DraftReading draft)
    {
        writer.WriteStartArray("warnings"u8);
        foreach (var warning in draft.Warnings)
        {
            writer.WriteStartObject();
            writer.WriteString("pointer"u8, warning.Path);
            writer.WriteString("code"u8, warning.Code);
            writer.WriteString("message"u8, warning.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string? TextOf(Instant? instant) =>
        instant is { } given ? InstantPattern.ExtendedIso.Format(given) : null;
}
