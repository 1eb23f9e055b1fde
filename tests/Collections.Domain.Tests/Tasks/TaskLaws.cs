using System.Text.Json.Serialization;
using Collections.Domain.Tasks;
using Collections.Domain.Tests.Laws;
using Collections.Kernel;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Domain.Tests.Tasks;

public sealed class TaskLaws : DeciderLaws<TaskDecider, CollectionTask, TaskCommand, TaskEvent>
{
    protected override JsonSerializerContext Json => TaskJson.Default;

    protected override Gen<EntityKey> Keys => Gen.Constant(new EntityKey("default", TaskDecider.Kind, "t1"));

    protected override int EventsMax => 1;

    protected override Gen<TaskCommand> Commands => Gen.Frequency(
        (4, Gen.Elements("call", "visit", " ").Select(kind => (TaskCommand)new TaskCommand.CreateTask(
            new TaskTerms { AccountId = "a1", PersonId = "c1", Kind = kind, Queue = "field", Step = "call" }))),
        (2, Gen.Elements("promise", "no_answer", "free text").Select(o => (TaskCommand)new TaskCommand.CloseTask(o))),
        (1, Gen.Elements("paid", string.Empty).Select(r => (TaskCommand)new TaskCommand.CancelTask(r))),
        (3, Gen.Elements("agent1", "agent2", null, "x y").Select(to => (TaskCommand)new TaskCommand.AssignTask(to))));
}
