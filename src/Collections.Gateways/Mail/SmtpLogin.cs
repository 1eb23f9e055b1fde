using System.Net;
using System.Text;

namespace Collections.Gateways.Mail;

/// <summary>Proves who we are: AUTH PLAIN (RFC 4616), else AUTH LOGIN, which some servers offer alone.</summary>
internal static class SmtpLogin
{
    private const int GoOn = 334;

    /// <exception cref="MailFaultException">The server offers neither.</exception>
    public static async Task<SmtpReply> RunAsync(
        NetworkCredential credential, IReadOnlyList<string> mechanisms, Func<string, Task<SmtpReply>> say)
    {
        if (mechanisms.Contains("PLAIN"))
        {
            return await say($"AUTH PLAIN {Encoded($"\0{credential.UserName}\0{credential.Password}")}");
        }

        if (!mechanisms.Contains("LOGIN"))
        {
            throw new MailFaultException("The mail server offers neither AUTH PLAIN nor AUTH LOGIN.");
        }

        var reply = await say("AUTH LOGIN");
        foreach (var answer in new[] { credential.UserName, credential.Password })
        {
            if (reply.Code != GoOn)
            {
                return reply;
            }

            reply = await say(Encoded(answer));
        }

        return reply;
    }

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
