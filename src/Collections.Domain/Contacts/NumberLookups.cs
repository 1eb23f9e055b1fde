using Collections.Kernel;

namespace Collections.Domain.Contacts;

/// <summary>What is looked up of a number before a contact over it is judged.</summary>
public static class NumberLookups
{
    private const string FlagPrefix = "flag:";

    /// <summary>The look-ups; none without a number and a contact point.</summary>
    /// <param name="numberId">The number: a keyed hash; null for none.</param>
    /// <param name="pointId">The contact point, which lists may name although it is no number; null for none.</param>
    public static IReadOnlyList<Lookup> Of(string? numberId, string? pointId = null)
    {
        var listed = EntityKey.IsValidId(pointId) ? pointId : numberId;
        return (EntityKey.IsValidId(numberId), EntityKey.IsValidId(listed)) switch
        {
            (true, _) => [new Lookup.Entity(NumberMessages.NumberKind, numberId!), new Lookup.Listed(listed!)],
            (false, true) => [new Lookup.Listed(listed!)],
            _ => [],
        };
    }

    /// <summary>What was found; null without a number and a contact point.</summary>
    public static NumberFacts? Read(Facts facts, string? numberId, string? pointId)
    {
        var hasNumber = EntityKey.IsValidId(numberId);
        var listed = EntityKey.IsValidId(pointId) ? pointId : numberId;
        return EntityKey.IsValidId(listed)
            ? Of(
                hasNumber ? facts.Entity(NumberMessages.NumberKind, numberId!) : null,
                facts.Listed(listed!))
            : null;
    }

    /// <summary>What a number's row and its places on lists say.</summary>
    public static NumberFacts Of(EntityRow? row, IReadOnlyList<Listing> places)
    {
        IReadOnlyList<string> flags =
        [
            .. (row?.Labels ?? [])
                .Where(label => label.StartsWith(FlagPrefix, StringComparison.Ordinal))
                .Select(label => label[FlagPrefix.Length..]),
        ];
        return new NumberFacts(row?.Status, flags, []) { Places = places };
    }
}
