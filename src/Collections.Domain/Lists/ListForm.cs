using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Lists;

/// <summary>What can be judged of a command to a list without its state.</summary>
internal static class ListForm
{
    private const int HashLength = 64;

    private const int ChannelsMax = 20;

    // Reason and source, each a code, and the blank between.
    private const int NoteMax = 129;

    public static Rejection? Terms(ListTerms terms) =>
        !Enum.IsDefined(terms.Kind)
            ? Rejection.Invalid("/kind", "unknown_word", "A list is 'dnc', 'black' or 'white'.")
        : ListScope.Parse(terms.Scope.ToString()) is null
            ? Rejection.Invalid("/scope", "scope", "A scope is 'tenant', 'institution:ID' or 'campaign:ID'.")
        : terms.Channels.Count > ChannelsMax || !terms.Channels.All(EntityKey.IsValidId)
            ? Rejection.Invalid("/channels", "code_format", $"At most {ChannelsMax} channels, each a code.")
        : null;

    public static Rejection? Add(ListCommand.AddMember add, Instant at) =>
        Member(add.Member)
        ?? Codes.Check("/reason", add.Reason)
        ?? Codes.Check("/source", add.Source)
        ?? (add.Until <= at
            ? Rejection.Invalid("/until", "range", "'until' lies in the future.")
            : null);

    public static Rejection? Add(ListCommand.AddMembers add)
    {
        if (Codes.Check("/importId", add.ImportId) is { } refusal)
        {
            return refusal;
        }

        if (add.Members.Count is 0 or > ListDecider.PartMax)
        {
            return Rejection.Invalid("/members", "range", $"A part has 1 to {ListDecider.PartMax} members.");
        }

        var seen = new HashSet<string>(add.Members.Count, StringComparer.Ordinal);
        return add.Members.All(each => IsHash(each.Member) && IsNote(each.Note) && seen.Add(each.Member))
            ? null
            : Rejection.Invalid("/members", "member_format", "Members are keyed hashes with a note, each once.");
    }

    public static Rejection? Member(string member) => IsHash(member)
        ? null
        : Rejection.Invalid("/member", "member_format", "A member is a keyed hash of 64 hex digits.");

    private static bool IsHash(string member) => member.Length == HashLength && member.All(char.IsAsciiHexDigitLower);

    private static bool IsNote(string note) => note.Length <= NoteMax && !note.Any(char.IsControl);
}
