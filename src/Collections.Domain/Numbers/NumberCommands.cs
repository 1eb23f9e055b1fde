using System.Text.Json.Serialization;
using Collections.Domain.Contacts;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Numbers;

/// <summary>What can be asked of a number.</summary>
public abstract record NumberCommand : ICommand
{
    private NumberCommand()
    {
    }

    /// <inheritdoc/>
    [JsonIgnore]
    public virtual IReadOnlyList<Lookup> Lookups => [];

    /// <summary>
    /// Message of a person: may it be contacted over this number now? Answered by <see cref="NumberAnswer"/>.
    /// </summary>
    [CommandType(NumberMessages.Reserve)]
    public sealed record ReserveNumber(NumberReservation Reservation) : NumberCommand;

    /// <summary>Message of a person: how a contact over this number ended, reserved before or not.</summary>
    [CommandType(NumberMessages.Settle)]
    public sealed record SettleNumber(NumberSettlement Settlement) : NumberCommand;

    /// <summary>A person says what is known of the number.</summary>
    /// <param name="State">The state.</param>
    /// <param name="Until">It is so before this instant only; null until somebody restores it.</param>
    /// <param name="Reason">Why, a code.</param>
    [CommandType("markNumber")]
    public sealed record MarkNumber(NumberState State, Instant? Until, string Reason) : NumberCommand;

    /// <summary>A mark is put on the number or taken off.</summary>
    [CommandType("flagNumber")]
    public sealed record FlagNumber(string Flag, bool On, string Reason) : NumberCommand;

    /// <summary>A person says that the number works again: state and run of failures are forgotten.</summary>
    [CommandType("restoreNumber")]
    public sealed record RestoreNumber(string Reason) : NumberCommand;
}
