namespace Collections.Domain.Numbers;

/// <summary>Reads phone numbers as people write them.</summary>
public static class PhoneNumbers
{
    /// <summary>Most digits of a number with its calling code (ITU-T E.164, 6.2).</summary>
    public const int DigitsMax = 15;

    private const string China = "86";

    /// <summary>
    /// Reads a number in any common form: with plus sign, with the prefix for calls abroad, or as dialed within a
    /// region. Digits and signs may be full-width; <c>tel:</c> and an extension are understood.
    /// </summary>
    /// <param name="text">What was written.</param>
    /// <param name="region">ISO 3166-1 alpha-2 code of the country in which it is dialed; null when unknown.</param>
    public static PhoneReading Read(string text, string? region)
    {
        if (DialedText.Of(text) is not { } dialed)
        {
            return new PhoneReading(null, NumberFaults.NotANumber);
        }

        var home = NumberingPlan.RegionOrNull(region);
        if (!dialed.HasPlus && home is not null && Quick(home.CallingCode, dialed.Digits) is not null)
        {
            return Extended(Resolve([home], dialed.Digits), dialed);
        }

        var (abroad, digits) = dialed.HasPlus ? (true, dialed.Digits) : Abroad(dialed.Digits, home);
        return Extended(abroad ? International(digits) : National(digits, home), dialed);
    }

    private static PhoneReading Extended(PhoneReading reading, DialedText dialed) =>
        reading.Number is { } number && dialed.Extension is not null
            ? new PhoneReading(number with { Extension = dialed.Extension }, null)
            : reading;

    /// <summary>The zones of a number in E.164 form; empty for those of no place, and for what is none.</summary>
    public static IReadOnlyList<string> ZonesOf(string e164) => Read(e164, null).Number?.Zones ?? [];

    private static (bool Abroad, string Digits) Abroad(string digits, NumberingRegion? home)
    {
        if (home?.AfterInternationalPrefix(digits) is { } rest && !home.IsAny(digits))
        {
            return (true, rest);
        }

        // The prefix that most of the world dials (ITU-T E.164, Annex A), wherever it is written.
        const string prefix = "00";
        return digits.StartsWith(prefix, StringComparison.Ordinal) && home?.IsAny(digits) != true
            ? (true, digits[prefix.Length..])
            : (false, digits);
    }

    private static PhoneReading International(string digits)
    {
        if (digits.Length > 0 && NumberingPlan.RegionsOf(digits) is [var main, ..] regions)
        {
            return Resolve(regions, Known(regions, digits[main.CallingCode.Length..]));
        }

        return new PhoneReading(null, NumberFaults.CallingCodeUnknown);
    }

    private static PhoneReading National(string digits, NumberingRegion? home)
    {
        if (home is null)
        {
            return new PhoneReading(null, NumberFaults.CountryUnknown);
        }

        if (home.CallingCode == China && ChineseNumbers.IsService(digits))
        {
            return new PhoneReading(Make(home, digits, NumberType.Service, NumberValidity.Valid), null);
        }

        var national = home.WithoutTrunkPrefix(digits);
        var code = home.CallingCode;
        if (!home.IsAny(national) && digits.StartsWith(code, StringComparison.Ordinal)
            && International(digits) is { Number: not null } international)
        {
            // Written with its calling code and without the plus sign.
            return international;
        }

        NumberingRegion[] regions =
            [home, .. NumberingPlan.RegionsOf(code).Where(region => region.Id != home.Id)];
        return Resolve(regions, Known(regions, national));
    }

    /// <summary>
    /// The number as it is, or without a trunk prefix that was written although it is not dialed there, twice at most:
    /// the first that the plan knows.
    /// </summary>
    private static string Known(NumberingRegion[] regions, string national)
    {
        if (Quick(regions[0].CallingCode, national) is not null)
        {
            return national;
        }

        const int prefixesMax = 2;
        var shorter = national;
        for (var prefixes = 0; prefixes <= prefixesMax; prefixes++)
        {
            if (Array.Exists(regions, region => region.IsAny(shorter)))
            {
                return shorter;
            }

            shorter = regions[0].WithoutTrunkPrefix(shorter);
        }

        return national;
    }

    private static PhoneReading Resolve(NumberingRegion[] regions, string national)
    {
        var main = regions[0];
        if (Quick(main.CallingCode, national) is var (quick, kind))
        {
            return new PhoneReading(Make(quick ?? main, national, kind, NumberValidity.Valid), null);
        }

        var region = regions.Length == 1 ? main : Array.Find(regions, each => each.Leads(national))
            ?? Array.Find(regions, each => !each.HasLeadingDigits && each.TypeOf(national) != NumberType.Unknown)
            ?? main;
        if (region.TypeOf(national) is not NumberType.Unknown and var type)
        {
            return new PhoneReading(Make(region, national, type, NumberValidity.Valid), null);
        }

        if (Misfit(region, national) is { } fault)
        {
            return new PhoneReading(null, fault);
        }

        return new PhoneReading(Make(region, national, NumberType.Unknown, NumberValidity.Possible), null);
    }

    /// <summary>
    /// Most numbers of the two largest plans, told without asking the patterns: a bulk load has millions of them. The
    /// region is null where only one has the calling code.
    /// </summary>
    private static (NumberingRegion? Region, NumberType Type)? Quick(string callingCode, string national)
    {
        if (callingCode == China && ChineseNumbers.IsMobile(national))
        {
            return (null, NumberType.Mobile);
        }

        return callingCode == NorthAmerica.CallingCode && NorthAmerica.Find(national) is var (region, type)
            ? (region, type)
            : null;
    }

    private static string? Misfit(NumberingRegion region, string national)
    {
        var digits = national.Length;
        if (digits < region.Lengths[0])
        {
            return NumberFaults.TooShort;
        }

        if (digits > region.Lengths[^1] || digits + region.CallingCode.Length > DigitsMax)
        {
            return NumberFaults.TooLong;
        }

        return !region.Lengths.Contains(digits) ? NumberFaults.NotAssigned
            : region.CallingCode == China ? NumberFaults.NotAssigned
            : region.CallingCode == NorthAmerica.CallingCode && !NorthAmerica.HasForm(national)
                ? NumberFaults.NotAssigned
            : null;
    }

    private static PhoneNumber Make(
        NumberingRegion region, string national, NumberType type, NumberValidity validity)
    {
        var digits = region.CallingCode + national;
        var hasPlace = type is NumberType.Mobile or NumberType.Landline or NumberType.LandlineOrMobile
            or NumberType.Unknown;
        return new PhoneNumber
        {
            E164 = "+" + digits,
            CallingCode = region.CallingCode,
            National = national,
            Region = region.Id,
            Type = type,
            Validity = validity,
            Zones = hasPlace ? NumberingPlan.ZonesOf(digits) : [],
        };
    }
}
