using Collections.Gateways.Tasks;
using Collections.Runtime.Ports;
using Collections.Server.Api.Access;
using Collections.Server.Api.Http;

namespace Collections.Server.Api.Operations;

/// <summary>What all calls of one API share.</summary>
internal sealed class ApiServer
{
    private int _streams;

    public ApiServer(ApiSetup setup)
    {
        Setup = setup;
        Authentication = new Authentication(setup);
        Gate = new CommandGate(setup.Limits, setup.Time);
        Rows = setup.Rows ?? (IRowQueries)setup.Engine.Setup.Log;
        Tasks = new TaskQueue(setup.Engine, Rows);
    }

    /// <summary>What it works on.</summary>
    public ApiSetup Setup { get; }

    /// <summary>Who calls.</summary>
    public Authentication Authentication { get; }

    /// <summary>How many commands wait.</summary>
    public CommandGate Gate { get; }

    /// <summary>Lists with filters.</summary>
    public IRowQueries Rows { get; }

    /// <summary>Hands out the tasks of worklists.</summary>
    public TaskQueue Tasks { get; }

    /// <summary>Chance for ids and keys.</summary>
    public IEntropy Entropy { get; } = new SystemEntropy();

    /// <summary>Lets one more event stream be open; false when there are too many.</summary>
    public bool TryOpenStream()
    {
        if (Interlocked.Increment(ref _streams) <= Setup.Limits.StreamsMax)
        {
            return true;
        }

        CloseStream();
        return false;
    }

    /// <summary>A stream was closed.</summary>
    public void CloseStream() => Interlocked.Decrement(ref _streams);
}
