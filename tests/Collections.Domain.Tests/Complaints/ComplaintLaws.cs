using System.Text.Json.Serialization;
using Collections.Domain.Complaints;
using Collections.Domain.Tests.Laws;
using Collections.Kernel;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Collections.Domain.Tests.Complaints;

public sealed class ComplaintLaws : DeciderLaws<ComplaintDecider, Complaint, ComplaintCommand, ComplaintEvent>
{
    protected override JsonSerializerContext Json => ComplaintJson.Default;

    protected override Gen<EntityKey> Keys =>
        Gen.Elements("k1", new string('k', 64)).Select(id => new EntityKey("default", ComplaintDecider.Kind, id));

    protected override Gen<ComplaintCommand> First =>
        from days in Gen.Choose(-2, 3)
        from hours in Gen.Elements(1, 72, 400, 0)
        from channel in Gen.Elements<string?>(null, "phone", "no code")
        from said in Gen.Elements<SealedText?>(null, new SealedText("c1", new string('d', 64), new byte[] { 1, 2 }))
        select (ComplaintCommand)new ComplaintCommand.FileComplaint(
            new ComplaintTerms
            {
                PersonId = "c1",
                AccountId = "a1",
                Source = "phone",
                Category = "harassment",
                Channel = channel,
                ReceivedAt = Start + Duration.FromDays(days),
                SlaHours = hours,
            },
            said)
        {
            ContactIds = ["n2", "n1"],
        };

    protected override Gen<ComplaintCommand> Commands => Gen.Frequency(
        (1, First),
        (3, Gen.Elements("n1", "n3", "no id").Select(
            id => (ComplaintCommand)new ComplaintCommand.LinkComplaint([id], ["t1"]))),
        (3, Gen.Elements<string?>("agent1", null, "x y").Select(
            to => (ComplaintCommand)new ComplaintCommand.AssignComplaint(to))),
        (3, Gen.Elements(true, false).Select(
            upheld => (ComplaintCommand)new ComplaintCommand.ResolveComplaint(upheld, "talked"))),
        (2, Gen.Elements("again", string.Empty).Select(
            reason => (ComplaintCommand)new ComplaintCommand.ReopenComplaint(reason))));
}
