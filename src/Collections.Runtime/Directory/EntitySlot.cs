using Collections.Kernel;
using Collections.Runtime.Turns;

namespace Collections.Runtime.Directory;

/// <summary>
/// One entity's place in the process: its mailbox and its cached image. Envelopes run one after the other; different
/// entities run side by side. The gate is held for a few instructions only, never across an await.
/// </summary>
internal sealed class EntitySlot(EntityKey key, EntityTurns turns)
{
    private readonly Lock _gate = new();
    private readonly Queue<Envelope> _mailbox = new();
    private EntityImage? _image;
    private Exception? _bug;
    private bool _running;
    private bool _retired;

    /// <summary>Set at each use, cleared by the directory's hand when it passes: recently used slots stay.</summary>
    public bool Touched { get; set; }

    /// <summary>Puts an envelope into the mailbox; false when the slot was retired meanwhile.</summary>
    public bool TryPost(Envelope envelope)
    {
        lock (_gate)
        {
            if (_retired)
            {
                return false;
            }

            Touched = true;
            _mailbox.Enqueue(envelope);
            if (_running)
            {
                return true;
            }

            _running = true;
        }

        _ = DrainAsync();
        return true;
    }

    /// <summary>Retires an idle slot, so that it can leave the directory; false when it is busy.</summary>
    public bool TryRetire()
    {
        lock (_gate)
        {
            if (_running || _bug is not null)
            {
                return false;
            }

            _retired = true;
            return true;
        }
    }

    private async Task DrainAsync()
    {
        while (TryTake() is { } envelope)
        {
            if (_bug is not null)
            {
                envelope.Fail(new EntityStoppedException($"{key} is stopped.", _bug));
                continue;
            }

            await RunAsync(envelope);
        }
    }

    private async ValueTask RunAsync(Envelope envelope)
    {
        try
        {
            _image = await turns.RunAsync(key, _image, envelope);
        }
        catch (StoreUnavailableException fault)
        {
            _image = null;
            envelope.Fail(fault);
        }
        // Anything else is a bug of the rules or of the stored data: it stops this entity, never the host.
#pragma warning disable CA1031
        catch (Exception bug)
#pragma warning restore CA1031
        {
            _bug = bug;
            _image = null;
            envelope.Fail(new EntityStoppedException($"{key} is stopped: {bug.Message}", bug));
        }
    }

    private Envelope? TryTake()
    {
        lock (_gate)
        {
            if (_mailbox.TryDequeue(out var envelope))
            {
                return envelope;
            }

            _running = false;
            return null;
        }
    }
}
