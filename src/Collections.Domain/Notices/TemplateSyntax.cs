using System.Globalization;

namespace Collections.Domain.Notices;

/// <summary>Something wrong in a template's text.</summary>
/// <param name="Code">Stable snake_case code.</param>
/// <param name="Message">What is wrong, with the line of the text.</param>
public sealed record SyntaxFault(string Code, string Message);

/// <summary>
/// The part of Handlebars that templates may use, checked word by word: <c>{{name}}</c>, <c>{{#if name}}</c> and
/// <c>{{#unless name}}</c> with <c>{{else}}</c>, <c>{{#each bills}}</c>, comments. No other helper, no partial: a text
/// that passes renders.
/// </summary>
public sealed class TemplateSyntax
{
    /// <summary>Deepest nesting of blocks.</summary>
    public const int DepthMax = 8;

    private readonly string _text;
    private readonly List<SyntaxFault> _faults = [];
    private readonly Stack<(string Block, bool HasElse, int At)> _open = [];

    private TemplateSyntax(string text) => _text = text;

    /// <summary>Everything that is wrong with a text.</summary>
    public static IReadOnlyList<SyntaxFault> FaultsOf(string text)
    {
        var syntax = new TemplateSyntax(text);
        syntax.Scan();
        return syntax._faults;
    }

    private void Scan()
    {
        var at = 0;
        while ((at = _text.IndexOf("{{", at, StringComparison.Ordinal)) >= 0)
        {
            if (EndOf(at) is not var (end, content))
            {
                Add(at, "tag_not_closed", "A tag begins here and is not closed.");
                return;
            }

            Tag(at, content);
            at = end;
        }

        foreach (var (block, _, begins) in _open)
        {
            Add(begins, "block_not_closed", $"The block '{block}' is not closed.");
        }
    }

    /// <summary>Where a tag ends and what stands in it; null when it does not end.</summary>
    private (int End, string Content)? EndOf(int at)
    {
        var rest = _text.AsSpan(at);
        var (open, close) = rest.StartsWith("{{!--") || rest.StartsWith("{{~!--") ? ("{{", "--}}")
            : rest.StartsWith("{{{") ? ("{{{", "}}}")
            : ("{{", "}}");
        var end = _text.IndexOf(close, at + open.Length, StringComparison.Ordinal);
        return end < 0 ? null : (end + close.Length, _text[(at + open.Length)..end]);
    }

    private void Tag(int at, string content)
    {
        // A tilde at either end eats the white space beside the tag.
        var inner = content.Trim('~').Trim();
        if (inner.StartsWith('!'))
        {
            return;
        }

        var words = inner.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case ["#if" or "#unless" or "#each", ..]:
                Begin(at, words);
                break;
            case ["else"] or ["^"]:
                Else(at);
                break;
            case [['/', .. var block]]:
                End(at, block);
                break;
            case [var name] when IsPath(name):
                Name(at, name);
                break;
            default:
                Add(at, "unknown_tag", $"'{{{{{inner}}}}}' is no name, if, unless, each, else or comment.");
                break;
        }
    }

    private void Begin(int at, string[] words)
    {
        var block = words[0][1..];
        if (words.Length != 2)
        {
            Add(at, "block_argument", $"The block '{block}' takes one name.");
        }
        else if (block != "each")
        {
            Name(at, words[1]);
        }
        else if (words[1] != NoticeVocabulary.Bills || IsInEach)
        {
            Add(at, "block_argument", "Only 'each bills' can be walked, and not within itself.");
        }

        _open.Push((block, false, at));
        if (_open.Count == DepthMax + 1)
        {
            Add(at, "too_deep", $"Blocks nest at most {DepthMax} deep.");
        }
    }

    private void Else(int at)
    {
        if (_open.TryPop(out var block) && !block.HasElse)
        {
            _open.Push(block with { HasElse = true });
            return;
        }

        Add(at, "else_misplaced", "An else stands in a block, once.");
        if (block.Block is not null)
        {
            _open.Push(block);
        }
    }

    private void End(int at, string name)
    {
        if (!_open.TryPeek(out var block) || block.Block != name)
        {
            Add(at, "block_not_open", $"'{name}' is closed here but not open.");
            return;
        }

        _open.Pop();
    }

    private void Name(int at, string path)
    {
        var isOuter = path.StartsWith("../", StringComparison.Ordinal);
        var isOwn = path.StartsWith("this.", StringComparison.Ordinal);
        var name = isOuter ? path[3..] : isOwn ? path[5..] : path;
        var known = !IsInItem
            ? !isOuter && NoticeVocabulary.Names.Contains(name)
            : isOuter
                ? NoticeVocabulary.Names.Contains(name)
                : NoticeVocabulary.BillNames.Contains(name) || (!isOwn && NoticeVocabulary.LoopNames.Contains(name));
        if (!known)
        {
            var names = IsInItem ? NoticeVocabulary.BillNames : NoticeVocabulary.Names;
            Add(at, "unknown_name", $"'{path}' is unknown here; known: {string.Join(", ", names)}.");
        }
    }

    private bool IsInEach => _open.Any(each => each.Block == "each");

    // After the else of an each there is no bill.
    private bool IsInItem => _open.Any(each => each is { Block: "each", HasElse: false });

    private static bool IsPath(string name) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '/' or '@' or '_');

    private void Add(int at, string code, string message)
    {
        var line = 1 + _text.AsSpan(0, at).Count('\n');
        _faults.Add(new SyntaxFault(code, string.Create(CultureInfo.InvariantCulture, $"Line {line}: {message}")));
    }
}
