using System.Security.Cryptography;
using System.Text;
using Collections.Domain.Configuration;
using Collections.Kernel;
using Collections.Kernel.Documents;
using Collections.Runtime;
using Collections.Server.Api.Access;
using Collections.Server.Api.Http;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Collections.Server.Api.Operations;

/// <summary>One call under way: who calls, what he sent, and how to ask the engine on his behalf.</summary>
internal sealed class ApiCall(HttpContext http, ApiServer server, Caller caller, Operation operation)
{
    /// <summary>The connection.</summary>
    public HttpContext Http => http;

    /// <summary>What all calls share.</summary>
    public ApiServer Server => server;

    /// <summary>Who calls.</summary>
    public Caller Caller => caller;

    /// <summary>What is called.</summary>
    public Operation Operation => operation;

    /// <summary>The engine.</summary>
    public Engine Engine => server.Setup.Engine;

    /// <summary>The business clock's now.</summary>
    public Instant Now => Engine.Setup.Clock.Now;

    /// <summary>The query.</summary>
    public QueryReader Query { get; } = new(http.Request.Query);

    /// <summary>The body as sent; empty when there is none.</summary>
    public ReadOnlyMemory<byte> BodyBytes { get; set; }

    /// <summary>The parsed JSON body; an empty object when there is none.</summary>
    public Node Body { get; set; } = new Node.Mapping([], default);

    /// <summary>A part of the path.</summary>
    public string Part(string name) => http.Request.RouteValues[name] as string ?? string.Empty;

    /// <summary>An entity of the caller's tenant.</summary>
    public EntityKey Key(string kind, string id) => new(caller.Tenant, kind, id);

    /// <summary>The refusal's answer.</summary>
    public ApiReply Refuse(Rejection rejection) => Problems.Of(http, rejection);

    /// <summary>The configuration in force now.</summary>
    public async ValueTask<TenantConfiguration> ConfigurationAsync() =>
        (TenantConfiguration)(await Engine.Configurations.OfAsync(caller.Tenant)).At(Now);

    /// <summary>
    /// Asks an entity and renders what came of it. With an <c>Idempotency-Key</c> the first answer is kept with its
    /// effect and given again; <paramref name="render"/> may then be called more than once, and what it writes must hold
    /// no personal value.
    /// </summary>
    public async ValueTask<ApiReply> AskAsync(EntityKey key, ICommand command, Func<Answer, ApiReply> render)
    {
        var (idempotency, fault) = Idempotency(render);
        if (fault is not null)
        {
            return Refuse(fault);
        }

        var (expected, malformed) = await IfMatch.ReadAsync(http.Request, () => VersionAsync(key));
        if (malformed is not null)
        {
            return Refuse(malformed);
        }

        if (expected is { } version && await StaleAsync(key, version, idempotency) is { } stale)
        {
            return stale;
        }

        var answer = await Engine.AskAsync(key, command, new AskOptions
        {
            Principal = caller.Principal,
            ExpectedVersion = expected,
            Idempotency = idempotency,
        });
        return answer.Outcome == Outcome.Replayed ? KeptReply.Read(answer.Replay) : Render(answer, render);
    }

    private ApiReply Render(Answer answer, Func<Answer, ApiReply> render) =>
        answer.Rejection is { } rejection ? Refuse(rejection) : render(answer);

    private async ValueTask<long> VersionAsync(EntityKey key) => await Engine.ReadAsync(key) is (_, var version) ? version : 0;

    /// <summary>
    /// A stale version is told before the engine is asked: the engine would keep that answer with the key, and the
    /// caller who looks again and repeats himself would hear it for three days.
    /// </summary>
    private async ValueTask<ApiReply?> StaleAsync(EntityKey key, long expected, IdempotentRequest? idempotency)
    {
        if (idempotency is null
            || await Engine.Setup.Store.FindAnswerAsync(caller.Tenant, idempotency.Scope, Now) is not null)
        {
            return null;
        }

        var version = await VersionAsync(key);
        return version == expected
            ? null
            : Refuse(Rejection.Conflict(Problems.VersionMismatch, $"The version is {version}."));
    }

    private (IdempotentRequest? Request, Rejection? Fault) Idempotency(Func<Answer, ApiReply> render)
    {
        const string header = "Idempotency-Key";
        const int lengthMax = 255;
        var values = http.Request.Headers[header];
        if (operation.Method != "POST" || values.Count == 0)
        {
            return (null, null);
        }

        if (values is not [{ Length: > 0 and <= lengthMax } key] || key.Any(c => c is <= ' ' or > '~'))
        {
            return (null, Rejection.Invalid(
                header, "header_format", $"An idempotency key has 1 to {lengthMax} visible ASCII characters."));
        }

        var request = new IdempotentRequest(
            $"{caller.Principal.Id} {key}", RequestHash(), answer => KeptReply.Write(Render(answer, render)));
        return (request, null);
    }

    private string RequestHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Method}\n{http.Request.Path}{http.Request.QueryString}\n"));
        hash.AppendData(BodyBytes.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
