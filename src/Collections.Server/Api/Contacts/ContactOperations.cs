using System.Text.Json;
using System.Text.Json.Nodes;
using Collections.Domain.Contacts;
using Collections.Domain.Flows;
using Collections.Gateways.Contacts;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Server.Api.Accounts;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Contacts;

/// <summary>What the contact gate would say, and contacts that somebody makes himself.</summary>
internal static class ContactOperations
{
    private const string Tag = "Contacts";

    private const int IdBytes = 10;

    private static readonly Field[] Permission =
    [
        new("decision", Word("allow", "defer", "block")),
        new("until", Shape.Instant.OrNull()),
        new("rules", List(Answer(
            "ContactRule",
            new("rule", Said),
            new("outcome", Word("allow", "defer", "block")),
            new("saw", Said),
            new("until", Shape.Instant.OrNull()),
            new("policy", Said.OrNull()),
            new("policyVersion", Whole.OrNull())))),
        new("policy", Said.OrNull()),
        new("policyVersion", Whole.OrNull()),
        new("closes", Shape.Instant.OrNull()),
        new("disclosures", List(Said)),
        new("evaluatedAt", Shape.Instant),
    ];

    private static readonly Schema Contact = AnswerWith(
        "HandContact", Permission, new Field("contactId", Id), new Field("accountId", Id));

    public static IReadOnlyList<Operation> All =>
    [
        new("getContactPermission", "GET", "/accounts/{accountId}/contact-permission", AskAsync)
        {
            Tag = Tag,
            Summary = "Whether the customer may be contacted over a channel at any instant, with the rules "
                + "that decided and when next. Asking reserves nothing.",
            Answer = Answer("ContactPermission", Permission),
            Query =
            [
                new("channel", Id, "email, sms, phone, ai_voice, visit, wecom ..."),
                new("at", Shape.Instant, "The instant asked about; now when left out."),
                new("purpose", Id, "What it is for: notice, reminder, commercial ..."),
                new("thirdPartyId", Id, "Who would be contacted instead of the debtor."),
                new("callerId", Text(64), "The number that would be shown to who is called."),
                new("number", Text(64), "The number, as people write it or by its id; the account's first usable one."),
            ],
        },
        new("reserveContact", "POST", "/contacts", ReserveAsync)
        {
            Tag = Tag,
            Summary = "Asks for a contact that is about to be made: permitted (201) it counts from now on and is "
                + "settled with its outcome; deferred or blocked (200) it is on record with the reasons. A 'callerId' "
                + "that is none of the tenant's verified numbers is blocked.",
            Body = Body(
                "NewContact",
                new("contactId", Id),
                new("accountId", Id, true),
                new("channel", Id, true),
                new("number", Text(64)),
                new("callerId", Text(64)),
                new("purpose", Id),
                new("thirdPartyId", Id),
                new("campaignId", Id),
                new("institutionId", Id),
                new("addressZone", Text()),
                new("numberZones", List(Text()))),
            Answer = Contact,
            Successes = [201, 200],
        },
        new("confirmContact", "POST", "/contacts/{contactId}/confirm", ConfirmAsync)
        {
            Tag = Tag,
            Summary = "Asks again at the moment of contact: a permit that does not hold any more is taken back.",
            Body = Body("ContactConfirmation", new Field("accountId", Id, true)),
            Answer = Contact,
        },
        new("settleContact", "POST", "/contacts/{contactId}/outcome", SettleAsync)
        {
            Tag = Tag,
            Summary = "Says how a permitted contact ended; NOT_MADE gives its place back.",
            Body = Body("ContactOutcome", new Field("accountId", Id, true), new Field("outcome", Id, true)),
            Answer = Answer("SettledContact", new("contactId", Id), new("accountId", Id), new("outcome", Said)),
        },
        new("recordContact", "POST", "/contacts/{contactId}/report", ReportAsync)
        {
            Tag = Tag,
            Summary = "Reports a contact that did not pass this gate: the customer called, or an agency made it. It "
                + "counts.",
            Body = Body(
                "ReportedContact",
                new("accountId", Id, true),
                new("channel", Id, true),
                new("at", Shape.Instant),
                new("outcome", Id, true),
                new("direction", Word("in", "out")),
                new("agency", Id)),
            Answer = Answer("RecordedContact", new("contactId", Id), new("accountId", Id), new("outcome", Said)),
            Successes = [201, 200],
        },
    ];

    private static async ValueTask<ApiReply> AskAsync(ApiCall call)
    {
        var channel = call.Query.Id("channel");
        var at = call.Query.Instant("at");
        var purpose = call.Query.Id("purpose");
        var party = call.Query.Id("thirdPartyId");
        if (channel is null && !call.Http.Request.Query.ContainsKey("channel"))
        {
            call.Query.Fault("channel", "required", "'channel' is required.");
        }

        var (number, refused) = await ContactNumber.ReadAsync(call, channel, call.Query.Text("number"));
        if (refused is not null)
        {
            call.Query.Fault("number", refused, ContactNumber.Expected);
        }

        var shown = call.Query.Text("callerId");
        var (caller, fault) = shown is null ? default : CallerIds.Read(shown, await ContactNumber.HomeAsync(call));
        if (fault is not null)
        {
            call.Query.Fault("callerId", fault, "'callerId' is a phone number.");
        }

        if (call.Query.Finish() is { } malformed)
        {
            return call.Refuse(malformed);
        }

        var id = call.Part("accountId");
        if (await AccountReading.FindAsync(call, id) is not var (account, _))
        {
            return AccountReading.Unknown(call, id);
        }

        var about = await ContactDesk.QueryAsync(call.Engine, call.Caller.Tenant, account, (channel!, number));
        var query = about with
        {
            Purpose = purpose ?? "notice",
            ThirdPartyId = party,
            CallerId = caller,
        };
        var permission = await ContactDesk.AskAsync(
            call.Engine, call.Caller.Tenant, account, (query, at ?? call.Now));
        return ApiReply.Ok(JsonBytes.Of(PermissionJson.Of(permission), WriteNode));
    }

    private static async ValueTask<ApiReply> ReserveAsync(ApiCall call)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var contactId = reader.Id("contactId") ?? NewId(call);
        var accountId = reader.Required("accountId", reader.Id("accountId"));
        var channel = reader.Required("channel", reader.Id("channel"));
        var purpose = reader.Id("purpose");
        var party = reader.Id("thirdPartyId");
        var campaign = reader.Id("campaignId");
        var institution = reader.Id("institutionId");
        var address = Zone(reader, "addressZone", reader.Text("addressZone"));
        var zones = (reader.Texts("numberZones") ?? []).Select(zone => Zone(reader, "numberZones", zone)).ToList();
        var (number, refused) = await ContactNumber.ReadAsync(call, channel, reader.Text("number"));
        if (refused is not null)
        {
            reader.Fault("number", refused, ContactNumber.Expected);
        }

        var caller = CallerIds.Field(reader, "callerId", await ContactNumber.HomeAsync(call));

        if (reader.Finish() is { } rejection)
        {
            return call.Refuse(rejection);
        }

        if (await ContactDesk.FindAsync(call.Engine, call.Caller.Tenant, accountId!) is not var (account, person))
        {
            return Unknown(call, accountId!);
        }

        var about = await ContactDesk.QueryAsync(call.Engine, call.Caller.Tenant, account, (channel!, number));
        var query = about with
        {
            Purpose = purpose ?? "notice",
            ThirdPartyId = party,
            CampaignId = campaign,
            InstitutionId = institution,
        };
        query = query with
        {
            AddressZone = address ?? query.AddressZone,
            NumberZones = zones.Count > 0 ? [.. zones.OfType<string>()] : query.NumberZones,
            CallerId = caller,
        };
        var reserve = new PersonCommand.ReserveContact(contactId, account.Id, channel!, query.TimeZone)
        {
            Details = query,
        };
        var prepared = await ContactDesk.PrepareAsync(call.Engine, person, reserve);
        var reply = await call.AskAsync(person, prepared, answer => answer.Report is ContactPermission permission
            ? Reply(contactId, account.Id, permission, permission.Decision == GateAnswer.Allow ? 201 : 200)
            : call.Refuse(Rejection.Conflict("contact_known", $"The contact '{contactId}' is on record already.")));
        if (reply.Status >= 400)
        {
            await ContactDesk.LetGoAsync(call.Engine, person, prepared);
        }

        return reply;
    }

    private static async ValueTask<ApiReply> ConfirmAsync(ApiCall call)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var accountId = reader.Required("accountId", reader.Id("accountId"));
        if (reader.Finish() is { } rejection)
        {
            return call.Refuse(rejection);
        }

        if (await ContactDesk.FindAsync(call.Engine, call.Caller.Tenant, accountId!) is not var (account, person))
        {
            return Unknown(call, accountId!);
        }

        var id = call.Part("contactId");
        var reserved = await call.Engine.ReadAsync(person) is (Person known, _)
            ? known.Reserved.FirstOrDefault(each => each.ContactId == id && each.AccountId == account.Id)
            : null;
        return reserved is null
            ? UnknownContact(call, id)
            : await call.AskAsync(
                person,
                new PersonCommand.ConfirmContact(id, reserved.Query?.NumberId, reserved.Query?.PointId)
                {
                    CallerId = reserved.Query?.CallerId,
                },
                answer => answer.Report is ContactPermission permission
                    ? Reply(id, account.Id, permission, 200)
                    : UnknownContact(call, id));
    }

    private static async ValueTask<ApiReply> SettleAsync(ApiCall call)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var accountId = reader.Required("accountId", reader.Id("accountId"));
        var outcome = reader.Required("outcome", Outcome(reader));
        if (reader.Finish() is { } rejection)
        {
            return call.Refuse(rejection);
        }

        if (await ContactDesk.FindAsync(call.Engine, call.Caller.Tenant, accountId!) is not var (account, person))
        {
            return Unknown(call, accountId!);
        }

        var id = call.Part("contactId");
        var result = ContactResults.Canonical(outcome!);
        var end = result == ContactResults.NotMade ? SettleOutcome.Failed : SettleOutcome.Sent;
        return await call.AskAsync(
            person,
            new PersonCommand.SettleContact(id, end) { Result = result },
            answer => answer.State is Person after && PersonDecider.IsKnown(after, id)
                ? ApiReply.Ok(JsonBytes.Of(Settled(id, account.Id, result), WriteNode), answer.Version)
                : UnknownContact(call, id));
    }

    private static async ValueTask<ApiReply> ReportAsync(ApiCall call)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var accountId = reader.Required("accountId", reader.Id("accountId"));
        var channel = reader.Required("channel", reader.Id("channel"));
        var at = reader.Instant("at") ?? call.Now;
        var outcome = reader.Required("outcome", Outcome(reader));
        var direction = reader.Word("direction", "in", "out");
        var agency = reader.Id("agency");
        if (reader.Finish() is { } rejection)
        {
            return call.Refuse(rejection);
        }

        if (await ContactDesk.FindAsync(call.Engine, call.Caller.Tenant, accountId!) is not var (account, person))
        {
            return Unknown(call, accountId!);
        }

        var id = call.Part("contactId");
        var result = ContactResults.Canonical(outcome!);
        var mark = new ContactMark
        {
            ContactId = id,
            At = LocalDays.CutToMilliseconds(at),
            Channel = channel!,
            AccountId = account.Id,
            NumberId = AccountContacts.QueryOf(account, channel!).NumberId,
            Result = result,
            Inbound = direction == "in",
            By = agency,
        };
        return await call.AskAsync(person, new PersonCommand.RecordContact(mark), answer =>
            new ApiReply(AccountAsk.StatusOf(answer), JsonBytes.Of(Settled(id, account.Id, result), WriteNode))
            {
                Version = answer.Version,
            });
    }

    private static string? Outcome(BodyReader reader)
    {
        var outcome = reader.Id("outcome");
        if (outcome is not null && !ContactResults.IsKnown(outcome))
        {
            reader.Fault("outcome", "unknown_outcome", "The outcome is none of the canonical ones.");
        }

        return outcome;
    }

    private static string? Zone(BodyReader reader, string field, string? zone)
    {
        if (zone is not null && LocalDays.ZoneOrNull(zone) is null)
        {
            reader.Fault(field, "unknown_timezone", $"'{field}' is an IANA time zone.");
        }

        return zone;
    }

    private static JsonObject Settled(string contactId, string accountId, string outcome) => new()
    {
        ["contactId"] = contactId,
        ["accountId"] = accountId,
        ["outcome"] = outcome,
    };

    private static ApiReply Reply(string contactId, string accountId, ContactPermission permission, int status)
    {
        var body = PermissionJson.Of(permission);
        body["contactId"] = contactId;
        body["accountId"] = accountId;
        return new ApiReply(status, JsonBytes.Of(body, WriteNode));
    }

    private static ApiReply Unknown(ApiCall call, string accountId) => call.Refuse(
        Rejection.Refused("account_unknown", $"There is no account '{accountId}'.") with
        {
            Fields = [new FieldFault("/accountId", "account_unknown", "There is no such account.")],
        });

    private static ApiReply UnknownContact(ApiCall call, string id) =>
        call.Refuse(Rejection.Unknown("contact_unknown", $"There is no contact '{id}' under way for that account."));

    private static string NewId(ApiCall call)
    {
        var bytes = new byte[IdBytes];
        call.Server.Entropy.Fill(bytes);
        return $"cnt_{Convert.ToHexStringLower(bytes)}";
    }

    private static void WriteNode(Utf8JsonWriter writer, JsonObject node) => node.WriteTo(writer);
}
