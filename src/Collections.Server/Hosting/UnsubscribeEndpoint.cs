using Collections.Domain.Contacts;
using Collections.Gateways.Mail;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Server.Composition;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Collections.Server.Hosting;

/// <summary>
/// The link in a mail by which its reader opts out (RFC 8058): a POST does it, a GET only asks, because scanners open
/// every link there is.
/// </summary>
internal static class UnsubscribeEndpoint
{
    private const string Source = "one_click";

    private const string Question =
        "<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'><title>E-mail</title>"
        + "<form method=post><p>No more e-mail from us to this address?"
        + "<p><button>No more e-mail</button></form>";

    private static readonly Principal Reader = new("unsubscribe", "system");

    public static void Map(WebApplication application, LiveFolder folder)
    {
        application.MapGet("/u/{token}", (string token) =>
            UnsubscribeToken.ReadOrNull(token, folder.Vault.KeysOf) is null
                ? Results.NotFound()
                : Results.Content(Question, "text/html; charset=utf-8")).ExcludeFromDescription();
        application.MapPost("/u/{token}", (string token, HttpResponse response) => OptOutAsync(token, response, folder))
            .ExcludeFromDescription();
    }

    private static async Task<IResult> OptOutAsync(string text, HttpResponse response, LiveFolder folder)
    {
        if (UnsubscribeToken.ReadOrNull(text, folder.Vault.KeysOf) is not { } token)
        {
            return Results.NotFound();
        }

        var answer = await folder.Engine.AskAsync(
            new EntityKey(token.Tenant, Person.Kind, token.Person),
            new PersonCommand.OptOut(token.Channel, Source),
            new AskOptions { Principal = Reader });
        if (answer.Rejection is null)
        {
            return Results.Text("Done: no more e-mail to this address.\n");
        }

        PublicPages.TryAgainSoon(response);
        return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }
}
