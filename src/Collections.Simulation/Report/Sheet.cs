using System.Text;

namespace Collections.Simulation.Report;

/// <summary>A page of a hundred columns, built line by line; lines end with a line feed on every system.</summary>
internal sealed class Sheet
{
    /// <summary>Its width in columns.</summary>
    public const int Width = 100;

    private const string Indent = "  ";

    private readonly StringBuilder _text = new();

    /// <summary>A frame around lines.</summary>
    public void Frame(params IReadOnlyList<(string Left, string Right)> lines)
    {
        Raw("╭" + new string('─', Width - 2) + "╮");
        foreach (var (left, right) in lines)
        {
            Raw("│  " + left + right.PadLeft(Width - 6 - left.Length) + "  │");
        }

        Raw("╰" + new string('─', Width - 2) + "╯");
    }

    /// <summary>A heading with a rule up to the edge; an empty line before it.</summary>
    public void Heading(string title)
    {
        Raw(string.Empty);
        var start = "── " + title.ToUpperInvariant() + " ";
        Raw(start + new string('─', Width - start.Length));
    }

    /// <summary>A line of cells.</summary>
    public void Line(params ReadOnlySpan<Cell> cells)
    {
        var line = new StringBuilder(Indent);
        foreach (var cell in cells)
        {
            line.Append(cell.Fitted());
        }

        Raw(line.ToString());
    }

    /// <summary>A line of text; longer ones are wrapped.</summary>
    public void Note(string text)
    {
        var line = new StringBuilder(Indent);
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length > Width)
            {
                Raw(line.ToString());
                line.Clear().Append(Indent);
            }

            line.Append(word).Append(' ');
        }

        Raw(line.ToString());
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Raw(string line) => _text.Append(line.TrimEnd()).Append('\n');
}

/// <summary>A cell of a line.</summary>
/// <param name="Text">What stands in it.</param>
/// <param name="Width">Columns it takes: to the right when positive, to the left when negative.</param>
internal readonly record struct Cell(string Text, int Width)
{
    /// <summary>The text in exactly its columns; too long a text loses its end.</summary>
    public string Fitted()
    {
        var width = Math.Abs(Width);
        var text = Text.Length > width ? Text[..(width - 1)] + "…" : Text;
        return Width < 0 ? text.PadRight(width) : text.PadLeft(width);
    }
}
