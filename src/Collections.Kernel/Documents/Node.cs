using System.Diagnostics.CodeAnalysis;

namespace Collections.Kernel.Documents;

/// <summary>Where a node stands in its file; both from 1, 0 when unknown.</summary>
/// <param name="Line">The line.</param>
/// <param name="Column">The column.</param>
public readonly record struct Position(int Line, int Column);

/// <summary>
/// A parsed document (YAML, JSON, converted XML) without any schema: the readers of policies, calendars and scenarios
/// work on nodes, so that the rules need no parser and every fault can name its path and place.
/// </summary>
/// <param name="At">Where it stands.</param>
public abstract record Node(Position At)
{
    /// <summary>
    /// A scalar. <see cref="Text"/> is the text as written (YAML 1.2: <c>NO</c> and <c>0012</c> stay text).
    /// </summary>
    /// <param name="Text">The text; null for an explicit null.</param>
    /// <param name="Quoted">Whether the author wrote quotes (then it is text, whatever it looks like).</param>
    /// <param name="At">Where it stands.</param>
    public sealed record Scalar(string? Text, bool Quoted, Position At) : Node(At)
    {
        /// <summary>Whether this is null: the empty plain scalar, <c>~</c> or <c>null</c>.</summary>
        public bool IsNull => !Quoted && Text is null or "" or "~" or "null" or "Null" or "NULL";
    }

    /// <summary>A list.</summary>
    public sealed record Sequence(IReadOnlyList<Node> Items, Position At) : Node(At);

    /// <summary>A map; keys are text, unique, in the file's order.</summary>
    public sealed record Mapping(IReadOnlyList<KeyValuePair<string, Node>> Entries, Position At) : Node(At)
    {
        /// <summary>The value under a key.</summary>
        public bool TryGet(string key, [NotNullWhen(true)] out Node? value)
        {
            foreach (var entry in Entries)
            {
                if (entry.Key == key)
                {
                    value = entry.Value;
                    return true;
                }
            }

            value = null;
            return false;
        }

        /// <summary>The value under a key, or null.</summary>
        public Node? this[string key] => TryGet(key, out var value) ? value : null;
    }
}
