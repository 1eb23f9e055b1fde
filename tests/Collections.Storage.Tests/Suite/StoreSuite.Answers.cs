using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Storage.Tests.Suite;

public abstract partial class StoreSuite
{
    [Fact]
    public async Task An_answer_is_kept_with_the_commit_until_it_expires()
    {
        var answer = Make.Answer("key:1");
        await CommitAsync(Make.New(Make.Account("a")) with { Answer = answer });

        var kept = await Store.FindAnswerAsync("default", "key:1", answer.ExpiresAt - Duration.FromMilliseconds(1));

        Assert.NotNull(kept);
        Assert.Equal(
            (answer.Scope, answer.RequestHash, answer.ExpiresAt), (kept.Scope, kept.RequestHash, kept.ExpiresAt));
        AssertSameBytes(answer.Body, kept.Body);
        Assert.Null(await Store.FindAnswerAsync("default", "key:1", answer.ExpiresAt));
    }

    [Fact]
    public async Task A_second_answer_under_one_scope_fails_with_its_whole_commit()
    {
        await CommitAsync(Make.New(Make.Account("a")) with { Answer = Make.Answer("key:1") });

        var outcomes = await Store.CommitAsync(
        [
            Make.New(Make.Account("b")) with { Answer = Make.Answer("key:1", 73), Wake = Make.Start },
            Make.New(Make.Account("c")) with { Answer = Make.Answer("key:2") },
        ]);

        Assert.Equal(
            [CommitResult.AnswerExists, CommitResult.Committed], outcomes.Select(outcome => outcome.Result));
        Assert.Null((await Store.LoadAsync([Make.Account("b")]))[0]);
        Assert.Equal(["a", "c"], (await Log.ReadLogAsync(0, 10)).Select(record => record.Key.Id));
        Assert.Empty(await Store.ClaimDueAsync(Make.Start, 10));
    }

    [Fact]
    public async Task Of_two_commits_of_a_batch_under_one_scope_one_wins()
    {
        var outcomes = await Store.CommitAsync(
        [
            Make.New(Make.Account("a")) with { Answer = Make.Answer("key:1") },
            Make.New(Make.Account("b")) with { Answer = Make.Answer("key:1") },
        ]);

        Assert.Equal(
            [CommitResult.Committed, CommitResult.AnswerExists], outcomes.Select(outcome => outcome.Result));
    }

    [Fact]
    public async Task A_commit_that_conflicts_keeps_no_answer()
    {
        var stale = await CommitAsync(Make.New(Make.Account("a")));
        await CommitAsync(Make.Next(stale));

        var outcomes = await Store.CommitAsync(
        [
            Make.Next(stale) with { Answer = Make.Answer("key:1") },
            Make.New(Make.Account("b")) with { Answer = Make.Answer("key:1") },
        ]);

        Assert.Equal(
            [CommitResult.VersionConflict, CommitResult.Committed], outcomes.Select(outcome => outcome.Result));
    }

    [Fact]
    public async Task A_repetition_of_a_commit_learns_that_its_answer_exists()
    {
        var commit = Make.New(Make.Account("a")) with { Answer = Make.Answer("key:1") };
        await CommitAsync(commit);

        Assert.Equal(CommitResult.AnswerExists, await ResultOfAsync(commit));
    }

    [Fact]
    public async Task A_refused_request_keeps_its_answer_and_changes_nothing_else()
    {
        var stored = await CommitAsync(Make.New(Make.Account("a")));

        var after = await CommitAsync(Make.Next(stored, records: 0) with { Answer = Make.Answer("key:1") });

        Assert.Equal((stored.Version, stored.Hash, stored.Handle), (after.Version, after.Hash, after.Handle));
        Assert.Equal(1, await Log.LastSequenceAsync());
        Assert.NotNull(await Store.FindAnswerAsync("default", "key:1", Make.Start));
    }

    [Fact]
    public async Task A_refused_request_to_an_unknown_entity_makes_no_entity()
    {
        var refused = Make.New(Make.Account("ghost"), records: 0) with { Answer = Make.Answer("key:1") };

        var outcome = (await Store.CommitAsync([refused]))[0];

        Assert.Equal(new CommitOutcome(CommitResult.Committed, StoreHandle.None), outcome);
        Assert.Null((await Store.LoadAsync([refused.Key]))[0]);
        Assert.NotNull(await Store.FindAnswerAsync("default", "key:1", Make.Start));
        await CommitAsync(Make.New(Make.Account("ghost")));
        Assert.Equal(
            CommitResult.VersionConflict, await ResultOfAsync(refused with { Answer = Make.Answer("key:2") }));
    }

    [Fact]
    public async Task An_expired_answer_that_nobody_deleted_does_not_block_its_scope()
    {
        await CommitAsync(Make.New(Make.Account("a")) with { Answer = Make.Answer("key:1", 72) });
        var later = Make.Answer("key:1", 144) with { RequestHash = new string('f', 64) };

        await CommitAsync(Make.New(Make.Account("b")) with { Answer = later });

        var kept = await Store.FindAnswerAsync("default", "key:1", Make.Start + Duration.FromHours(72));
        Assert.Equal(later.RequestHash, kept?.RequestHash);
    }

    [Fact]
    public async Task Expired_answers_are_deleted_up_to_the_limit_and_no_others()
    {
        for (var hours = 1; hours <= 5; hours++)
        {
            await CommitAsync(Make.New(Make.Account($"a{hours}")) with { Answer = Make.Answer($"key:{hours}", hours) });
        }

        var now = Make.Start + Duration.FromHours(3);

        Assert.Equal(2, await Store.DeleteExpiredAnswersAsync(now, 2));
        Assert.Equal(1, await Store.DeleteExpiredAnswersAsync(now, 2));
        Assert.Equal(0, await Store.DeleteExpiredAnswersAsync(now, 2));
        Assert.NotNull(await Store.FindAnswerAsync("default", "key:4", now));
        Assert.Null(await Store.FindAnswerAsync("default", "key:3", Make.Start));
    }

    [Fact]
    public async Task A_configuration_number_is_given_once_per_tenant()
    {
        await CommitAsync(Publishing("a", Make.Publication(1)));

        var outcomes = await Store.CommitAsync(
        [
            Publishing("b", Make.Publication(1, "other")) with { Answer = Make.Answer("key:1") },
            Publishing("c", Make.Publication(2)),
            Publishing("d", Make.Publication(1), tenant: "second"),
        ]);

        Assert.Equal(
            [CommitResult.NumberTaken, CommitResult.Committed, CommitResult.Committed],
            outcomes.Select(outcome => outcome.Result));
        Assert.Null((await Store.LoadAsync([Make.Account("b")]))[0]);
        Assert.Null(await Store.FindAnswerAsync("default", "key:1", Make.Start));
        Assert.Equal([Make.Publication(1), Make.Publication(2)], await Store.ReadPublicationsAsync("default", 0));
        Assert.Equal([Make.Publication(2)], await Store.ReadPublicationsAsync("default", 1));
        Assert.Equal([Make.Publication(1)], await Store.ReadPublicationsAsync("second", 0));
    }

    [Fact]
    public async Task Of_two_publications_of_a_batch_with_one_number_one_wins()
    {
        var outcomes = await Store.CommitAsync(
            [Publishing("a", Make.Publication(1)), Publishing("b", Make.Publication(1, "other"))]);

        Assert.Equal(
            [CommitResult.Committed, CommitResult.NumberTaken], outcomes.Select(outcome => outcome.Result));
    }

    [Fact]
    public async Task A_commit_that_did_not_know_a_publication_of_its_tenant_fails()
    {
        await CommitAsync(Publishing("a", Make.Publication(1)));

        var outcomes = await Store.CommitAsync(
        [
            Make.New(Make.Account("b")) with { PublicationsKnown = 0 },
            Make.New(Make.Account("c")) with { PublicationsKnown = 1 },
            Make.New(Make.Account("d", "second")) with { PublicationsKnown = 0 },
        ]);

        Assert.Equal(
            [CommitResult.PublicationUnknown, CommitResult.Committed, CommitResult.Committed],
            outcomes.Select(outcome => outcome.Result));
        Assert.Null((await Store.LoadAsync([Make.Account("b")]))[0]);
    }

    private static Commit Publishing(string id, Publication publication, string tenant = "default") =>
        Make.New(Make.Account(id, tenant)) with { SideRows = [new SideRow.Publish(publication)] };
}
