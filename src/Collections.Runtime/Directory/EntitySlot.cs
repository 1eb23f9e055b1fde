using Collections.Kernel;
using Collections.Runtime.Turns;

namespace Collections.Runtime.Directory;

/// <summary>
/// One entity's place in the process: its mailbox and its cached image. Envelopes run one after the other; different
/// entities run side by side. The gate is held for a few instructions only, never across an await.
/// </summary>
/// <param name="key">The entity.</param>
/// <param name="turns">Runs its turns.</param>
/// <param name="leave">Takes the slot out of the directory as soon as it is idle; null for one that is kept.</param>
internal sealed class EntitySlot(EntityKey key, EntityTurns turns, Action<EntitySlot>? leave)
{
    private readonly Lock _gate = new();

    // Most slots never hold more than the envelope they were made for.
    private Envelope? _next;
    private Queue<Envelope>? _others;
    private EntityImage? _image;
    private Exception? _bug;
    private bool _running;
    private bool _retired;

    public EntityKey Key => key;

    /// <summary>Whether it stays in the directory when it is idle.</summary>
    public bool IsKept => leave is null;

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
            if (_next is not null)
            {
                (_others ??= new Queue<Envelope>()).Enqueue(envelope);
            }
            else
            {
                _next = envelope;
            }

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
    }

    private Envelope? TryTake()
    {
        lock (_gate)
        {
            if (_next is { } envelope)
            {
                _next = _others is { Count: > 0 } ? _others.Dequeue() : null;
                return envelope;
            }

            _running = false;
            _retired = leave is not null && _bug is null;
        }

        if (_retired)
        {
            leave!(this);
        }

        return null;
    }
}
