"""Writes src/Collections.Domain/Numbers/Data from the metadata of libphonenumber (Apache License 2.0).

    apt-get download python3-phonenumbers && dpkg-deb -x python3-phonenumbers_*.deb x
    PYTHONPATH=x/usr/lib/python3/dist-packages python3 eng/numbers/generate.py

What is newer than the package, or is told in more depth than it has it, stands in this folder as additions-*.tsv.
"""
import pathlib

import phonenumbers
from phonenumbers import PhoneMetadata
from phonenumbers.data import _AVAILABLE_NONGEO_COUNTRY_CODES as NONGEO
from phonenumbers.data import _AVAILABLE_REGION_CODES as REGIONS
from phonenumbers.data import _COUNTRY_CODE_TO_REGION_CODE as BY_CODE
from phonenumbers.geodata import GEOCODE_DATA
from phonenumbers.tzdata import TIMEZONE_DATA

HERE = pathlib.Path(__file__).parent
DATA = HERE.parent.parent / "src/Collections.Domain/Numbers/Data"
HEAD = f"# Derived from libphonenumber {phonenumbers.__version__} (Apache License 2.0) by eng/numbers/generate.py.\n"
MAINLAND = "13456789"


def pattern(*descs):
    return "|".join(d.national_number_pattern for d in descs if d and d.national_number_pattern)


def additions(name):
    lines = (HERE / f"additions-{name}.tsv").read_text().splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def region_line(m, main):
    general = m.general_desc
    return "\t".join([
        m.id if m.id != "001" else "001", str(m.country_code), "main" if main else "",
        m.international_prefix or "", m.national_prefix_for_parsing or "", m.national_prefix_transform_rule or "",
        m.leading_digits or "", ",".join(map(str, general.possible_length)), general.national_number_pattern,
        pattern(m.fixed_line), pattern(m.mobile), pattern(m.toll_free), pattern(m.premium_rate), pattern(m.shared_cost),
        pattern(m.voip, m.personal_number, m.pager, m.uan, m.voicemail)]).replace("\n", "")


def regions():
    overrides = {row[0]: row[1:] for row in additions("regions")}
    lines = []
    for code in sorted(BY_CODE):
        for region in BY_CODE[code]:
            m = (PhoneMetadata.metadata_for_nongeo_region(code) if region == "001"
                 else PhoneMetadata.metadata_for_region(region))
            cells = region_line(m, BY_CODE[code][0] == region).split("\t")
            if region in overrides:
                cells[int(overrides[region][0])] = overrides[region][1]
            lines.append("\t".join(cells))
    columns = ("region\tcode\tmain\tinternationalPrefix\ttrunkPrefix\ttrunkTransform\tleadingDigits\tlengths\tany"
               "\tlandline\tmobile\ttollFree\tpremium\tsharedCost\tother")
    return HEAD + "# " + columns + "\n" + "\n".join(lines) + "\n"


def zones():
    table = {prefix: " ".join(z) for prefix, z in TIMEZONE_DATA.items()}
    for prefix, added in additions("zones"):
        table[prefix] = added if len(prefix) == 1 else table.get(prefix, added)

    def inherited(prefix):
        return next((table[prefix[:n]] for n in range(len(prefix) - 1, 0, -1) if prefix[:n] in table), None)

    lines = [f"{p}\t{z}" for p, z in sorted(table.items()) if z != inherited(p)]
    return HEAD + "# prefix\tzones\n" + "\n".join(lines) + "\n"


def chinese_areas():
    table = {}
    for prefix, names in GEOCODE_DATA.items():
        area = prefix[2:]
        mobile = area[:1] == "1" and area[1:2] in MAINLAND
        if prefix.startswith("86") and not mobile and 2 <= len(area) <= 3:
            table[area] = (names.get("en", ""), names.get("zh", ""))
    table.update({row[0]: (row[1], row[2]) for row in additions("cn-areas")})
    return HEAD + "# areaCode\tplace\tplaceInChinese\n" + "".join(
        f"{area}\t{en}\t{zh}\n" for area, (en, zh) in sorted(table.items()))


if __name__ == "__main__":
    DATA.mkdir(parents=True, exist_ok=True)
    (DATA / "regions.tsv").write_text(regions())
    (DATA / "zones.tsv").write_text(zones())
    (DATA / "cn-areas.tsv").write_text(chinese_areas())
