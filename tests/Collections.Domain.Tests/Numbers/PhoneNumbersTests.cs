using Collections.Domain.Numbers;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Collections.Domain.Tests.Numbers;

public sealed class PhoneNumbersTests
{
    [Theory]
    [InlineData("13800000001", "CN", "+8613800000001", "mobile")]
    [InlineData("138 0000 0001", "CN", "+8613800000001", "mobile")]
    [InlineData("+86-138-0000-0001", null, "+8613800000001", "mobile")]
    [InlineData("0086 138 0000 0001", "CN", "+8613800000001", "mobile")]
    [InlineData("8613800000001", "CN", "+8613800000001", "mobile")]
    [InlineData("１３８０００００００１", "CN", "+8613800000001", "mobile")]
    [InlineData("＋86（138）0000－0001", null, "+8613800000001", "mobile")]
    [InlineData("19912345678", "CN", "+8619912345678", "mobile")]
    [InlineData("010-62345678", "CN", "+861062345678", "landline")]
    [InlineData("(0755) 2345 6789", "CN", "+8675523456789", "landline")]
    [InlineData("0451 8234 5678", "CN", "+8645182345678", "landline")]
    [InlineData("+86 (0)10 6234 5678", null, "+861062345678", "landline")]
    [InlineData("400-810-1234", "CN", "+864008101234", "shared_cost")]
    [InlineData("8008101234", "CN", "+868008101234", "toll_free")]
    [InlineData("95588", "CN", "+8695588", "service")]
    [InlineData("12306", "CN", "+8612306", "service")]
    [InlineData("(212) 555-2368", "US", "+12125552368", "landline_or_mobile")]
    [InlineData("1-212-555-2368", "US", "+12125552368", "landline_or_mobile")]
    [InlineData("+1 416 555 0123", null, "+14165550123", "landline_or_mobile")]
    [InlineData("800 555 0100", "US", "+18005550100", "toll_free")]
    [InlineData("011 44 20 7946 0018", "US", "+442079460018", "landline")]
    [InlineData("07911 123456", "GB", "+447911123456", "mobile")]
    [InlineData("+44 (0)20 7946 0018", null, "+442079460018", "landline")]
    [InlineData("0800 123 4567", "GB", "+448001234567", "toll_free")]
    [InlineData("098765 43210", "IN", "+919876543210", "mobile")]
    [InlineData("022-2345 6789", "IN", "+912223456789", "landline")]
    [InlineData("8 (495) 123-45-67", "RU", "+74951234567", "landline")]
    [InlineData("06 12 34 56 78", "FR", "+33612345678", "mobile")]
    [InlineData("+39 06 1234 5678", null, "+390612345678", "landline")]
    [InlineData("0161 23456789", "DE", null, "")]
    [InlineData("0151 23456789", "DE", "+4915123456789", "mobile")]
    [InlineData("90-1234-5678", "JP", "+819012345678", "mobile")]
    [InlineData("+800 1234 5678", null, "+80012345678", "toll_free")]
    public void A_number_is_read_as_people_write_it(string text, string? region, string? e164, string type)
    {
        var number = PhoneNumbers.Read(text, region).Number;

        if (e164 is null)
        {
            Assert.True(number is null or { Type: NumberType.Unknown });
            return;
        }

        Assert.Equal(e164, number?.E164);
        Assert.Equal(type.Replace("_", "", StringComparison.Ordinal), number?.Type.ToString(), ignoreCase: true);
        Assert.Equal(NumberValidity.Valid, number?.Validity);
    }

    [Theory]
    [InlineData("", "CN", NumberFaults.NotANumber)]
    [InlineData("call me", "CN", NumberFaults.NotANumber)]
    [InlineData("010-6xxxxxxx", "CN", NumberFaults.NotANumber)]
    [InlineData("13800000001+", "CN", NumberFaults.NotANumber)]
    [InlineData("++8613800000001", null, NumberFaults.NotANumber)]
    [InlineData("13800000001", null, NumberFaults.CountryUnknown)]
    [InlineData("13800000001", "ZZ", NumberFaults.CountryUnknown)]
    [InlineData("+999 12345678", null, NumberFaults.CallingCodeUnknown)]
    [InlineData("1380000000", "CN", NumberFaults.NotAssigned)]
    [InlineData("12800000001", "CN", NumberFaults.NotAssigned)]
    [InlineData("138000000011", "CN", NumberFaults.NotAssigned)]
    [InlineData("1380000000123456", "CN", NumberFaults.TooLong)]
    [InlineData("0199 2345678", "CN", NumberFaults.NotAssigned)]
    [InlineData("138", "CN", NumberFaults.TooShort)]
    [InlineData("112 555 2368", "US", NumberFaults.TooShort)]
    [InlineData("911 555 2368", "US", NumberFaults.NotAssigned)]
    [InlineData("555 2368", "US", NumberFaults.TooShort)]
    public void What_cannot_be_dialed_says_why(string text, string? region, string fault)
    {
        var reading = PhoneNumbers.Read(text, region);

        Assert.Null(reading.Number);
        Assert.Equal(fault, reading.Fault);
    }

    [Theory]
    [InlineData("+12125552368", "America/New_York")]
    [InlineData("+13105552368", "America/Los_Angeles")]
    [InlineData("+16025552368", "America/Phoenix")]
    [InlineData("+18085552368", "Pacific/Honolulu")]
    [InlineData("+12085552368", "America/Boise America/Los_Angeles")]
    [InlineData("+8613800000001", "Asia/Shanghai")]
    [InlineData("+447911123456", "Europe/London")]
    [InlineData("+919876543210", "Asia/Calcutta")]
    [InlineData("+18005550100", "")]
    [InlineData("+864008101234", "")]
    public void A_number_tells_the_zones_it_may_be_in(string e164, string zones)
    {
        var told = PhoneNumbers.ZonesOf(e164);

        Assert.All(zones.Split(' ', StringSplitOptions.RemoveEmptyEntries), zone => Assert.Contains(zone, told));
        Assert.Equal(zones.Length == 0, told.Count == 0);
    }

    [Fact]
    public void Area_codes_newer_than_the_table_are_possible_and_lie_in_any_of_the_fifty_states()
    {
        var number = PhoneNumbers.Read("+1 986 988 0123", null).Number;
        var newer = PhoneNumbers.Read("+1 387 555 0123", null).Number;

        Assert.NotNull(number);
        Assert.NotNull(newer);
        Assert.Equal(NumberValidity.Possible, newer.Validity);
        Assert.Contains("Pacific/Honolulu", newer.Zones);
        Assert.Contains("America/New_York", newer.Zones);
    }

    [Theory]
    [InlineData("+1 524 590 5401", NumberType.Unknown)]
    [InlineData("+1 524 245 5401", NumberType.Other)]
    [InlineData("+1 505 641 0100", NumberType.Unknown)]
    [InlineData("+1 505 644 0100", NumberType.LandlineOrMobile)]
    public void Where_the_plan_tells_exchanges_apart_they_are_told_apart(string text, NumberType type) =>
        Assert.Equal(type, PhoneNumbers.Read(text, null).Number?.Type);

    [Fact]
    public void What_is_told_quickly_is_what_the_patterns_tell()
    {
        const int leadsMax = 800;
        var regions = NumberingPlan.RegionsOf("1");
        var lines = new Random(Seed: 1);
        for (var at = 0; at < leadsMax * leadsMax; at++)
        {
            var national = $"{200 + (at / leadsMax)}{200 + (at % leadsMax)}{lines.Next(10_000):D4}";
            var read = PhoneNumbers.Read("+1" + national, null).Number;
            var told = Leading(regions, national);

            Assert.True(
                (told?.TypeOf(national) ?? NumberType.Unknown) == (read?.Type ?? NumberType.Unknown)
                    && (told is null || told.Id == read?.Region),
                $"{national} is read as {read?.Type} of {read?.Region}.");
        }
    }

    [Theory]
    [InlineData("010 6234 5678 转 801", "801")]
    [InlineData("+1 212 555 2368 x42", "42")]
    [InlineData("tel:+1-212-555-2368;ext=7", "7")]
    public void An_extension_is_kept_apart(string text, string extension) =>
        Assert.Equal(extension, PhoneNumbers.Read(text, "CN").Number?.Extension);

    [Fact]
    public void Every_zone_of_the_table_exists()
    {
        Assert.All(NumberingPlan.AllZones, zone => Assert.NotNull(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)));
    }

    [Fact]
    public void Every_calling_code_in_service_has_its_lengths()
    {
        var regions = NumberingPlan.All.ToList();

        Assert.True(regions.Select(region => region.CallingCode).Distinct().Count() >= 200);
        Assert.All(regions, region => Assert.InRange(region.Lengths[^1], region.Lengths[0], 17));
        Assert.All(regions.GroupBy(region => region.CallingCode), code => Assert.Single(code, each => each.IsMain));
    }

    [Fact]
    public void Whatever_is_read_reads_the_same_in_its_own_form()
    {
        var countries = NumberingPlan.All.Where(region => region.Id != "001").Select(region => region.Id).ToArray();
        var texts = from country in Gen.Elements(countries)
            from length in Gen.Choose(3, 13)
            from digits in Gen.Elements("0123456789".ToCharArray()).ArrayOf(length)
            from plus in Gen.Elements("", "+", "00", "0")
            select (Text: plus + new string(digits), Country: country);

        Prop.ForAll(texts.ToArbitrary(), each =>
        {
            var first = PhoneNumbers.Read(each.Text, each.Country).Number;
            if (first is null or { Type: NumberType.Service })
            {
                return;
            }

            var again = PhoneNumbers.Read(first.E164, "FR").Number;
            Assert.Equal(first.E164, again?.E164);
            Assert.InRange(first.E164.Length, 4, PhoneNumbers.DigitsMax + 1);
        }).Check(Proof.Config);
    }

    [Fact]
    public void Separators_change_nothing()
    {
        var marked = from digits in Gen.Elements("0123456789".ToCharArray()).ArrayOf(9)
            from second in Gen.Elements('3', '5', '7', '8', '9')
            from at in Gen.Choose(1, 10)
            from mark in Gen.Elements(" ", "-", ".", "·", " - ", "\u200B", "\u3000", "－")
            let plain = $"1{second}{new string(digits)}"
            select (Plain: plain, Marked: plain.Insert(at, mark));

        Prop.ForAll(marked.ToArbitrary(), each =>
        {
            Assert.Equal(PhoneNumbers.Read(each.Plain, "CN"), PhoneNumbers.Read(each.Marked, "CN"));
            Assert.Equal($"+86{each.Plain}", PhoneNumbers.Read(each.Marked, "CN").Number?.E164);
        }).Check(Proof.Config);
    }

    [Fact]
    public void No_text_breaks_the_reader()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<string>(), (text, region) =>
        {
            var reading = PhoneNumbers.Read(text ?? "", region);
            Assert.NotEqual(reading.Number is null, reading.Fault is null);
        }).Check(Proof.Config);
    }

    private static NumberingRegion? Leading(NumberingRegion[] regions, string national)
    {
        var leading = Array.Find(regions, region => region.Leads(national));
        return Array.Find(regions, region =>
            (leading is null ? !region.HasLeadingDigits : region == leading)
            && region.TypeOf(national) != NumberType.Unknown);
    }
}
