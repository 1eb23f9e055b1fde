using Collections.Domain.Access;
using Collections.Domain.Accounts;
using Collections.Domain.Callers;
using Collections.Domain.Campaigns;
using Collections.Domain.Complaints;
using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Domain.Jobs;
using Collections.Domain.Lists;
using Collections.Domain.Numbers;
using Collections.Domain.Tasks;
using Collections.Runtime.Configuration;
using Collections.Runtime.Kinds;

namespace Collections.Gateways.Composition;

/// <summary>The kinds of entities that this build runs, and how a tenant's configuration is built.</summary>
public static class ProductKinds
{
    /// <summary>A registry of all kinds.</summary>
    public static KindRegistry Registry() => new(
        new EntityKind<AccountDecider, Account, AccountCommand, AccountEvent, TenantConfiguration>(
            AccountDecider.Kind, Account.SchemaNumber, AccountJson.Default),
        Publications<PolicyDocument>(),
        Publications<CalendarDocument>(),
        Publications<TemplateDocument>(),
        Publications<ContactPolicyDocument>(),
        new EntityKind<PersonDecider, Person, PersonCommand, PersonEvent, TenantConfiguration>(
            PersonDecider.Kind, Person.SchemaNumber, PersonJson.Default),
        new EntityKind<TaskDecider, CollectionTask, TaskCommand, TaskEvent, TenantConfiguration>(
            TaskDecider.Kind, CollectionTask.SchemaNumber, TaskJson.Default),
        new EntityKind<CampaignDecider, Campaign, CampaignCommand, CampaignEvent, TenantConfiguration>(
            CampaignDecider.Kind, Campaign.SchemaNumber, CampaignJson.Default),
        new EntityKind<TenantDecider, Tenant, TenantCommand, TenantEvent, TenantConfiguration>(
            TenantDecider.Kind, Tenant.SchemaNumber, TenantJson.Default),
        new EntityKind<JobDecider, Job, JobCommand, JobEvent, TenantConfiguration>(
            JobDecider.Kind, Job.SchemaNumber, JobJson.Default),
        new EntityKind<NumberDecider, NumberRecord, NumberCommand, NumberEvent, TenantConfiguration>(
            NumberDecider.Kind, NumberRecord.SchemaNumber, NumberJson.Default),
        new EntityKind<CallerDecider, CallerNumber, CallerCommand, CallerEvent, TenantConfiguration>(
            CallerDecider.Kind, CallerNumber.SchemaNumber, CallerJson.Default),
        new EntityKind<ComplaintDecider, Complaint, ComplaintCommand, ComplaintEvent, TenantConfiguration>(
            ComplaintDecider.Kind, Complaint.SchemaNumber, ComplaintJson.Default),
        new EntityKind<ListDecider, MemberList, ListCommand, ListEvent, TenantConfiguration>(
            ListDecider.Kind, MemberList.SchemaNumber, ListJson.Default),
        new EntityKind<ApiKeyDecider, ApiKey, ApiKeyCommand, ApiKeyEvent, TenantConfiguration>(
            ApiKeyDecider.Kind, ApiKey.SchemaNumber, ApiKeyJson.Default));

    /// <summary>A kind of published documents.</summary>
    public static EntityKind Publications<TDocument>()
        where TDocument : IPublishedDocument =>
        new EntityKind<
            PublicationDecider<TDocument>, PublishedState, PublicationCommand, PublicationEvent, TenantConfiguration>(
            TDocument.Kind, PublishedState.SchemaNumber, PublicationJson.Default);

    /// <summary>How configurations are built.</summary>
    public static ConfigurationSource Configurations() =>
        new ConfigurationSource<TenantConfiguration, TenantConfigurationFold>();
}
