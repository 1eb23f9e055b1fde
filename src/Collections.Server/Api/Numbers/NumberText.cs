using Collections.Server.Api.Access;
using Collections.Server.Api.Accounts;
using Collections.Server.Api.Operations;

namespace Collections.Server.Api.Numbers;

/// <summary>A number as a caller may see it.</summary>
internal static class NumberText
{
    /// <summary>Who sees numbers masked: those who judge money and records, not people.</summary>
    private const RoleSet MaskedFor = RoleSet.Finance | RoleSet.Auditor;

    private static readonly string[] PhoneKinds = ["phone", "mobile", "landline", "sms", "whatsapp", "tel"];

    /// <summary>
    /// In clear for who works with people, masked for others; to agents who have not verified its owner without the
    /// digits by which he is verified.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="clear">The number.</param>
    /// <param name="isVerified">Whether the caller may see account matters, or named the number himself.</param>
    public static string For(ApiCall call, string clear, bool isVerified) =>
        !isVerified ? PersonalMask.Unverified(clear)
        : (call.Caller.Roles & MaskedFor) != 0 ? PersonalMask.Contact(clear)
        : clear;

    /// <summary>Whether contacts of a kind are dialed.</summary>
    public static bool IsPhone(string kind) => PhoneKinds.Contains(kind, StringComparer.OrdinalIgnoreCase);
}
