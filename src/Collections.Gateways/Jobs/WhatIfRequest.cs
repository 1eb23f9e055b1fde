using Collections.Domain.Jobs;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Kernel.Documents;
using Collections.Runtime;
using Collections.Runtime.Ports;

namespace Collections.Gateways.Jobs;

/// <summary>Somebody asks what a draft of a policy would do.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Policy">The name the draft goes by.</param>
/// <param name="Source">The draft as its author wrote it.</param>
/// <param name="Mode"><c>now</c> or <c>backtest</c>; null is <c>now</c>.</param>
public sealed record WhatIfRequest(string Tenant, string Policy, SourceDocument Source, string? Mode = null)
{
    /// <summary>A new address for the job of a what-if: <c>wif_</c> and 16 hex digits of chance.</summary>
    public static EntityKey NewJob(string tenant, IEntropy entropy)
    {
        Span<byte> chance = stackalloc byte[8];
        entropy.Fill(chance);
        return new EntityKey(tenant, JobDecider.Kind, $"wif_{Convert.ToHexStringLower(chance)}");
    }

    /// <summary>
    /// Starts the job; the answer comes as soon as it is durable, the walk goes on behind. Its state is a
    /// <see cref="Job"/>, shown by <see cref="JobView"/>. Refusals: see <see cref="JobCommand.StartWhatIf"/>; a text
    /// that does not parse is refused alike.
    /// </summary>
    /// <param name="engine">The engine.</param>
    /// <param name="job">The job, see <see cref="NewJob"/>.</param>
    /// <param name="options">Who asks; null for the system.</param>
    public async ValueTask<Answer> StartAsync(Engine engine, EntityKey job, AskOptions? options = null)
    {
        if (Source.Document is not { } document)
        {
            return new Answer(Outcome.Rejected, 0, null) { Rejection = Unreadable(Source.Faults) };
        }

        var start = new JobCommand.StartWhatIf(Policy, JsonDocuments.Write(document), Mode ?? "now");
        return await engine.AskAsync(job, start, options);
    }

    private static Rejection Unreadable(IReadOnlyList<Fault> faults) =>
        new(RejectionClass.Invalid, "invalid_request", "The policy does not parse.")
        {
            Fields =
            [
                .. faults
                    .Where(fault => fault.Severity == Severity.Error)
                    .Select(fault => new FieldFault(fault.Path, fault.Code, fault.Message)),
            ],
        };
}
