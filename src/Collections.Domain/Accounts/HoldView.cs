using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>The holds of the view, in order of arrival.</summary>
internal static class HoldView
{
    /// <summary>Writes the list.</summary>
    public static void Write(ViewPage page)
    {
        page.Writer.WriteStartArray("holds"u8);
        foreach (var hold in ViewPage.Shown(page.Account.Holds, hold => hold.ReleasedAt))
        {
            page.Writer.WriteStartObject();
            WriteFields(page, hold);
            page.Writer.WriteEndObject();
        }

        page.Writer.WriteEndArray();
    }

    /// <summary>Writes the fields of one hold.</summary>
    public static void WriteFields(ViewPage page, Hold hold)
    {
        page.Writer.WriteString("holdId"u8, hold.HoldId);
        page.Writer.WriteString("reason"u8, hold.Reason);
        page.Writer.WriteString("scope"u8, EnumNames.Of(hold.Scope));
        page.Day("from", hold.From);
        page.Day("until", hold.Until);
        page.Writer.WriteString("status"u8, StatusOf(hold, page.Today));
        page.Instant("releasedAt", hold.ReleasedAt);
    }

    private static string StatusOf(Hold hold, LocalDate today) =>
        hold.ReleasedAt is not null ? "released" : hold.IsActiveOn(today) ? "active" : "scheduled";
}
