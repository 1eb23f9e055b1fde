using System.Text.Json.Serialization;
using Collections.Domain.Access;
using Collections.Domain.Tests.Laws;
using Collections.Kernel;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Domain.Tests.Access;

public sealed class ApiKeyLaws : DeciderLaws<ApiKeyDecider, ApiKey, ApiKeyCommand, ApiKeyEvent>
{
    private static readonly string Hash = new('a', 64);

    protected override JsonSerializerContext Json => ApiKeyJson.Default;

    protected override Gen<EntityKey> Keys => Gen.Constant(new EntityKey("default", ApiKeyDecider.Kind, "k1"));

    protected override int EventsMax => 1;

    protected override Gen<ApiKeyCommand> Commands => Gen.Frequency(
        (4, Gen.Elements("admin", "agent", "nobody")
            .Select(role => (ApiKeyCommand)new ApiKeyCommand.CreateApiKey("crm", role, Hash))),
        (1, Gen.Elements(Hash, "x").Select(h => (ApiKeyCommand)new ApiKeyCommand.CreateApiKey("crm", "admin", h))),
        (2, Gen.Constant((ApiKeyCommand)new ApiKeyCommand.RevokeApiKey())));
}
