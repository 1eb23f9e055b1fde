using Collections.Domain.Configuration;
using Collections.Kernel;

namespace Collections.Torture.Tests.Cluster.Requests;

/// <summary>Publications; the text goes as it is, since the auditor knows policies by their text.</summary>
internal static class PolicyRequests
{
    public static HttpAsk Of(EntityKey key, PublicationCommand.Publish publish)
    {
        var plural = key.Kind == ContactPolicyDocument.KindName ? "contact-policies" : "policies";
        return new HttpAsk(HttpMethod.Put, $"{plural}/{key.Id}", publish.Source);
    }
}
