using Collections.Domain.Accounts;
using Collections.Domain.Complaints;
using Collections.Domain.Contacts;
using Collections.Domain.Numbers;
using Collections.Domain.Tasks;
using Collections.Kernel;
using Collections.Runtime.Kinds;
using Collections.Runtime.Ports;
using Collections.Simulation.Runs;
using NodaTime;

namespace Collections.Simulation.Canaries;

/// <summary>The planted mistakes. The auditor must notice each within fifty seeds, or it is asleep.</summary>
internal static class CanaryList
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new OfCommits("wake-up not written", commit => commit.Version % 4 == 0 ? commit with { Wake = null } : commit),
        new OfCommits("kept answer forgotten", commit => commit with { Answer = null }),
        new OfCommits("messages lost", commit => commit.Version % 5 == 0 ? WithoutMessages(commit) : commit),
        new OfCommits("record rewritten", commit => commit.Version % 50 == 0 ? Rewritten(commit) : commit),
        new OfEffects(),
        new OfKind("wakes a day late", AccountDecider.Kind, kind => new MutantKind(kind)
        {
            Wakes = wake => wake + Duration.FromDays(1),
        }),
        new OfKind("contact hours ignored", PersonDecider.Kind, kind => new MutantKind(kind)
        {
            Times = at => at + Duration.FromHours(9),
        }),
        Dropping("opt-out ignored", PersonDecider.Kind, happened => happened is PersonEvent.OptedOut),
        Changing("state exaggerated", AccountDecider.Kind, happened =>
            happened is AccountEvent.OverdueChanged { From: "REMINDER", To: "WARNING" } changed
                ? changed with { To = "SUSPENDED" }
                : happened),
        Dropping("paid bill stays open", AccountDecider.Kind, happened => happened is AccountEvent.BillPaid),
        Dropping("bucket not crossed", AccountDecider.Kind, happened => happened is AccountEvent.BucketChanged),
        Changing("money minted", AccountDecider.Kind, happened =>
            happened is AccountEvent.PaymentSettled { UnappliedMinor: > 0 } settled
                ? settled with { UnappliedMinor = settled.UnappliedMinor + 1 }
                : happened),
        Changing("reversal halved", AccountDecider.Kind, happened =>
            happened is AccountEvent.PaymentReversed { FromUnappliedMinor: > 1 } reversed
                ? reversed with { FromUnappliedMinor = reversed.FromUnappliedMinor / 2 }
                : happened),
        Seeing("calls of the person forgotten", PersonDecider.Kind, state => ((Person)state) with { History = [] }),
        Seeing(
            "calls over the number forgotten", NumberDecider.Kind, state => ((NumberRecord)state) with { Marks = [] }),
        Seeing("claim given twice", CollectionTask.Kind, state => ((CollectionTask)state) with { Claim = null }),
        new OfKind("lists not looked at", PersonDecider.Kind, kind => new MutantKind(kind) { LooksNowhere = true }),
        new OfKind("last word not asked", PersonDecider.Kind, kind => new MutantKind(kind) { Answers = AlwaysAllow }),
        Dropping("legal hold ignored", PersonDecider.Kind, happened => happened is PersonEvent.LegalHoldPlaced),
        Dropping("quiet days ignored", PersonDecider.Kind, happened => happened is PersonEvent.QuietDatesSet),
        Dropping("moved account keeps its hours", PersonDecider.Kind, happened => happened is PersonEvent.ZoneChanged),
        Dropping(
            "call never settled", PersonDecider.Kind, happened => happened is PersonEvent.Settled { Template: "" }),
        Dropping(
            "child not told its debt", AccountDecider.Kind, happened => happened is AccountEvent.ParentDebtChanged),
        new OfCommits(
            "complaint not passed on",
            commit => commit.Key.Kind == Complaint.Kind ? WithoutMessages(commit) : commit),
    ];

    private static OfKind Dropping(string name, string kind, Func<object, bool> dropped) =>
        new(name, kind, honest => new MutantKind(honest)
        {
            Turns = (state, turn, at) => turn.Events.Any(dropped)
                ? Refolded(honest, state, turn, ([.. turn.Events.Where(each => !dropped(each))], at))
                : turn,
        });

    private static OfKind Seeing(string name, string kind, Func<object, object> seen) =>
        new(name, kind, honest => new MutantKind(honest) { Sees = seen });

    /// <summary>What was permitted once is permitted, whatever happened since.</summary>
    private static Turn? AlwaysAllow(object state, ICommand command) => command is PersonCommand.ConfirmContact
        ? new Turn
        {
            State = state,
            Events = [],
            Report = new ContactPermission(GateAnswer.Allow, null, [], Instant.MinValue),
        }
        : null;

    private static OfKind Changing(string name, string kind, Func<object, object> changed) =>
        new(name, kind, honest => new MutantKind(honest)
        {
            Turns = (state, turn, at) => turn.Events.Count > 0
                ? Refolded(honest, state, turn, ([.. turn.Events.Select(changed)], at))
                : turn,
        });

    private static Turn Refolded(
        EntityKind kind, object before, Turn turn, (IReadOnlyList<object> Events, Instant At) happened)
    {
        var state = happened.Events.Aggregate(before, (folded, each) => kind.Evolve(folded, each, happened.At));
        return new Turn
        {
            State = state,
            Events = happened.Events,
            Messages = turn.Messages,
            SideRows = turn.SideRows,
            Rejection = turn.Rejection,
            Report = turn.Report,
        };
    }

    private static Commit WithoutMessages(Commit commit) =>
        commit with { Records = [.. commit.Records.Select(record => record with { Messages = [] })] };

    private static Commit Rewritten(Commit commit) => commit with
    {
        Records =
        [
            .. commit.Records.Select(record =>
            {
                var bytes = record.Bytes.ToArray();
                bytes[^3] = (byte)' ';
                return record with { Bytes = bytes };
            }),
        ],
    };

    private sealed class OfCommits(string name, Func<Commit, Commit> change) : Mutant
    {
        public override string Name => name;

        public override IReadOnlyList<Commit> Commits(IReadOnlyList<Commit> commits) => [.. commits.Select(change)];
    }

    private sealed class OfEffects : Mutant
    {
        public override string Name => "unstable effect key";

        public override string EffectKey(string key, int attempt) => $"{key}-{attempt}";
    }

    private sealed class OfKind(string name, string kind, Func<EntityKind, EntityKind> change) : Mutant
    {
        public override string Name => name;

        public override EntityKind Kind(EntityKind honest) => honest.Name == kind ? change(honest) : honest;
    }
}
