using System.Text;

namespace Collections.Simulation.Report;

/// <summary>A page of a hundred columns, built line by line; lines end with a line feed on every system.</summary>
/// <param name="colored">Whether inks show; without, the page is the same characters and nothing else.</param>
internal sealed class Sheet(bool colored)
{
    /// <summary>Its width in columns.</summary>
    public const int Width = 100;

    private const string Indent = "  ";

    private readonly StringBuilder _text = new();

    /// <summary>A frame around lines.</summary>
    public void Frame(params IReadOnlyList<(string Left, string Right)> lines)
    {
        Raw(Inked("╭" + new string('─', Width - 2) + "╮", Ink.Faint));
        var ink = Ink.Title;
        foreach (var (left, right) in lines)
        {
            var inner = Inked(left, ink) + Inked(right.PadLeft(Width - 6 - left.Length), Ink.Plain);
            Raw(Inked("│", Ink.Faint) + "  " + inner + "  " + Inked("│", Ink.Faint));
            ink = Ink.Plain;
        }

        Raw(Inked("╰" + new string('─', Width - 2) + "╯", Ink.Faint));
    }

    /// <summary>A heading with a rule up to the edge; an empty line before it.</summary>
    public void Heading(string title)
    {
        Raw(string.Empty);
        var name = title.ToUpperInvariant();
        var rule = new string('─', Width - name.Length - 4);
        Raw(Inked("──", Ink.Faint) + " " + Inked(name, Ink.Title) + " " + Inked(rule, Ink.Faint));
    }

    /// <summary>The titles of the columns below.</summary>
    public void Titles(params ReadOnlySpan<Cell> cells)
    {
        var line = new StringBuilder(Indent);
        foreach (var cell in cells)
        {
            line.Append(Inked(cell.Fitted(), cell.Ink == Ink.Plain ? Ink.Faint : cell.Ink));
        }

        Raw(line.ToString());
    }

    /// <summary>A line of cells.</summary>
    public void Line(params ReadOnlySpan<Cell> cells)
    {
        var line = new StringBuilder(Indent);
        foreach (var cell in cells)
        {
            line.Append(Inked(cell.Fitted(), cell.Ink));
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

    private string Inked(string text, Ink ink) => colored ? Inks.On(text, ink) : text;

    private void Raw(string line) => _text.Append(line.TrimEnd()).Append('\n');
}

/// <summary>A cell of a line.</summary>
/// <param name="Text">What stands in it.</param>
/// <param name="Width">Columns it takes: to the right when positive, to the left when negative.</param>
/// <param name="Ink">Its color where colors show.</param>
internal readonly record struct Cell(string Text, int Width, Ink Ink = Ink.Plain)
{
    /// <summary>The text in exactly its columns; too long a text loses its end.</summary>
    public string Fitted()
    {
        var width = Math.Abs(Width);
        var text = Text.Length > width ? Text[..(width - 1)] + "…" : Text;
        return Width < 0 ? text.PadRight(width) : text.PadLeft(width);
    }
}
