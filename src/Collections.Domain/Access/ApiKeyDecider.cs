using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Access;

/// <summary>API keys: made once, revoked for ever.</summary>
public sealed class ApiKeyDecider : IDecider<ApiKey, ApiKeyCommand, ApiKeyEvent, TenantConfiguration>
{
    /// <summary>The kind of these entities.</summary>
    public const string Kind = ApiKey.Kind;

    /// <summary>Longest name, in characters.</summary>
    public const int NameLengthMax = 64;

    private const int HashLength = 64;

    private ApiKeyDecider()
    {
    }

    /// <inheritdoc/>
    public static ApiKey Initial(EntityKey key) => new() { Tenant = key.Tenant, Id = key.Id };

    /// <inheritdoc/>
    public static Decision<ApiKeyEvent> Decide(
        ApiKey state, ApiKeyCommand command, DecisionContext<TenantConfiguration> context) => command switch
        {
            ApiKeyCommand.CreateApiKey create => Create(state, create),
            ApiKeyCommand.RevokeApiKey => state.IsActive
                ? Decision<ApiKeyEvent>.Accept(new ApiKeyEvent.Revoked())
                : Rejection.Unknown("api_key_unknown", $"There is no key '{state.Id}'."),
            _ => throw Invariant.Unreachable($"Unknown command {command.GetType().Name}."),
        };

    /// <inheritdoc/>
    public static Decision<ApiKeyEvent> Wake(ApiKey state, DecisionContext<TenantConfiguration> context) =>
        Decision<ApiKeyEvent>.Nothing;

    /// <inheritdoc/>
    public static ApiKey Evolve(ApiKey state, ApiKeyEvent @event, Instant at) => @event switch
    {
        ApiKeyEvent.Created e => state with { Name = e.Name, Role = e.Role, Hash = e.Hash, CreatedAt = at },
        ApiKeyEvent.Revoked => state with { RevokedAt = at },
        _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
    };

    /// <summary>Never: a key does not run out by time alone.</summary>
    public static Instant? NextWake(ApiKey state, TenantConfiguration configuration) => null;

    /// <summary>Nobody is told.</summary>
    public static IReadOnlyList<Message> React(
        ApiKey state, ApiKeyEvent @event, TenantConfiguration configuration) => @event switch
        {
            ApiKeyEvent.Created or ApiKeyEvent.Revoked => [],
            _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
        };

    /// <summary>Status: <c>active</c> or <c>revoked</c>; the label is the role. Empty while there is none.</summary>
    public static EntityRow Row(ApiKey state) => state.Role is not { } role
        ? new EntityRow()
        : new EntityRow { Status = state.IsActive ? "active" : "revoked", Labels = [role] };

    private static Decision<ApiKeyEvent> Create(ApiKey state, ApiKeyCommand.CreateApiKey create)
    {
        if (create.Name.Length is 0 or > NameLengthMax || create.Name.Any(char.IsControl))
        {
            return Rejection.Invalid("/name", "length", $"A name has 1 to {NameLengthMax} printable characters.");
        }

        if (!Roles.All.Contains(create.Role))
        {
            return Rejection.Invalid("/role", "word", $"A role is one of {string.Join(", ", Roles.All)}.");
        }

        if (create.Hash.Length != HashLength || !create.Hash.All(char.IsAsciiHexDigitLower))
        {
            return Rejection.Invalid("/hash", "hash_format", "A SHA-256 in lower-case hex is expected.");
        }

        if (state.Hash is null)
        {
            return Decision<ApiKeyEvent>.Accept(new ApiKeyEvent.Created(create.Name, create.Role, create.Hash));
        }

        return state.IsActive && (state.Name, state.Role, state.Hash) == (create.Name, create.Role, create.Hash)
            ? Decision<ApiKeyEvent>.Nothing
            : Rejection.Conflict("api_key_exists", $"The key '{state.Id}' exists with other content.");
    }
}
