using System.Text.Json;
using Collections.Kernel;

namespace Collections.Domain.Jobs;

/// <summary>What the runner is asked to do; enough to go on without reading the job.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Work">What it does.</param>
/// <param name="Number">The configuration number it is about.</param>
/// <param name="AfterId">Go on after this entity; null for the start.</param>
public sealed record RunnerRequest(string JobId, string Work, long Number, string? AfterId)
{
    /// <summary>The gateway that runs jobs.</summary>
    public const string GatewayKind = "job-runner";

    /// <summary>The message type.</summary>
    public const string TypeName = "runJob";

    /// <summary>The message that asks the runner to go on with a running job.</summary>
    public static Message For(Job job)
    {
        var request = new RunnerRequest(job.Id, job.Work ?? string.Empty, job.Number, job.AfterId);
        var body = JsonSerializer.SerializeToUtf8Bytes(request, JobJson.Default.RunnerRequest);
        return new Message(new EntityKey(job.Tenant, GatewayKind, job.Id), TypeName, body);
    }
}
