using Collections.Domain.Accounts;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Kernel.Documents;
using Collections.Server.Api.Accounts;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;

namespace Collections.Server.Api.Treatments;

/// <summary>Work on treatments by hand.</summary>
internal static class TreatmentOperations
{
    private const string Tag = "Treatments";

    private const string Path = "/accounts/{accountId}/treatments/{treatmentId}";

    private static readonly Field Step = new("step", Shape.Text(64));

    private static readonly Field Reason = new("reason", Shape.Text());

    public static IReadOnlyList<Operation> All =>
    [
        new("startTreatment", "POST", "/accounts/{accountId}/treatments", call =>
            AccountAsk.RunAsync(call, ReadStart, Started))
        {
            Tag = Tag,
            Summary = "Starts a treatment by hand with the bills named, or with all past due that no other has.",
            Body = Shape.Body("StartTreatment", new("template", Shape.Text(64), true), new("billIds", Shape.List(Shape.Id))),
            Answer = AccountSchemas.Treatment,
            Successes = [201],
        },
        new("getTreatment", "GET", Path, call => AccountItems.GetAsync(call, AccountItem.Treatment, "treatmentId"))
        {
            Tag = Tag,
            Summary = "A treatment with its steps.",
            Answer = AccountSchemas.Treatment,
        },
        Verb("triggerTreatment", "trigger", "Activates a pending step now, or every one that waits for its day.") with
        {
            Body = Shape.Body("TriggerTreatment", Step, Reason),
            BodyOptional = true,
        },
        Verb("skipTreatmentStep", "skip", "Leaves a step out; what waits for it goes on.") with
        {
            Body = Shape.Body("SkipTreatmentStep", Step with { Required = true }, Reason),
        },
        Verb("cancelTreatment", "cancel", "Calls a step off, or the whole treatment.") with
        {
            Body = Shape.Body("CancelTreatment", Step, Reason with { Required = true }),
        },
        Verb("reopenTreatment", "reopen", "Lets a cancelled treatment go on where it stood.") with
        {
            Body = Shape.Body("ReopenTreatment", Step, Reason),
            BodyOptional = true,
        },
    ];

    private static Operation Verb(string id, string verb, string summary) =>
        new(id, "POST", $"{Path}/{verb}", call => AccountAsk.RunAsync(
            call,
            (body, context) => Read(body, context, verb),
            answer => answer.Changed(AccountItem.Treatment, call.Part("treatmentId"))))
        {
            Tag = Tag,
            Summary = summary,
            Answer = AccountSchemas.Treatment,
        };

    private static WireCommand ReadStart(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var template = reader.Required("template", reader.Text("template", 64));
        var bills = reader.Texts("billIds", EntityKey.IdLengthMax) ?? [];
        for (var i = 0; i < bills.Count; i++)
        {
            if (!EntityKey.IsValidId(bills[i]))
            {
                reader.Fault("billIds", "id", $"'{bills[i]}' is no id.");
            }
        }

        return reader.Finish() is { } rejection
            ? new WireCommand(null, rejection)
            : new WireCommand(new AccountCommand.StartTreatment(template!, bills.Distinct().ToItems()), null);
    }

    private static ApiReply Started(AccountAnswer answer)
    {
        var template = answer.As<AccountCommand.StartTreatment>().Template;
        var started = answer.Account.Treatments.Last(treatment => treatment.Template == template).TreatmentId;
        return answer.Made(AccountItem.Treatment, started, $"treatments/{started}");
    }

    /// <summary>The verb stands in the address; the reader that scenarios share expects it in the body.</summary>
    private static WireCommand Read(Node body, WireContext context, string verb)
    {
        const string field = "do";
        if (body is not Node.Mapping map)
        {
            return TreatmentBodies.Work(body, context);
        }

        if (map[field] is not null)
        {
            return new WireCommand(
                null, Rejection.Invalid($"/{field}", "unknown_field", $"There is no field '{field}' here."));
        }

        var given = new Node.Scalar(verb, Quoted: true, body.At);
        return TreatmentBodies.Work(new Node.Mapping([.. map.Entries, new(field, given)], map.At), context);
    }
}
