using Collections.Server.Api.Access;
using Collections.Server.Api.Accounts;
using Collections.Server.Api.Callers;
using Collections.Server.Api.Campaigns;
using Collections.Server.Api.Complaints;
using Collections.Server.Api.Configuration;
using Collections.Server.Api.Contacts;
using Collections.Server.Api.Dnc;
using Collections.Server.Api.Events;
using Collections.Server.Api.Jobs;
using Collections.Server.Api.Numbers;
using Collections.Server.Api.Tasks;
using Collections.Server.Api.Treatments;

namespace Collections.Server.Api.Operations;

/// <summary>Every operation of the API, feature by feature.</summary>
internal static class OperationTable
{
    /// <summary>The operations.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        .. AccountOperations.All,
        .. BillOperations.All,
        .. PaymentOperations.All,
        .. TreatmentOperations.All,
        .. ContactOperations.All,
        .. PersonOperations.All,
        .. PersonRecordOperations.All,
        .. ReplyOperations.All,
        .. ScriptOperations.All,
        .. new PublishedOperations(PublishedKind.ContactPolicies).All,
        .. new PublishedOperations(PublishedKind.Policies).All,
        .. new PublishedOperations(PublishedKind.Calendars).All,
        .. new PublishedOperations(PublishedKind.Templates).All,
        .. WhatIfOperations.All,
        .. PreviewOperations.All,
        .. JobOperations.All,
        .. TaskOperations.All,
        .. CustomerLinkOperations.All,
        .. CampaignOperations.All,
        .. CallerOperations.All,
        .. DncOperations.All,
        .. NumberOperations.All,
        .. ComplaintOperations.All,
        .. EvidenceOperations.All,
        .. EventOperations.All,
        .. TenantOperations.All,
        .. ApiKeyOperations.All,
    ];
}
