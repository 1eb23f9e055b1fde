using FsCheck;
using FsCheck.Fluent;

namespace Collections.Kernel.Tests.Money;

/// <summary>Amounts small and huge, of currencies with 0, 2 and 3 digits.</summary>
internal static class MoneyArbitrary
{
    public static Arbitrary<long> Amounts { get; } = Gen.OneOf(
        Gen.Choose(-1000, 1000).Select(n => (long)n),
        Gen.Choose(int.MinValue, int.MaxValue).Select(n => (long)n * 4),
        Gen.Choose(-1_000_000_000, 1_000_000_000).Select(n => n * 1_000_000L)).ToArbitrary();

    public static Arbitrary<Currency> Currencies { get; } =
        Gen.Elements("USD", "JPY", "KWD").Select(Currency.Of).ToArbitrary();
}
