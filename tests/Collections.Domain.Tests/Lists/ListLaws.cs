using System.Text.Json.Serialization;
using Collections.Domain.Lists;
using Collections.Domain.Tests.Laws;
using Collections.Kernel;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Collections.Domain.Tests.Lists;

public sealed class ListLaws : DeciderLaws<ListDecider, MemberList, ListCommand, ListEvent>
{
    private static readonly Gen<string> Members = Gen.Elements(new string('a', 64), new string('b', 64), "13800000001");

    protected override JsonSerializerContext Json => ListJson.Default;

    protected override Gen<EntityKey> Keys =>
        Gen.Elements("dnc", "vip").Select(id => new EntityKey("default", ListDecider.Kind, id));

    protected override Gen<ListCommand> First => Gen.Elements(ListKind.Black, ListKind.White).Select(
        kind => (ListCommand)new ListCommand.PutList(new ListTerms(kind, ListScope.Tenant)));

    protected override Gen<ListCommand> Commands => Gen.Frequency(
        (1, First),
        (1, Gen.Elements("sms", "no code").Select(channel => (ListCommand)new ListCommand.PutList(
            new ListTerms(ListKind.Dnc, ListScope.Tenant) { Channels = [channel] }))),
        (6, Members.SelectMany(
            member => Gen.Elements<Instant?>(null, Start - Duration.FromDays(1), Start + Duration.FromDays(400)),
            (member, until) => (ListCommand)new ListCommand.AddMember(member, "asked", "phone", until))),
        (2, Members.Select(member => (ListCommand)new ListCommand.AddMembers(
            "import1", [new NewMember(member, "register file", null)]))),
        (5, Members.Select(member => (ListCommand)new ListCommand.RequestRemoval(member, "mistake"))),
        (1, Gen.Constant((ListCommand)new ListCommand.ApproveRemoval("rmv_unknown"))),
        (1, Gen.Constant((ListCommand)new ListCommand.RejectRemoval("rmv_unknown"))));
}
