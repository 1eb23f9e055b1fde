using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Collections.Bench;

/// <summary>Generated CSV files: per account three bills and three payments for every two accounts.</summary>
/// <param name="folder">Where they lie.</param>
/// <param name="accounts">How many accounts.</param>
/// <param name="prefix">With which their ids and their customers' begin.</param>
internal sealed class ImportFiles(string folder, int accounts, char prefix = 'a')
{
    private static readonly string[] Zones = ["Asia/Shanghai", "America/New_York", "Europe/Berlin", "UTC"];
    private static readonly LocalDate FirstDue = new(2025, 1, 15);

    public string Accounts { get; } = Path.Combine(folder, "accounts.csv");

    public string Bills { get; } = Path.Combine(folder, "bills.csv");

    public string Payments { get; } = Path.Combine(folder, "payments.csv");

    /// <summary>Rows of all three files, headers aside.</summary>
    public int Rows => accounts + (accounts * 3) + (accounts * 3 / 2);

    public void Write()
    {
        using var accountFile = Open(Accounts, "account_id,customer_id,name,phone,email,currency,timezone,tier,tags");
        using var billFile = Open(Bills, "bill_id,account_id,issued_on,due_on,amount,currency,status");
        using var paymentFile = Open(Payments, "payment_id,account_id,received_at,amount,currency,bill_id,status");
        for (var i = 0; i < accounts; i++)
        {
            var (zone, tier) = (Zones[i % 4], "ABC"[i % 3]);
            Write(
                accountFile,
                $"{prefix}{i:D7},c{prefix}{i:D7},Person {i},+86138{i:D8},p{i}@example.com,USD,{zone},{tier},t{i % 10}");
            for (var bill = 0; bill < 3; bill++)
            {
                var due = FirstDue.PlusDays((i % 28) + (bill * 30));
                var issued = Text(due.PlusDays(-15));
                Write(billFile, $"b{bill},{prefix}{i:D7},{issued},{Text(due)},{50 + (i % 90)}.25,USD,committed");
            }

            for (var payment = 0; payment < 1 + (i % 2); payment++)
            {
                var day = FirstDue.PlusDays((i % 28) + (payment * 30));
                Write(paymentFile, $"p{payment},{prefix}{i:D7},{Text(day)},{50 + (i % 90)}.25,USD,b{payment},settled");
            }
        }
    }

    private static StreamWriter Open(string path, string header)
    {
        var writer = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16);
        Write(writer, $"{header}");
        return writer;
    }

    private static void Write(StreamWriter writer, FormattableString row)
    {
        writer.Write(row.ToString(CultureInfo.InvariantCulture));
        writer.Write('\n');
    }

    private static string Text(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
