using System.Text;
using Collections.Domain.Configuration;
using Collections.Domain.Overdue.KillBill;
using Collections.Gateways.Documents;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Kernel.Documents;
using Collections.Server.Api.Http;
using Collections.Server.Api.Operations;
using NodaTime;

namespace Collections.Server.Api.Configuration;

/// <summary>A document as it came: parsed by its media type, with everything that is wrong with it.</summary>
/// <param name="Format"><c>json</c>, <c>yaml</c> or <c>killbill</c>.</param>
/// <param name="Document">The document; null when it does not parse.</param>
/// <param name="Faults">What is wrong, warnings included.</param>
internal sealed record DraftReading(string Format, Node? Document, IReadOnlyList<Fault> Faults)
{
    private const string EffectiveFrom = "effectiveFrom";

    /// <summary>The refusal when there is an error among the faults; null otherwise.</summary>
    public Rejection? Refusal
    {
        get
        {
            List<Fault> errors = [.. Faults.Where(fault => fault.Severity == Severity.Error)];
            return errors.Count == 0 && Document is not null
                ? null
                : new Rejection(
                    RejectionClass.Invalid, "invalid_request", $"The document has {errors.Count} fault(s).")
                {
                    Fields = [.. errors.Select(fault => new FieldFault(fault.Path, fault.Code, Place(fault)))],
                };
        }
    }

    /// <summary>The findings that refuse nothing.</summary>
    public IEnumerable<Fault> Warnings => Faults.Where(fault => fault.Severity == Severity.Warning).Distinct();

    /// <summary>Reads the body of a call.</summary>
    public static DraftReading Of(ApiCall call)
    {
        var type = Negotiation.TypeOf(call.Http.Request);
        if (type == "application/json")
        {
            var (json, faults) = JsonDocuments.Read(call.BodyBytes);
            return new DraftReading("json", json, faults);
        }

        if (type is "application/xml" or "text/xml")
        {
            var xml = KillBillOverdueXml.Read(Encoding.UTF8.GetString(call.BodyBytes.Span));
            return new DraftReading("killbill", xml.Document, xml.Faults);
        }

        var (yaml, yamlFaults) = YamlText.Read(call.BodyBytes);
        return new DraftReading("yaml", yaml, yamlFaults);
    }

    /// <summary>
    /// When the document takes effect: <c>?effectiveFrom=</c>, or a field of that name, which then is no part of the
    /// document; a date is its start in the tenant's zone. Null for at once.
    /// </summary>
    public (DraftReading Draft, Instant? From) Dated(QueryReader query, TenantConfiguration configuration)
    {
        var text = query.Text(EffectiveFrom);
        var draft = this;
        if (Document is Node.Mapping map && map[EffectiveFrom] is Node.Scalar inside)
        {
            draft = this with
            {
                Document = new Node.Mapping([.. map.Entries.Where(entry => entry.Key != EffectiveFrom)], map.At),
            };
            text ??= inside.Text;
        }

        if (text is null)
        {
            return (draft, null);
        }

        if (WireTime.TryDate(text, out var day))
        {
            return (draft, LocalDays.StartOf(day, configuration.Zone));
        }

        if (WireTime.TryInstant(text.Replace(' ', '+'), out var instant))
        {
            return (draft, instant);
        }

        query.Fault(EffectiveFrom, "instant", "'effectiveFrom' is a date or an RFC 3339 instant.");
        return (draft, null);
    }

    private static string Place(Fault fault) =>
        fault.At == default ? fault.Message : $"{fault.Message} (line {fault.At.Line}, column {fault.At.Column})";
}
