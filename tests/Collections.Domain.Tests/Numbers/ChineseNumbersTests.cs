using Collections.Domain.Numbers;

namespace Collections.Domain.Tests.Numbers;

public sealed class ChineseNumbersTests
{
    [Theory]
    [InlineData("13800000001", "China Mobile", null)]
    [InlineData("13000000001", "China Unicom", null)]
    [InlineData("18900000001", "China Telecom", null)]
    [InlineData("19200000001", "China Broadnet", null)]
    [InlineData("17050000001", "China Mobile", "virtual")]
    [InlineData("13490000001", "China Telecom", "satellite")]
    public void A_mobile_number_tells_its_operator(string text, string name, string? use)
    {
        var found = ChineseNumbers.OperatorOf(PhoneNumbers.Read(text, "CN").Number!);

        Assert.Equal((name, use), (found?.Operator, found?.Use));
    }

    [Theory]
    [InlineData("010-62345678", "10", "Beijing", "北京市")]
    [InlineData("0755-23456789", "755", "Guangdong", "广东省深圳市")]
    [InlineData("0335-2345678", "335", "Hebei", "河北省秦皇岛市")]
    [InlineData("028-82345678", "28", "Sichuan", "四川省成都市、资阳市、眉山市")]
    public void A_landline_tells_its_place(string text, string code, string province, string inChinese)
    {
        var area = ChineseNumbers.AreaOf(PhoneNumbers.Read(text, "CN").Number!);

        Assert.Equal((code, province, inChinese), (area?.AreaCode, area?.Province, area?.PlaceInChinese));
    }

    [Theory]
    [InlineData("+8695588")]
    [InlineData("+864008101234")]
    [InlineData("+12125552368")]
    public void Other_numbers_have_neither(string text)
    {
        var number = PhoneNumbers.Read(text, "CN").Number!;

        Assert.Null(ChineseNumbers.OperatorOf(number));
        Assert.Null(ChineseNumbers.AreaOf(number));
    }
}
