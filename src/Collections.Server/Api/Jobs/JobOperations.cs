using System.Text.Json;
using Collections.Domain.Jobs;
using Collections.Kernel;
using Collections.Runtime.Ports;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Jobs;

/// <summary>Long work: how far it is, and what an operator does about it.</summary>
internal static class JobOperations
{
    private const string Tag = "Jobs";

    private const string List = "jobs";

    private static readonly string[] Phases = ["running", "completed", "failed", "cancelled"];

    private static readonly Schema Result = AnswerWith(
        "WhatIfResult",
        [new("days", List(Anything))],
        new("accounts", Whole),
        new("assignment", Anything),
        new("states", List(Anything)),
        new("moves", List(Anything)),
        new("treatments", List(Anything)),
        new("actions", List(Anything)));

    private static readonly Schema Evidence = Answer(
        "BacktestEvidence",
        new("from", Shape.Instant),
        new("until", Shape.Instant),
        new("draft", Said),
        new("configuration", Whole),
        new("decisions", Whole),
        new("refused", Whole),
        new("inputs", Said),
        new("result", Said));

    public static readonly Schema Job = AnswerWith(
        "Job",
        [
            new("policy", Id),
            new("draftVersion", Whole),
            new("mode", Word("now", "backtest")),
            new("result", Result),
            new("evidence", Evidence),
        ],
        new("jobId", Id),
        new("work", Said.OrNull()),
        new("status", Word(Phases)),
        new("configuration", Whole),
        new("looked", Whole),
        new("changed", Whole),
        new("startedAt", Shape.Instant.OrNull()),
        new("endedAt", Shape.Instant.OrNull()),
        new("error", Said.OrNull()));

    public static IReadOnlyList<Operation> All =>
    [
        new("listJobs", "GET", "/jobs", ListAsync)
        {
            Tag = Tag,
            Summary = "Lists jobs by id.",
            Answer = Page(Job),
            Query = [new("status", Word(Phases), "The status."), .. Paging.Parameters],
        },
        new("getJob", "GET", "/jobs/{jobId}", GetAsync)
        {
            Tag = Tag,
            Summary = "How far a job is.",
            Answer = Job,
        },
        Verb("cancelJob", "cancel", "Ends a job before its end; what it did stays done.", new JobCommand.CancelJob()),
        Verb("resumeJob", "resume", "Lets a failed job go on where it stood.", new JobCommand.ResumeJob()),
    ];

    private static Operation Verb(string id, string verb, string summary, JobCommand command) =>
        new(id, "POST", $"/jobs/{{jobId}}/{verb}", call => WithoutBody.Refuse(call) is { } refused
            ? ValueTask.FromResult(refused)
            : call.AskAsync(call.Key(JobDecider.Kind, call.Part("jobId")), command, Reply))
        {
            Tag = Tag,
            Summary = summary,
            Body = WithoutBody.Schema,
            BodyOptional = true,
            Answer = Job,
        };

    private static async ValueTask<ApiReply> GetAsync(ApiCall call)
    {
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var id = call.Part("jobId");
        return await call.Engine.ReadAsync(call.Key(JobDecider.Kind, id)) is
            (Domain.Jobs.Job { Phase: not JobPhase.Announced } job, var version)
            ? ApiReply.Ok(JobView.Of(job), version)
            : call.Refuse(Rejection.Unknown("job_unknown", $"There is no job '{id}'."));
    }

    private static async ValueTask<ApiReply> ListAsync(ApiCall call)
    {
        var query = new RowQuery(call.Caller.Tenant, JobDecider.Kind)
        {
            Limit = call.Query.Limit() + 1,
            AfterId = Cursor.From(call.Query, List),
            Status = call.Query.Word("status", Phases),
        };
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var found = new List<Domain.Jobs.Job>();
        foreach (var row in await call.Server.Rows.FindAsync(query))
        {
            if (await call.Engine.ReadAsync(row.Key) is (Domain.Jobs.Job job, _))
            {
                found.Add(job);
            }
        }

        return Paging.Reply(new Page<Domain.Jobs.Job>(List, found, query.Limit - 1), Write, job => job.Id);
    }

    private static ApiReply Reply(Runtime.Answer answer) =>
        ApiReply.Ok(JobView.Of((Domain.Jobs.Job)answer.State!), answer.Version);

    private static void Write(Utf8JsonWriter writer, Domain.Jobs.Job job) =>
        writer.WriteRawValue(JobView.Of(job), skipInputValidation: true);
}
