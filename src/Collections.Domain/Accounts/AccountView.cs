using System.Text.Encodings.Web;
using System.Text.Json;
using Collections.Domain.Configuration;
using Collections.Domain.Treatments;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>What the view of an account needs besides its state.</summary>
public sealed record ViewInputs
{
    /// <summary>The instant it is looked at: ages are those of this instant's local day.</summary>
    public required Instant At { get; init; }

    /// <summary>The account's version.</summary>
    public required long Version { get; init; }

    /// <summary>When time alone next changes something; null for never.</summary>
    public Instant? NextReviewAt { get; init; }

    /// <summary>
    /// The policy that the account follows and its version, also while no state of it applies; null shows the one that
    /// gave the state.
    /// </summary>
    public (string Name, int Version)? Policy { get; init; }

    /// <summary>Names of the aging buckets in order, CURRENT first.</summary>
    public required IReadOnlyList<string> BucketNames { get; init; }

    /// <summary>The bucket of a number of local days past due (0 and less: CURRENT).</summary>
    public required Func<int, string> BucketOf { get; init; }

    /// <summary>
    /// Whether account matters are told: amounts, ages, states, bills, payments, treatments. Else they are null.
    /// </summary>
    public bool Discloses { get; init; } = true;

    /// <summary>
    /// Opens a personal value, masked or clear as the reader may see it; null when it may or can not.
    /// </summary>
    public Func<PersonalRef, string?> Reveal { get; init; } = _ => null;
}

/// <summary>
/// The account as the API shows it: amounts as JSON numbers in major units with the currency's digits, all open items
/// and the last hundred closed of each list, bills by (issue day, id), everything else in order of arrival.
/// </summary>
public static class AccountView
{
    /// <summary>The state's name when none applies.</summary>
    public const string Clear = "CLEAR";

    // The view is JSON for programs, never part of a page: names and buckets (D90+) stay readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The policy that an open account follows: its name and version.</summary>
    public static (string Name, int Version) PolicyOf(Account account, TenantConfiguration configuration)
    {
        var version = Review.PolicyOf(account, configuration);
        return (version.Policy.Name, version.Version);
    }

    /// <summary>The view as UTF-8 JSON.</summary>
    public static byte[] Of(Account account, ViewInputs inputs)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            Write(writer, account, inputs);
        }

        return stream.ToArray();
    }

    /// <summary>Writes the view as one JSON object.</summary>
    /// <exception cref="BrokenInvariantException">The account is only announced: to callers it does not
    /// exist.</exception>
    public static void Write(Utf8JsonWriter writer, Account account, ViewInputs inputs)
    {
        Invariant.Require(account.Profile is not null, "Only an open account is shown.");
        var page = new ViewPage(writer, account, account.Profile, inputs);
        writer.WriteStartObject();
        writer.WriteString("accountId"u8, account.Id);
        ProfileView.Write(page);
        writer.WriteBoolean("disclosed"u8, inputs.Discloses);
        if (inputs.Discloses)
        {
            WriteMatters(page);
        }
        else
        {
            WriteNothing(writer);
        }

        HoldView.Write(page);
        page.Texts("tags", account.Tags);
        writer.WriteNumber("version"u8, inputs.Version);
        writer.WriteEndObject();
    }

    private static void WriteMatters(ViewPage page)
    {
        WriteBalances(page);
        WriteOverdue(page);
        BillView.Write(page);
        MoneyView.WritePayments(page);
        MoneyView.WriteCredits(page);
        WriteEmpty(page.Writer, "promises", "plans", "disputes");
        TreatmentView.Write(page);
    }

    private static void WriteNothing(Utf8JsonWriter writer)
    {
        string[] matters =
        [
            "balance", "overdueBalance", "unappliedCredit", "aging", "overdue", "bills", "payments", "credits",
            "promises", "plans", "disputes", "treatments",
        ];
        foreach (var matter in matters)
        {
            writer.WriteNull(matter);
        }
    }

    private static void WriteBalances(ViewPage page)
    {
        var standing = Balances.Of(page.Account, page.Today);
        page.Amount("balance", standing.BalanceMinor);
        page.Amount("overdueBalance", standing.OverdueMinor);
        page.Amount("unappliedCredit", standing.UnappliedMinor);
        page.Writer.WriteStartObject("aging"u8);
        page.Writer.WriteString("bucket"u8, page.Inputs.BucketOf(standing.DaysPastDue));
        page.Writer.WriteNumber("daysPastDue"u8, standing.DaysPastDue);
        page.Writer.WriteStartObject("buckets"u8);
        var sums = Balances.ByBucket(page.Account, page.Today, page.Inputs.BucketOf);
        foreach (var name in page.Inputs.BucketNames)
        {
            page.Amount(name, sums.GetValueOrDefault(name));
        }

        page.Writer.WriteEndObject();
        page.Writer.WriteEndObject();
    }

    private static void WriteOverdue(ViewPage page)
    {
        var overdue = page.Account.Overdue;
        page.Writer.WriteStartObject("overdue"u8);
        page.Writer.WriteString("state"u8, overdue?.State ?? Clear);
        page.Day("since", overdue?.Since);
        page.Texts("blocks", overdue?.Blocks ?? []);
        page.Writer.WriteString("message"u8, overdue?.Message);
        WritePolicy(page, overdue);
        page.Writer.WriteString("cancelServices"u8, overdue?.CancelServices ?? "none");
        page.Instant("nextReviewAt", page.Inputs.NextReviewAt);
        page.Writer.WriteEndObject();
    }

    private static void WritePolicy(ViewPage page, OverdueStanding? overdue)
    {
        // A frozen state stands by the policy that gave it, whatever was published since.
        var frozen = Review.IsFrozen(page.Account, page.Today);
        (string? Name, int Version)? policy = page.Inputs.Policy is { } follows && !frozen ? follows
            : overdue is null ? null
            : (overdue.Policy, overdue.PolicyVersion);
        page.Writer.WriteString("policy"u8, policy?.Name);
        if (policy is null)
        {
            page.Writer.WriteNull("policyVersion"u8);
        }
        else
        {
            page.Writer.WriteNumber("policyVersion"u8, policy.Value.Version);
        }
    }

    private static void WriteEmpty(Utf8JsonWriter writer, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            writer.WriteStartArray(name);
            writer.WriteEndArray();
        }
    }
}
