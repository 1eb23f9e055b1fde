using Collections.Runtime.Ports;
using Collections.Server.Api.Access;
using Collections.Server.Api.Http;

namespace Collections.Server.Api.Operations;

/// <summary>What all calls of one API share.</summary>
internal sealed class ApiServer
{
    public ApiServer(ApiSetup setup)
    {
        Setup = setup;
        Authentication = new Authentication(setup);
        Gate = new CommandGate(setup.Limits, setup.Time);
    }

    /// <summary>What it works on.</summary>
    public ApiSetup Setup { get; }

    /// <summary>Who calls.</summary>
    public Authentication Authentication { get; }

    /// <summary>How many commands wait.</summary>
    public CommandGate Gate { get; }

    /// <summary>Chance for ids and keys.</summary>
    public IEntropy Entropy { get; } = new SystemEntropy();
}
