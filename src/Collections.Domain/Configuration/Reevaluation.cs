using System.Globalization;
using System.Text;
using Collections.Kernel;

namespace Collections.Domain.Configuration;

/// <summary>
/// What a configuration that took effect asks for: one job per configuration number walks the accounts. The job is
/// named after the number, so asking twice is asking once.
/// </summary>
public static class Reevaluation
{
    /// <summary>The kind of the job.</summary>
    public const string JobKind = "job";

    /// <summary>The command that starts it.</summary>
    public const string CommandName = "startReevaluation";

    /// <summary>The id of the job for a configuration number.</summary>
    public static string JobId(long number) => string.Create(CultureInfo.InvariantCulture, $"reeval-{number}");

    /// <summary>The message that starts the job.</summary>
    public static Message Start(string tenant, long number)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $$"""{"number":{{number}}}""");
        return new Message(new EntityKey(tenant, JobKind, JobId(number)), CommandName, Encoding.UTF8.GetBytes(body));
    }
}
