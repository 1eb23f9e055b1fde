using Collections.Domain.Accounts;
using Collections.Domain.Complaints;
using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Domain.Lists;
using Collections.Domain.Numbers;
using Collections.Domain.Tasks;
using Collections.Kernel;
using Collections.Simulation.Workload;

namespace Collections.Torture.Tests.Cluster.Requests;

/// <summary>
/// What the simulation asks of an engine as requests to the API. Whatever it may ask can be said here: a command without
/// words is a fault of the test, never left out.
/// </summary>
/// <param name="accountOf">An account of a person; the API names contacts by accounts.</param>
internal sealed class Translation(Func<string, string> accountOf)
{
    /// <summary>The request that asks the same.</summary>
    /// <param name="ask">What is asked.</param>
    /// <param name="treatmentId">The treatment that a template's name stands for, where one is worked by hand.</param>
    public HttpAsk Of(Ask ask, string? treatmentId = null)
    {
        var id = ask.Key.Id;
        return ask.Command switch
        {
            AccountCommand command =>
                AccountRequests.Of(id, command)
                ?? MoneyRequests.Of(id, command)
                ?? TreatmentRequests.Of(id, command, treatmentId)
                ?? throw Untold(command),
            PersonCommand command => PersonRequests.Of(id, command, accountOf) ?? throw Untold(command),
            ComplaintCommand command => ComplaintRequests.Of(id, command) ?? throw Untold(command),
            ListCommand command => NumberRequests.Of(id, command) ?? throw Untold(command),
            NumberCommand command => NumberRequests.Of(id, command) ?? throw Untold(command),
            TaskCommand command => TaskRequests.Of(id, command) ?? throw Untold(command),
            PublicationCommand.Publish publish => PolicyRequests.Of(ask.Key, publish),
            _ => throw Untold(ask.Command),
        };
    }

    private static InvalidOperationException Untold(ICommand command) =>
        new($"The API has no words for {command.GetType().Name}, which a script asks.");
}
