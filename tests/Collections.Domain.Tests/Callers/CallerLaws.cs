using System.Text.Json.Serialization;
using Collections.Domain.Callers;
using Collections.Domain.Tests.Laws;
using Collections.Kernel;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Collections.Domain.Tests.Callers;

public sealed class CallerLaws : DeciderLaws<CallerDecider, CallerNumber, CallerCommand, CallerEvent>
{
    protected override JsonSerializerContext Json => CallerJson.Default;

    protected override Gen<EntityKey> Keys =>
        Gen.Elements("861062345678", "12125552368").Select(id => new EntityKey("default", CallerDecider.Kind, id));

    protected override Gen<CallerCommand> Commands => Gen.Frequency(
        (4, from source in Gen.Elements("carrier_letter", "contract", "no code")
            from until in Gen.Elements<Instant?>(null, Start - Duration.FromDays(1), Start + Duration.FromDays(40))
            select (CallerCommand)new CallerCommand.VerifyCaller(source, until)),
        (2, Gen.Elements("returned", "no code").Select(
            reason => (CallerCommand)new CallerCommand.WithdrawCaller(reason))));
}
