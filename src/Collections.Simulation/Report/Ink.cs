using System.Text;

namespace Collections.Simulation.Report;

/// <summary>How a cell is colored on a terminal that shows colors; a file gets the characters alone.</summary>
internal enum Ink
{
    /// <summary>As the terminal writes.</summary>
    Plain,

    /// <summary>What stands beside the figures: column titles, rules.</summary>
    Faint,

    /// <summary>A title.</summary>
    Title,

    /// <summary>A bar.</summary>
    Bar,

    /// <summary>Shades from current to long past due: green over yellow to red.</summary>
    Heat,
}

/// <summary>Puts inks on text: select graphic rendition of ECMA-48, the sixteen colors every terminal has.</summary>
internal static class Inks
{
    private const string Escape = "\u001b[";
    private const string Reset = Escape + "0m";

    /// <summary>The text with its ink; spaces at both ends stay bare, so that a line can be cut there.</summary>
    public static string On(string text, Ink ink)
    {
        var bare = text.Trim(' ');
        if (ink == Ink.Plain || bare.Length == 0)
        {
            return text;
        }

        var start = text.IndexOf(bare, StringComparison.Ordinal);
        return text[..start] + Painted(bare, ink) + text[(start + bare.Length)..];
    }

    private static string Painted(string text, Ink ink) => ink switch
    {
        Ink.Faint => Escape + "2m" + text + Reset,
        Ink.Title => Escape + "1;36m" + text + Reset,
        Ink.Bar => Escape + "36m" + text + Reset,
        _ => Shaded(text),
    };

    private static string Shaded(string text)
    {
        var painted = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (i == 0 || text[i] != text[i - 1])
            {
                painted.Append(ColorOf(text[i]));
            }

            painted.Append(text[i]);
        }

        return painted.Append(Reset).ToString();
    }

    private static string ColorOf(char shade) => shade switch
    {
        '█' => Escape + "0;32m",
        '▓' => Escape + "0;93m",
        '▒' => Escape + "0;33m",
        '░' => Escape + "0;91m",
        '·' => Escape + "0;31m",
        _ => Reset,
    };
}
