using Collections.Domain.Accounts;
using Collections.Kernel;
using Collections.Kernel.Documents;
using static Collections.Domain.Accounts.AccountCommand;

namespace Collections.Gateways.Wire;

/// <summary>Bodies of the calls about treatments.</summary>
public static class TreatmentBodies
{
    private const int NameLengthMax = 64;

    private static readonly string[] Verbs = ["trigger", "skip", "cancel", "reopen"];

    /// <summary>
    /// <c>POST /accounts/{id}/treatments</c>: starts a treatment by hand: <c>template</c> and perhaps <c>billIds</c>.
    /// </summary>
    public static WireCommand Start(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var template = reader.Required("template", reader.Text("template", NameLengthMax));
        var bills = reader.Texts("billIds", EntityKey.IdLengthMax);
        return WireCommand.Of(reader, () => new StartTreatment(template!, [.. bills ?? []]));
    }

    /// <summary>
    /// Work on a treatment by hand: <c>treatmentId</c> or <c>template</c> (the latest of it), <c>do</c>, <c>step</c>,
    /// <c>reason</c> (needed to cancel).
    /// </summary>
    public static WireCommand Work(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var id = context.PathIds.TryGetValue("treatmentId", out var inPath)
            ? inPath
            : reader.Text("treatmentId", EntityKey.IdLengthMax);
        var template = reader.Text("template", NameLengthMax);
        var verb = reader.Required("do", reader.Word("do", Verbs));
        var step = reader.Text("step", NameLengthMax);
        var reason = reader.Text("reason");
        if (id is null == template is null)
        {
            reader.Fault("treatmentId", "ambiguous", "Either 'treatmentId' or 'template' is needed.");
        }

        if (verb == "cancel" && reason is null)
        {
            reader.Fault("reason", "reason_missing", "Calling something off needs a reason.");
        }

        if (verb == "skip" && step is null)
        {
            reader.Fault("step", "required", "'step' is needed to skip.");
        }

        return WireCommand.Of(
            reader, () => new WorkTreatment(new TreatmentSelector(id, template), VerbOf(verb), step, reason));
    }

    private static TreatmentVerb VerbOf(string? verb) => (TreatmentVerb)Array.IndexOf(Verbs, verb);
}
