using NodaTime;
using NodaTime.Text;

namespace Collections.Domain.Contacts;

/// <summary>Local times as the gate's findings show them.</summary>
internal static class LocalTimeText
{
    private const string Form = "0000-00-00 00:00:00";

    private const int YearMax = 9_999;

    private static readonly LocalDateTimePattern DateTime =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>
    /// By hand for the years 0 to 9999: each decision of the gate says what the clocks showed, and a pattern costs ten
    /// times as much.
    /// </summary>
    public static string Of(LocalDateTime local) =>
        local.Year is < 0 or > YearMax || local.Calendar != CalendarSystem.Iso
            ? DateTime.Format(local)
            : string.Create(Form.Length, local, static (text, shown) =>
            {
                Form.CopyTo(text);
                Put(text[..4], shown.Year);
                Put(text[5..7], shown.Month);
                Put(text[8..10], shown.Day);
                Put(text[11..13], shown.Hour);
                Put(text[14..16], shown.Minute);
                Put(text[17..], shown.Second);
            });

    public static string Of(LocalTime time) => Time.Format(time);

    private static void Put(Span<char> text, int number)
    {
        for (var place = text.Length - 1; place >= 0; place--)
        {
            text[place] = (char)('0' + (number % 10));
            number /= 10;
        }
    }
}
