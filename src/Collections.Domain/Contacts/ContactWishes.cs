using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>
/// Opt-outs and opt-ins: what the person said about a channel goes before what was said about all; who said nothing
/// may be contacted. A wish for all ends the wishes for single channels.
/// </summary>
internal static class ContactWishes
{
    /// <summary>
    /// The wish that applies to a channel; null when there is none. A wish for a medium is one for all its channels:
    /// who wants no calls wants none of a machine either, unless he allowed just those afterwards.
    /// </summary>
    public static ContactWish? For(Person state, string channel)
    {
        var own = Said(state, channel);
        var medium = Said(state, ContactChannels.MediumOf(channel));
        var later = own is null || (medium is { Out: true } && medium.At >= own.At) ? medium : own;
        return later ?? state.Overall;
    }

    /// <summary>What the rule says about a channel.</summary>
    public static RuleFinding Judge(Person state, string channel)
    {
        if (For(state, channel) is not { } wish)
        {
            return new RuleFinding(ContactRules.OptOut, GateAnswer.Allow, "no wish");
        }

        var scope = wish.Channel.Length == 0 ? "all channels" : wish.Channel;
        return wish.Out
            ? new RuleFinding(ContactRules.OptOut, GateAnswer.Block, $"opted out of {scope} at {wish.At}")
            : new RuleFinding(ContactRules.OptOut, GateAnswer.Allow, $"opted in to {scope} at {wish.At}");
    }

    /// <summary>The state after a wish.</summary>
    public static Person With(Person state, string? channel, bool isOut, (Instant At, string Source) said)
    {
        var wish = new ContactWish(channel ?? string.Empty, isOut, said.At, said.Source);
        return channel is null
            ? state with { Overall = wish, Wishes = [] }
            : state with
            {
                Wishes =
                [
                    .. state.Wishes
                        .Where(other => other.Channel != channel)
                        .Append(wish)
                        .OrderBy(each => each.Channel, StringComparer.Ordinal),
                ],
            };
    }

    private static ContactWish? Said(Person state, string channel)
    {
        foreach (var wish in state.Wishes)
        {
            if (wish.Channel == channel)
            {
                return wish;
            }
        }

        return null;
    }
}
