using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Collections.Domain.Complaints;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Log;
using Collections.Runtime.Personal;
using NodaTime;
using NodaTime.Text;

namespace Collections.Gateways.Evidence;

/// <summary>Who asks for a bundle, and when.</summary>
/// <param name="By">The principal's id.</param>
/// <param name="At">The instant.</param>
public sealed record EvidenceRequest(string By, Instant At);

/// <summary>
/// A ZIP file that shows to somebody outside what was decided and why: every decision of the contact gate with what
/// each rule saw, the histories with their hash chains, and a signed manifest of all files. Every file but the shipped
/// presets, and every line, carries the watermark of the copy. The same store, instant and reader give the same bytes.
/// </summary>
public sealed class EvidenceBundle(Engine engine, PersonalDataVault vault)
{
    private const string ContactEvents = "contact.";

    /// <summary>The bundle of a complaint, an account or a person; null when there is no such thing.</summary>
    public async ValueTask<byte[]?> MakeAsync(EntityKey subject, EvidenceRequest request)
    {
        if (await EvidenceScope.FindAsync(engine, subject) is not { } scope)
        {
            return null;
        }

        var chains = new List<EvidenceChain>();
        foreach (var entity in scope.Entities.Distinct())
        {
            chains.Add(await EvidenceChain.ReadAsync(engine, entity));
        }

        var policies = await EvidencePolicies.NamedAsync(
            engine, chains.Find(chain => chain.Entity == scope.Person));
        foreach (var policy in EvidencePolicies.Published(subject.Tenant, policies))
        {
            // One that ships and was never published has no history.
            if (await EvidenceChain.ReadAsync(engine, policy) is { Records.Count: > 0 } published)
            {
                chains.Add(published);
            }
        }

        var watermark = new Watermark(subject, request.By, request.At);
        var mark = watermark.Write(vault.KeysOf(subject.Tenant));
        var files = new List<(string Name, byte[] Content)>
        {
            ("README.txt", Encoding.UTF8.GetBytes($"{EvidenceGuide.Text}This copy: {watermark}.\n{mark}\n")),
            ("subject.json", await SubjectAsync(subject, mark)),
            ("decisions.json", Decisions(scope, chains, mark)),
            ("verification.json", Verification(chains, mark)),
        };
        files.AddRange(EvidencePolicies.Shipped(policies));
        files.AddRange(chains.Select(
            chain => ($"events/{chain.Entity.Kind}/{chain.Entity.Id}.jsonl", chain.Lines(mark))));
        files.Add(("manifest.json", Manifest(scope, (request, mark), files)));
        return Zip(files, request.At);
    }

    private async ValueTask<byte[]> SubjectAsync(EntityKey subject, string mark)
    {
        var complaint = (await engine.ReadAsync(subject))?.State as Complaint;
        var description = complaint?.Terms?.Description is { } reference
            ? await vault.OpenAsync(subject.Tenant, reference)
            : null;
        return Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("watermark"u8, mark);
            writer.WriteString("tenant"u8, subject.Tenant);
            writer.WriteString("kind"u8, subject.Kind);
            writer.WriteString("id"u8, subject.Id);
            if (complaint is { Terms: { } terms })
            {
                writer.WriteString("status"u8, ComplaintWords.Of(complaint.Phase));
                writer.WriteString("source"u8, terms.Source);
                writer.WriteString("category"u8, terms.Category);
                writer.WriteString("channel"u8, terms.Channel);
                writer.WriteString("receivedAt"u8, Text(terms.ReceivedAt));
                writer.WriteString("description"u8, description);
                writer.WriteString("reason"u8, complaint.Reason);
                writer.WriteString("endedAt"u8, complaint.EndedAt is { } ended ? Text(ended) : null);
            }

            writer.WriteEndObject();
        });
    }

    private static byte[] Decisions(EvidenceScope scope, List<EvidenceChain> chains, string mark) => Json(writer =>
    {
        writer.WriteStartArray();
        foreach (var record in chains.Where(chain => chain.Entity == scope.Person).SelectMany(chain => chain.Records))
        {
            var entry = RecordText.Read(record.Bytes);
            foreach (var happened in entry.Events.Where(
                each => each.Type.StartsWith(ContactEvents, StringComparison.Ordinal)))
            {
                Write(writer, (scope, mark), entry.Head, happened);
            }
        }

        writer.WriteEndArray();
    });

    private static void Write(
        Utf8JsonWriter writer, (EvidenceScope Scope, string Mark) copy, RecordHead head, LoggedEvent happened)
    {
        using var data = JsonDocument.Parse(happened.Data);
        var contact = data.RootElement.TryGetProperty("noticeId", out var id) ? id.GetString() : null;
        writer.WriteStartObject();
        writer.WriteString("type"u8, happened.Type);
        writer.WriteString("contactId"u8, contact);
        writer.WriteBoolean("named"u8, contact is not null && copy.Scope.ContactIds.Contains(contact));
        writer.WriteString("at"u8, Text(head.At));
        writer.WriteString("recordedAt"u8, Text(head.RecordedAt));
        writer.WriteString("actor"u8, head.Actor);
        writer.WriteNumber("configuration"u8, head.Configuration);
        writer.WriteString("entity"u8, head.Key.ToString());
        writer.WriteNumber("version"u8, head.Version);
        writer.WritePropertyName("data"u8);
        data.RootElement.WriteTo(writer);
        writer.WriteString("watermark"u8, copy.Mark);
        writer.WriteEndObject();
    }

    private static byte[] Verification(List<EvidenceChain> chains, string mark) => Json(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("watermark"u8, mark);
        writer.WriteBoolean("verified"u8, chains.TrueForAll(chain => chain.Broken is null));
        writer.WriteStartArray("chains"u8);
        foreach (var chain in chains)
        {
            writer.WriteStartObject();
            writer.WriteString("entity"u8, chain.Entity.ToString());
            writer.WriteNumber("records"u8, chain.Records.Count);
            writer.WriteString("head"u8, chain.Head);
            writer.WriteBoolean("verified"u8, chain.Broken is null);
            writer.WriteString("broken"u8, chain.Broken);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private byte[] Manifest(
        EvidenceScope scope, (EvidenceRequest Request, string Mark) copy, List<(string Name, byte[] Content)> files)
    {
        var lines = files
            .Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(file.Content))}  {file.Name}\n")
            .ToList();
        return Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("subject"u8, scope.Subject.ToString());
            writer.WriteString("createdAt"u8, Text(copy.Request.At));
            writer.WriteString("createdBy"u8, copy.Request.By);
            writer.WriteString("watermark"u8, copy.Mark);
            writer.WriteStartArray("files"u8);
            for (var i = 0; i < files.Count; i++)
            {
                writer.WriteStartObject();
                writer.WriteString("name"u8, files[i].Name);
                writer.WriteNumber("bytes"u8, files[i].Content.Length);
                writer.WriteString("sha256"u8, lines[i].Split(' ')[0]);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();

            // Over the lines that sha256sum prints; by the key that also signs the checkpoints of the log.
            writer.WriteString("signature"u8, vault.KeysOf(scope.Subject.Tenant).Sign(string.Concat(lines)));
            writer.WriteEndObject();
        });
    }

    private static byte[] Zip(List<(string Name, byte[] Content)> files, Instant at)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                var entry = archive.CreateEntry(name);
                entry.LastWriteTime = at.ToDateTimeOffset();
                using var body = entry.Open();
                body.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            write(writer);
        }

        return stream.ToArray();
    }

    private static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}
