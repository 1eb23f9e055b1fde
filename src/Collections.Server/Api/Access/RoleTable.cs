using Collections.Kernel;
using static Collections.Server.Api.Access.RoleSet;

namespace Collections.Server.Api.Access;

/// <summary>
/// Who may call what: the one table, a row for every operation. An operation without a row cannot be mapped.
/// </summary>
internal static class RoleTable
{
    /// <summary>Runs the tenant.</summary>
    private const RoleSet Administrators = Platform | Admin;

    /// <summary>Sets what may be said to whom, and when.</summary>
    private const RoleSet Rules = Administrators | Compliance;

    /// <summary>Books money.</summary>
    private const RoleSet Books = Administrators | Finance | Integration;

    /// <summary>Leads collection.</summary>
    private const RoleSet Leaders = Administrators | Manager | Lead;

    /// <summary>Collects.</summary>
    private const RoleSet Collectors = Leaders | Agent;

    private static readonly Dictionary<string, RoleSet> Rows = new(StringComparer.Ordinal)
    {
        ["listAccounts"] = Everyone,
        ["getAccount"] = Everyone,
        ["putAccount"] = Leaders | Integration,
        ["getAccountOverdue"] = Everyone,
        ["listAccountTimeline"] = Everyone,
        ["getContactPermission"] = Everyone,
        ["reserveContact"] = Collectors | Compliance | Integration,
        ["confirmContact"] = Collectors | Compliance | Integration,
        ["settleContact"] = Collectors | Compliance | Integration,
        ["recordContact"] = Collectors | Compliance | Integration,
        ["getPerson"] = Everyone,
        ["listPersonContacts"] = Everyone & ~Agent,
        ["optOut"] = Collectors | Compliance | Integration,
        ["getCallScript"] = Everyone,
        ["receiveReply"] = Collectors | Compliance | Integration,
        ["optIn"] = Collectors | Compliance | Integration,
        ["giveConsent"] = Collectors | Compliance | Integration,
        ["withdrawConsent"] = Collectors | Compliance | Integration,
        ["putThirdParty"] = Collectors | Compliance | Integration,
        ["removeThirdParty"] = Leaders | Compliance,
        ["placeLegalHold"] = Collectors | Compliance | Integration,
        ["releaseLegalHold"] = Rules,
        ["setQuietDates"] = Collectors | Compliance | Integration,
        ["removeQuietDates"] = Leaders | Compliance,
        ["setReachability"] = Collectors | Compliance | Integration,
        ["listContactPolicies"] = Everyone,
        ["getContactPolicy"] = Everyone,
        ["putContactPolicy"] = Rules,
        ["listContactPolicyVersions"] = Everyone,
        ["erasePerson"] = Rules,
        ["addTag"] = Collectors | Compliance | Integration,
        ["removeTag"] = Collectors | Compliance | Integration,
        ["placeHold"] = Collectors | Compliance | Integration,
        ["getHold"] = Everyone,
        ["releaseHold"] = Collectors | Compliance | Integration,
        ["addBill"] = Books,
        ["getBill"] = Everyone,
        ["commitBill"] = Books,
        ["adjustBill"] = Books,
        ["writeOffBill"] = Books | Manager,
        ["undoWriteOff"] = Books | Manager,
        ["postponeBill"] = Books | Manager | Lead,
        ["voidBill"] = Books,
        ["addPayment"] = Books,
        ["getPayment"] = Everyone,
        ["reversePayment"] = Books,
        ["addCredit"] = Books,
        ["getCredit"] = Everyone,
        ["getTreatment"] = Everyone,
        ["startTreatment"] = Leaders,
        ["triggerTreatment"] = Leaders,
        ["skipTreatmentStep"] = Leaders,
        ["cancelTreatment"] = Leaders,
        ["reopenTreatment"] = Leaders,
        ["listPolicies"] = Everyone,
        ["getPolicy"] = Everyone,
        ["putPolicy"] = Rules,
        ["listPolicyVersions"] = Everyone,
        ["askWhatIf"] = Rules | Manager,
        ["listCalendars"] = Everyone,
        ["getCalendar"] = Everyone,
        ["putCalendar"] = Rules,
        ["listCalendarVersions"] = Everyone,
        ["listTemplates"] = Everyone,
        ["getTemplate"] = Everyone,
        ["putTemplate"] = Rules,
        ["listTemplateVersions"] = Everyone,
        ["previewTemplate"] = Everyone,
        ["listJobs"] = Everyone & ~Agent,
        ["getJob"] = Everyone & ~Agent,
        ["cancelJob"] = Administrators,
        ["resumeJob"] = Administrators,
        ["listTasks"] = Everyone,
        ["createTask"] = Collectors | Integration,
        ["getTask"] = Everyone,
        ["closeTask"] = Collectors,
        ["cancelTask"] = Leaders,
        ["assignTask"] = Leaders,
        ["claimNextTask"] = Collectors,
        ["recordAttempt"] = Collectors | Integration,
        ["checkIdentity"] = Collectors | Integration,
        ["agreeCallback"] = Collectors | Integration,
        ["createCustomerLink"] = Collectors | Integration,
        ["pauseTask"] = Leaders | Compliance,
        ["resumeTask"] = Leaders | Compliance,
        ["releaseTask"] = Collectors,
        ["createCampaign"] = Leaders | Integration,
        ["listCampaigns"] = Everyone,
        ["getCampaign"] = Everyone,
        ["listCampaignTasks"] = Everyone,
        ["listCallerNumbers"] = Everyone,
        ["getCallerNumber"] = Everyone,
        ["putCallerNumber"] = Rules,
        ["removeCallerNumber"] = Rules,
        ["listDncLists"] = Everyone,
        ["getDncList"] = Everyone,
        ["putDncList"] = Rules,
        ["putDncMember"] = Collectors | Compliance | Integration,
        ["getDncMember"] = Everyone,
        ["removeDncMember"] = Rules | Manager,
        ["approveDncRemoval"] = Rules,
        ["rejectDncRemoval"] = Rules,
        ["getNumber"] = Everyone,
        ["markNumber"] = Collectors | Compliance | Integration,
        ["restoreNumber"] = Leaders | Compliance,
        ["listAccountNumbers"] = Everyone,
        ["listComplaints"] = Everyone,
        ["fileComplaint"] = Collectors | Compliance | Integration,
        ["getComplaint"] = Everyone,
        ["linkComplaint"] = Leaders | Compliance,
        ["assignComplaint"] = Leaders | Compliance,
        ["resolveComplaint"] = Rules,
        ["reopenComplaint"] = Rules,
        ["getComplaintEvidence"] = Rules | Auditor,
        ["getAccountEvidence"] = Rules | Auditor,
        ["getPersonEvidence"] = Rules | Auditor,
        ["listEvents"] = Everyone & ~Agent & ~Lead,
        ["streamEvents"] = Everyone & ~Agent & ~Lead,
        ["listTenants"] = Platform,
        ["createTenant"] = Platform,
        ["getTenant"] = Everyone,
        ["putTenant"] = Administrators,
        ["listApiKeys"] = Administrators | Auditor,
        ["createApiKey"] = Administrators,
        ["deleteApiKey"] = Administrators,
    };

    /// <summary>The operations that have a row.</summary>
    public static IReadOnlyCollection<string> Operations => Rows.Keys;

    /// <summary>Who may call an operation.</summary>
    public static RoleSet Of(string operation) => Rows.TryGetValue(operation, out var roles)
        ? roles
        : throw Invariant.Unreachable($"The operation {operation} has a row in the table of roles.");
}
