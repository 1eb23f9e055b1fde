using NodaTime;
using NodaTime.Text;

namespace Collections.Domain.Contacts;

/// <summary>Local times as the gate's findings show them.</summary>
internal static class LocalTimeText
{
    private static readonly LocalDateTimePattern DateTime =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static string Of(LocalDateTime local) => DateTime.Format(local);

    public static string Of(LocalTime time) => Time.Format(time);
}
