using Collections.Domain.Accounts;
using Collections.Domain.Complaints;
using Collections.Domain.Contacts;
using Collections.Gateways.Evidence;
using Collections.Kernel;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;

namespace Collections.Server.Api.Complaints;

/// <summary>Bundles that show to somebody outside what was decided and why.</summary>
internal static class EvidenceOperations
{
    private const string Zip = "application/zip";

    public static IReadOnlyList<Operation> All =>
    [
        Bundle("getComplaintEvidence", "/complaints/{complaintId}/evidence", ComplaintDecider.Kind),
        Bundle("getAccountEvidence", "/accounts/{accountId}/evidence", AccountDecider.Kind),
        Bundle("getPersonEvidence", "/persons/{customerId}/evidence", PersonDecider.Kind),
    ];

    private static Operation Bundle(string id, string path, string kind)
    {
        var part = path.Split('{', '}')[1];
        return new Operation(id, "GET", path, call => MakeAsync(call, call.Key(kind, call.Part(part))))
        {
            Tag = "Complaints",
            Summary = "A ZIP file with every contact decision and the rules that decided, the histories with their "
                + "hash chains, and a signed manifest.",
            Answer = Shape.Anything,
            AnswerTypes = [Zip],
        };
    }

    private static async ValueTask<ApiReply> MakeAsync(ApiCall call, EntityKey subject)
    {
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var bundle = new EvidenceBundle(call.Engine, call.Server.Setup.Vault);
        var request = new EvidenceRequest(call.Caller.Principal.Id, call.Now);
        return await bundle.MakeAsync(subject, request) is { } bytes
            ? new ApiReply(200, bytes) { ContentType = Zip }
            : call.Refuse(Rejection.Unknown($"{subject.Kind}_unknown", $"There is no {subject.Kind} '{subject.Id}'."));
    }
}
