using System.Text.Json.Serialization;
using Collections.Domain.Campaigns;
using Collections.Domain.Tasks;
using Collections.Domain.Tests.Laws;
using Collections.Kernel;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Domain.Tests.Campaigns;

public sealed class CampaignLaws : DeciderLaws<CampaignDecider, Campaign, CampaignCommand, CampaignEvent>
{
    protected override JsonSerializerContext Json => CampaignJson.Default;

    protected override Gen<EntityKey> Keys =>
        Gen.Elements("spring", new string('k', 64)).Select(id => new EntityKey("default", CampaignDecider.Kind, id));

    protected override int EventsMax => 1;

    protected override Gen<CampaignCommand> Commands =>
        from name in Gen.Elements("Spring", "Autumn", " ")
        from strategy in Gen.Elements(
            new TaskStrategy(),
            new TaskStrategy { TimeZone = "Asia/Shanghai", Window = ["09:00-12:00"], MaxAttempts = 2 },
            new TaskStrategy { MaxAttempts = TaskStrategy.AttemptsMax + 1 })
        from dialer in Gen.Elements<CampaignDialer?>(
            null,
            new CampaignDialer { Type = "ai", Concurrency = 5, CallerIds = [new CampaignCallerId("+861062345678", false)] },
            new CampaignDialer { Type = "manual", Concurrency = 0 })
        from webhook in Gen.Elements<CampaignWebhook?>(
            null,
            new CampaignWebhook { Events = ["call.completed"], Address = "https://hooks.example/x", Legacy = true })
        from secret in Gen.Elements<SealedText?>(
            null,
            new SealedText("campaign:spring", new string('d', 64), new byte[] { 1, 2 }))
        from accepted in Gen.Choose(0, 2)
        select (CampaignCommand)new CampaignCommand.CreateCampaign(
            new CampaignTerms { Name = name, Strategy = strategy, Dialer = dialer, Webhook = webhook },
            new CampaignIntake(accepted, 0, 1),
            secret);
}
