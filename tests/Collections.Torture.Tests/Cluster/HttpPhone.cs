using Collections.Simulation.Faults;
using NodaTime;

namespace Collections.Torture.Tests.Cluster;

/// <summary>The telephone network of the simulation in real time, with its ledger.</summary>
/// <param name="seed">How calls end.</param>
internal sealed class HttpPhone(long seed)
{
    private readonly List<MadeCall> _ledger = [];

    /// <summary>The calls that rang, in order.</summary>
    public IReadOnlyList<MadeCall> Ledger
    {
        get
        {
            lock (_ledger)
            {
                return [.. _ledger];
            }
        }
    }

    /// <summary>Makes a call.</summary>
    public MadeCall Dial(DialedCall call)
    {
        lock (_ledger)
        {
            var at = Wire.Now;
            var zone = DateTimeZoneProviders.Tzdb[call.Household.Customer.Market.Zone];
            var made = PhoneNetwork.Ring(call, seed, (at, at.InZone(zone).Date));
            _ledger.Add(made);
            return made;
        }
    }
}
