using Collections.Domain.Notices;
using Collections.Kernel;

namespace Collections.Domain.Configuration;

/// <summary>Which settings a tenant may have.</summary>
public static class SettingsRules
{
    private const int NameLengthMax = 200;

    /// <summary>Every field that is not acceptable, as judged from the command alone; those left out are.</summary>
    public static IReadOnlyList<FieldFault> Faults(TenantCommand.ConfigureTenant command)
    {
        var faults = new List<FieldFault>();
        Check(command.Name, IsName, new("/name", "out_of_range", "A name of 1 to 200 characters is expected."));
        Check(command.TimeZone, IsZone, new("/timezone", "unknown_timezone", "An IANA time zone is expected."));
        Check(command.Currency, IsCurrency, new("/currency", "unknown_currency", "An ISO 4217 code is expected."));
        Check(command.Locale, LanguageTag.IsValid, new("/locale", "unknown_locale", "A BCP 47 tag is expected."));
        Check(command.Country, IsCountry, new("/country", "unknown_country", "An ISO 3166-1 code is expected."));
        return faults;

        void Check(string? value, Func<string, bool> isValid, FieldFault fault)
        {
            if (value is not null && !isValid(value))
            {
                faults.Add(fault);
            }
        }
    }

    /// <summary>The settings after a command.</summary>
    public static TenantSettings Merge(TenantSettings settings, TenantCommand.ConfigureTenant command) => new()
    {
        Name = command.Name ?? settings.Name,
        TimeZone = command.TimeZone ?? settings.TimeZone,
        Currency = command.Currency ?? settings.Currency,
        Locale = command.Locale ?? settings.Locale,
        Country = command.Country ?? settings.Country,
    };

    /// <summary>The names of the settings that differ, in declared order.</summary>
    public static IReadOnlyList<string> Changes(TenantSettings before, TenantSettings after)
    {
        (string Name, string? Before, string? After)[] all =
        [
            ("name", before.Name, after.Name),
            (TimeZoneName, before.TimeZone, after.TimeZone),
            ("currency", before.Currency, after.Currency),
            ("locale", before.Locale, after.Locale),
            ("country", before.Country, after.Country),
        ];
        return [.. all.Where(setting => setting.Before != setting.After).Select(setting => setting.Name)];
    }

    /// <summary>The name of the one setting whose change moves the days of existing accounts.</summary>
    public const string TimeZoneName = "timezone";

    private static bool IsName(string name) => !string.IsNullOrWhiteSpace(name) && name.Length <= NameLengthMax;

    private static bool IsZone(string zone) => LocalDays.ZoneOrNull(zone) is not null;

    private static bool IsCurrency(string code) => Currency.OrNull(code) is not null;

    private static bool IsCountry(string code) => code.Length == 2 && code.All(char.IsAsciiLetterUpper);
}
