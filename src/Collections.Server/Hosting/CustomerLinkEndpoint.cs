using Collections.Gateways.Tasks;
using Collections.Kernel;
using Collections.Server.Composition;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NodaTime.Text;

namespace Collections.Server.Hosting;

/// <summary>
/// The page behind the link by which a customer chooses when to be called, or asks to be left alone: a POST does it, a
/// GET only asks. It shows nothing of him or his debt.
/// </summary>
internal static class CustomerLinkEndpoint
{
    private const string Page =
        "<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'><title>Call / 来电</title>"
        + "<form method=post><p>Call me on / 请在此时致电 <input type=date name=date required>"
        + "<input type=time name=time required><button name=wish value=call>OK</button></form>"
        + "<form method=post><p>Leave me alone until / 在此日期前请勿打扰 <input type=date name=until required>"
        + "<button name=wish value=quiet>OK</button></form>"
        + "<form method=post><p><button name=wish value=stop>No more calls / 不再来电</button></form>";

    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static void Map(WebApplication application, LiveFolder folder)
    {
        application.MapGet("/c/{token}", (string token) => Refusal(token, folder, out _)
            ?? Results.Content(Page, "text/html; charset=utf-8")).ExcludeFromDescription();
        application.MapPost("/c/{token}", (string token, HttpRequest request) => WishAsync(token, request, folder))
            .ExcludeFromDescription();
    }

    private static async Task<IResult> WishAsync(string token, HttpRequest request, LiveFolder folder)
    {
        if (Refusal(token, folder, out var link) is { } refusal)
        {
            return refusal;
        }

        if (!request.HasFormContentType || Read(await request.ReadFormAsync(request.HttpContext.RequestAborted))
            is not { } wish)
        {
            return Text(400, "wish is call (with date and time), quiet (with until) or stop.");
        }

        return AnswerOf(request.HttpContext.Response, await CustomerDesk.AskAsync(folder.Engine, link!, wish));
    }

    /// <summary>
    /// What the customer is told: done, what is wrong with the wish, or to try again when others keep changing the same
    /// thing, which is no fault of his.
    /// </summary>
    internal static IResult AnswerOf(HttpResponse response, Rejection? rejection)
    {
        if (rejection is { Class: RejectionClass.Conflict })
        {
            PublicPages.TryAgainSoon(response);
        }

        return rejection switch
        {
            null => Text(200, "Done. / 已记录。"),
            { Class: RejectionClass.Conflict } => Text(503, "Please try again in a moment. / 请稍后再试。"),
            { Class: RejectionClass.Unknown } unknown => Text(404, unknown.Message),
            var refused => Text(422, refused.Message),
        };
    }

    private static IResult? Refusal(string token, LiveFolder folder, out CustomerLink? link)
    {
        link = CustomerLink.ReadOrNull(token, folder.Vault.KeysOf);
        return link is null ? Results.NotFound()
            : link.Until <= folder.Clock.Now ? Text(410, "This link has run out.")
            : null;
    }

    /// <summary>The wish of a form; null when it is none.</summary>
    private static CustomerWish? Read(IFormCollection form)
    {
        switch ((string?)form["wish"])
        {
            case "stop":
                return new CustomerWish.NoCalls();
            case "quiet":
                return LocalDatePattern.Iso.Parse(form["until"].ToString()).TryGetValue(default, out var until)
                    ? new CustomerWish.Quiet(until)
                    : null;
            case "call":
                return LocalDatePattern.Iso.Parse(form["date"].ToString()).TryGetValue(default, out var date)
                    && Time.Parse(form["time"].ToString()).TryGetValue(default, out var time)
                    ? new CustomerWish.CallAt(date.At(time))
                    : null;
            default:
                return null;
        }
    }

    private static IResult Text(int status, string words) => Results.Text(words + "\n", statusCode: status);
}
