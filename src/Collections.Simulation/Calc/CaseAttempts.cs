using System.Globalization;
using System.Text.Json.Nodes;
using Collections.Domain.Contacts;
using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Simulation.Calc;

/// <summary>
/// The attempts of a task: at so many elapsed hours after the first one (or the one before, <c>retryFrom:
/// previous</c>),
/// each moved forward to the next legal instant.
/// </summary>
internal static class CaseAttempts
{
    private static readonly int[] Hours = [0, 24, 72];

    /// <summary>
    /// The attempts as the case writes those it expects; the first expected one is the start if none is told.
    /// </summary>
    public static JsonArray Of(CalcCase each, Node.Sequence expected)
    {
        var texts = expected.Items.OfType<Node.Scalar>().Select(item => item.Text ?? string.Empty).ToList();
        var told = each.Text("start") ?? each.Text("from") ?? each.Text("at") ?? texts.FirstOrDefault()
            ?? throw new MalformedCaseException("/start", "An instant 'start' is expected.");
        var start = each.Instant("/start", told, CasePolicy.Day);
        var offsets = each.Own("retryHours") is null
            ? Hours
            : [.. each.Texts("retryHours").Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        var fromPrevious = each.Text("retryFrom") == "previous";
        var query = CasePolicy.Query(each);
        var configuration = CasePolicy.Configuration(each);
        var attempts = new JsonArray();
        Instant? first = null;
        Instant? previous = null;
        for (var i = 0; i < offsets.Length; i++)
        {
            var basis = (fromPrevious ? previous : first) ?? start;
            var legal = LegalTime.Next(
                configuration,
                new LegalQuery
                {
                    Channel = query.Channel,
                    TimeZone = query.TimeZone,
                    AddressZone = query.AddressZone,
                    NumberZones = query.NumberZones,
                    Preferred = query.Preferred,
                },
                basis + Duration.FromHours(offsets[i]));
            previous = legal?.From;
            first ??= previous;
            attempts.Add(previous is { } at
                ? CalcTime.Like(i < texts.Count ? texts[i] : null, at, each.Zone, CasePolicy.Day)
                : null);
        }

        return attempts;
    }
}
