using Collections.Domain.Contacts;
using Collections.Domain.Notices;
using NodaTime;

namespace Collections.Gateways.Notices;

/// <summary>A text of a template as a reader would see it.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Notice">The notice.</param>
public sealed record PreviewedNotice(string Channel, RenderedNotice Notice);

/// <summary>Shows what a template's author wrote: every text of it, filled in with an invented account.</summary>
public static class NoticePreview
{
    /// <summary>The invented account: two bills, one overdue for twelve days. Nobody's data.</summary>
    public static NoticeValues Sample { get; } = new(
        "a_20001",
        "Kim Sample",
        "Example Company",
        new LocalDate(2026, 1, 19),
        new NoticeFacts
        {
            Currency = "CNY",
            BalanceMinor = 156_832,
            OverdueMinor = 56_832,
            DaysPastDue = 12,
            State = "REMINDER",
            Message = "A payment is past due.",
            AmountMinor = 56_832,
            Day = new LocalDate(2026, 1, 7),
            BillCount = 3,
            Bills =
            [
                new NoticeBill("b_30001", 56_832, new LocalDate(2026, 1, 7)),
                new NoticeBill("b_30002", 100_000, new LocalDate(2026, 2, 7)),
            ],
        });

    /// <summary>Every text of a template, channels and languages in ordinal order.</summary>
    /// <param name="template">The template; it need not be published.</param>
    /// <param name="values">What to fill in; the sample when null.</param>
    public static IReadOnlyList<PreviewedNotice> Of(NoticeTemplate template, NoticeValues? values = null)
    {
        var renderer = new NoticeRenderer();
        return
        [
            .. template.Channels.SelectMany(channel => channel.Value.Select(text => new PreviewedNotice(
                channel.Key, renderer.Render(new FoundText(text.Value, text.Key), values ?? Sample)))),
        ];
    }
}
