using System.Text.Json.Serialization;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Access;

/// <summary>
/// The state of an <c>apikey</c> entity: who may call, and as what. Of the key itself only a hash is kept.
/// </summary>
public sealed record ApiKey
{
    /// <summary>The kind of these entities.</summary>
    public const string Kind = "apikey";

    /// <summary>The schema of the snapshot; a snapshot of another schema is rebuilt from the log.</summary>
    public const int SchemaNumber = 1;

    /// <summary>The schema this state was written with.</summary>
    public int Schema { get; init; } = SchemaNumber;

    /// <summary>The tenant whose doors it opens.</summary>
    public required string Tenant { get; init; }

    /// <summary>The key's id; it stands in the log as the actor and is no secret.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for, as its maker called it; null while there is no such key.</summary>
    public string? Name { get; init; }

    /// <summary>One of <see cref="Roles.All"/>; null while there is no such key.</summary>
    public string? Role { get; init; }

    /// <summary>SHA-256 of the whole key text, lower-case hex; null while there is no such key.</summary>
    public string? Hash { get; init; }

    /// <summary>When it was made.</summary>
    public Instant? CreatedAt { get; init; }

    /// <summary>When it was revoked; null while it opens doors.</summary>
    public Instant? RevokedAt { get; init; }

    /// <summary>Whether it opens doors.</summary>
    [JsonIgnore]
    public bool IsActive => Hash is not null && RevokedAt is null;
}

/// <summary>What can be asked of an API key.</summary>
public abstract record ApiKeyCommand : ICommand
{
    private ApiKeyCommand()
    {
    }

    /// <inheritdoc/>
    [JsonIgnore]
    public virtual IReadOnlyList<Lookup> Lookups => [];

    /// <summary>
    /// Makes the key. The same again changes nothing; other content is refused with <c>api_key_exists</c> (409).
    /// Further refusal: <c>invalid_request</c> (400).
    /// </summary>
    /// <param name="Name">What it is for: 1 to 64 printable characters.</param>
    /// <param name="Role">One of <see cref="Roles.All"/>.</param>
    /// <param name="Hash">SHA-256 of the key text, 64 lower-case hex digits.</param>
    [CommandType("createApiKey")]
    public sealed record CreateApiKey(string Name, string Role, string Hash) : ApiKeyCommand;

    /// <summary>Closes the door for ever. Refusal: <c>api_key_unknown</c> (404), also for one that is closed.</summary>
    [CommandType("revokeApiKey")]
    public sealed record RevokeApiKey : ApiKeyCommand;
}

/// <summary>What happened to an API key.</summary>
public abstract record ApiKeyEvent
{
    private ApiKeyEvent()
    {
    }

    /// <summary>It was made.</summary>
    /// <param name="Name">What it is for.</param>
    /// <param name="Role">Its role.</param>
    /// <param name="Hash">SHA-256 of the key text, hex: worth nothing to whoever reads the log.</param>
    [EventType("apikey.created")]
    public sealed record Created(string Name, string Role, string Hash) : ApiKeyEvent;

    /// <summary>It was revoked.</summary>
    [EventType("apikey.revoked")]
    public sealed record Revoked : ApiKeyEvent;
}
