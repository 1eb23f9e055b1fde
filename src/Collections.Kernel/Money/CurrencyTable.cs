namespace Collections.Kernel;

public sealed partial record Currency
{
    // ISO 4217 list one (active codes), grouped by minor digits; funds, metals and test codes are left out.
    // ANG (to 2025) and BGN (to 2026) stay: debts outlive their currency.
    private const string TwoDigits =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
        + "CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF "
        + "IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
        + "MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD "
        + "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG "
        + "YER ZAR ZMW ZWG";

    private const string NoDigits = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";

    private const string ThreeDigits = "BHD IQD JOD KWD LYD OMR TND";

    private static readonly Dictionary<string, Currency> Table = BuildTable();

    private static Dictionary<string, Currency> BuildTable()
    {
        var table = new Dictionary<string, Currency>(StringComparer.Ordinal);
        Add(TwoDigits, 2);
        Add(NoDigits, 0);
        Add(ThreeDigits, 3);
        return table;

        void Add(string codes, int digits)
        {
            foreach (var code in codes.Split(' '))
            {
                table.Add(code, new Currency(code, digits));
            }
        }
    }
}
