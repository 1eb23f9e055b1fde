using System.Text.Json;
using Collections.Domain.Accounts;
using Collections.Gateways.Composition;
using Collections.Kernel;
using Collections.Runtime;

namespace Collections.Torture.Tests.Auditing;

/// <summary>What the account shows is what its events add up to.</summary>
internal static class MoneyAudit
{
    public static async ValueTask CheckAsync(LogBook book, Engine engine, Findings findings)
    {
        foreach (var (key, chapter) in book.Chapters.Where(chapter => chapter.Key.Kind == AccountDecider.Kind))
        {
            try
            {
                var ledger = Ledger.Of(chapter);
                foreach (var fault in ledger.Faults)
                {
                    findings.Add($"{key}: {fault}");
                }

                if (await AccountViews.ReadAsync(engine, key, engine.Setup.Clock.Now) is { } view)
                {
                    Compare(key, ledger, JsonElement.Parse(view), findings);
                }
            }
            catch (KeyNotFoundException)
            {
                findings.Add($"{key}: its events speak of money that never came");
            }
        }
    }

    private static void Compare(EntityKey key, Ledger ledger, JsonElement view, Findings findings)
    {
        Equal(findings, $"{key} balance", ledger.BalanceMinor, view.GetProperty("balance"));
        Equal(findings, $"{key} unappliedCredit", ledger.UnappliedMinor, view.GetProperty("unappliedCredit"));
        var shown = view.GetProperty("bills").EnumerateArray()
            .ToDictionary(bill => bill.GetProperty("billId").GetString()!, StringComparer.Ordinal);
        foreach (var (id, bill) in shown)
        {
            var status = bill.GetProperty("status").GetString();
            if (ledger.StatusOf(id) != status)
            {
                findings.Add($"{key} bill {id} is {ledger.StatusOf(id)} in the log, {status} in the view");
                continue;
            }

            Equal(findings, $"{key} bill {id}", ledger.OutstandingMinor(id), bill.GetProperty("outstanding"));
        }

        foreach (var id in ledger.BillIds.Where(id => ledger.StatusOf(id) is "open" or "draft"))
        {
            findings.Unless(shown.ContainsKey(id), $"{key} bill {id} is not shown");
        }
    }

    private static void Equal(Findings findings, string what, long minor, JsonElement shown) =>
        findings.Unless(shown.GetDecimal() * 100 == minor, $"{what}: {minor} by the log, {shown.GetRawText()} shown");
}
