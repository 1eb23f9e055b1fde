using Collections.Kernel;

namespace Collections.Domain.Contacts;

/// <summary>What is looked up of a number before a contact over it is judged.</summary>
internal static class NumberLookups
{
    private const string FlagPrefix = "flag:";

    /// <summary>The look-ups; none without a number.</summary>
    public static IReadOnlyList<Lookup> Of(string? numberId) =>
        EntityKey.IsValidId(numberId)
            ? [new Lookup.Entity(NumberMessages.NumberKind, numberId!), new Lookup.Listed(numberId!)]
            : [];

    /// <summary>What was found; null without a number.</summary>
    public static NumberFacts? Read(Facts facts, string? numberId)
    {
        if (!EntityKey.IsValidId(numberId))
        {
            return null;
        }

        var row = facts.Entity(NumberMessages.NumberKind, numberId!);
        IReadOnlyList<string> flags =
        [
            .. (row?.Labels ?? [])
                .Where(label => label.StartsWith(FlagPrefix, StringComparison.Ordinal))
                .Select(label => label[FlagPrefix.Length..]),
        ];
        return new NumberFacts(row?.Status, flags, [.. facts.Listed(numberId!).Select(place => place.List.Id)]);
    }
}
