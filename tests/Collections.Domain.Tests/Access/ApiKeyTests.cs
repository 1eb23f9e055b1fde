using Collections.Domain.Access;
using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Access;

public sealed class ApiKeyTests
{
    private static readonly EntityKey Key = new("default", ApiKeyDecider.Kind, "k1");

    private static readonly Instant Now = Instant.FromUtc(2026, 1, 1, 0, 0);

    private static readonly ApiKeyCommand Create = new ApiKeyCommand.CreateApiKey("crm", Roles.Admin, new('0', 64));

    [Fact]
    public void A_new_key_opens_doors()
    {
        var (state, rejection) = Run(Create);

        Assert.Null(rejection);
        Assert.True(state.IsActive);
        Assert.Equal("active", ApiKeyDecider.Row(state).Status);
    }

    [Fact]
    public void A_revoked_key_is_unknown_when_it_is_revoked_again()
    {
        var (state, rejection) = Run(Create, new ApiKeyCommand.RevokeApiKey(), new ApiKeyCommand.RevokeApiKey());

        Assert.False(state.IsActive);
        Assert.Equal("api_key_unknown", rejection?.Code);
    }

    [Fact]
    public void A_revoked_key_is_not_made_again() =>
        Assert.Equal("api_key_exists", Run(Create, new ApiKeyCommand.RevokeApiKey(), Create).Rejection?.Code);

    [Theory]
    [InlineData("", "admin", "/name")]
    [InlineData("crm", "root", "/role")]
    public void A_malformed_key_names_its_field(string name, string role, string pointer) =>
        Assert.Equal(
            pointer,
            Run(new ApiKeyCommand.CreateApiKey(name, role, new('0', 64))).Rejection?.Fields.Single().Pointer);

    private static (ApiKey State, Rejection? Rejection) Run(params IReadOnlyList<ApiKeyCommand> commands)
    {
        var state = ApiKeyDecider.Initial(Key);
        Rejection? rejection = null;
        foreach (var command in commands)
        {
            var configuration = TenantConfigurationFold.Initial("default");
            var decision = ApiKeyDecider.Decide(
                state, command, new(Key, 0, Now, Principal.System, configuration, Facts.None));
            rejection = decision.Rejection;
            state = decision.Events.Aggregate(state, (s, e) => ApiKeyDecider.Evolve(s, e, Now));
        }

        return (state, rejection);
    }
}
