using System.Globalization;
using System.Text;

namespace Collections.Domain.Lexicons;

/// <summary>
/// A text without what could hide a wording: lower case, usual width, no marks, no signs that are not seen.
/// </summary>
/// <param name="Words">Its words with one space around each.</param>
/// <param name="Dense">Its letters and digits alone.</param>
internal sealed record PlainText(string Words, string Dense)
{
    private const char FullWidthFirst = '\uFF01';

    private const char FullWidthLast = '\uFF5E';

    private const int FullWidthOffset = 0xFEE0;

    // Where scripts without spaces between words begin: Thai to Khmer, and everything from the CJK radicals on.
    private static readonly (char From, char To)[] Unspaced =
        [('\u0E00', '\u0EFF'), ('\u1000', '\u109F'), ('\u1780', '\u17FF'), ('\u2E80', '\uFAFF')];

    /// <summary>Whether it is written with spaces between words.</summary>
    public bool IsSpaced => !Dense.Any(letter => Unspaced.Any(range => letter >= range.From && letter <= range.To));

    /// <summary>The plain form of a text.</summary>
    public static PlainText Of(string text)
    {
        var (words, dense) = (new StringBuilder(" "), new StringBuilder());
        foreach (var each in text)
        {
            var letter = char.ToLowerInvariant(Narrow(each));
            if (char.IsLetterOrDigit(letter) || char.IsSurrogate(letter))
            {
                words.Append(letter);
                dense.Append(letter);
            }
            else if (!IsUnseen(letter) && words[^1] != ' ')
            {
                words.Append(' ');
            }
        }

        return new PlainText(words[^1] == ' ' ? words.ToString() : words.Append(' ').ToString(), dense.ToString());
    }

    private static char Narrow(char letter) =>
        letter is >= FullWidthFirst and <= FullWidthLast ? (char)(letter - FullWidthOffset) : letter;

    private static bool IsUnseen(char letter) =>
        CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark;
}
