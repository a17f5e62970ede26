//! ICAO's and issuers' published specimen MRZs, and synthetic ones of the specimen State, with what a reader
//! must find in them. Written to testdata/specimens/mrz.csv.

use crate::mrz::{MrzFields, MrzFormat};
use crate::row::push_csv;

/// One specimen.
#[derive(Clone, Copy, Debug)]
pub struct Specimen {
    /// A short name for reports.
    pub name: &'static str,
    /// Its format.
    pub format: MrzFormat,
    /// The lines as printed.
    pub lines: &'static [&'static str],
    /// What they say. Names are as in the MRZ, fillers as spaces.
    pub fields: MrzFields<'static>,
    /// The check digits that are wrong as printed, `|` between them; empty where all are right.
    pub wrong_digits: &'static str,
    /// Where it is printed.
    pub source: &'static str,
}

impl Specimen {
    /// True where lines 1 and 2 are as a writer makes them: with right digits and whole names.
    pub fn is_regular(&self) -> bool {
        self.wrong_digits.is_empty()
    }
}

struct Holder(&'static str, &'static str, &'static str, &'static str, &'static str);

const fn fields(
    code: &'static str,
    issuer: &'static str,
    number: &'static str,
    nationality: &'static str,
    holder: &Holder,
    optional: &'static str,
) -> MrzFields<'static> {
    let Holder(surname, given, birth, sex, expiry) = *holder;
    MrzFields {
        code,
        issuer,
        number,
        nationality,
        surname,
        given,
        birth,
        sex,
        expiry,
        optional,
        optional_2: "",
        open_personal_digit: false,
    }
}

const fn open(fields: MrzFields<'static>) -> MrzFields<'static> {
    MrzFields { open_personal_digit: true, ..fields }
}

const fn second(fields: MrzFields<'static>, optional_2: &'static str) -> MrzFields<'static> {
    MrzFields { optional_2, ..fields }
}

const fn specimen(
    name: &'static str,
    format: MrzFormat,
    lines: &'static [&'static str],
    fields: MrzFields<'static>,
    source: &'static str,
) -> Specimen {
    Specimen { name, format, lines, fields, wrong_digits: "", source }
}

use MrzFormat::{MrvA, MrvB, Td1, Td2, Td3};

const ICAO: &str = "ICAO Doc 9303";
const ISSUER: &str = "issuer's published specimen";
const SYNTHETIC: &str = "synthetic";

const ANNA: Holder = Holder("ERIKSSON", "ANNA MARIA", "740812", "F", "120415");
const ANNA_2032: Holder = Holder("ERIKSSON", "ANNA MARIA", "740812", "F", "320415");

/// The table.
#[rustfmt::skip]
pub const SPECIMENS: &[Specimen] = &[
    specimen("td3-icao", Td3,
        &["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"],
        fields("P", "UTO", "L898902C3", "UTO", &ANNA, "ZE184226B"), ICAO),
    specimen("td3-icao-older", Td3,
        &["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C<3UTO6908061F9406236ZE184226B<<<<<14"],
        fields("P", "UTO", "L898902C", "UTO", &Holder("ERIKSSON", "ANNA MARIA", "690806", "F", "940623"), "ZE184226B"), ICAO),
    specimen("td3-canada", Td3,
        &["P<CANMARTIN<<SARAH<<<<<<<<<<<<<<<<<<<<<<<<<<", "ZE000509<9CAN8501019F2301147<<<<<<<<<<<<<<08"],
        fields("P", "CAN", "ZE000509", "CAN", &Holder("MARTIN", "SARAH", "850101", "F", "230114"), ""), ISSUER),
    specimen("td3-czechia", Td3,
        &["P<CZESPECIMEN<<VZOR<<<<<<<<<<<<<<<<<<<<<<<<<", "99003853<1CZE1101018M1207046110101111<<<<<94"],
        fields("P", "CZE", "99003853", "CZE", &Holder("SPECIMEN", "VZOR", "110101", "M", "120704"), "110101111"), ISSUER),
    specimen("td3-germany-open-digit", Td3,
        &["P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<", "C01X00T478D<<6408125F2702283<<<<<<<<<<<<<<<4"],
        open(fields("P", "D", "C01X00T47", "D", &Holder("MUSTERMANN", "ERIKA", "640812", "F", "270228"), "")), ISSUER),
    specimen("td3-united-kingdom", Td3,
        &["P<GBRUK<SPECIMEN<<ANGELA<ZOE<<<<<<<<<<<<<<<<", "9250764733GBR8809117F2007162<<<<<<<<<<<<<<08"],
        fields("P", "GBR", "925076473", "GBR", &Holder("UK SPECIMEN", "ANGELA ZOE", "880911", "F", "200716"), ""), ISSUER),
    specimen("td2-icao", Td2,
        &["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"],
        fields("I", "UTO", "D23145890", "UTO", &ANNA, ""), ICAO),
    specimen("td1-icao", Td1,
        &["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"],
        fields("I", "UTO", "D23145890", "UTO", &ANNA, ""), ICAO),
    specimen("td1-icao-long-number", Td1,
        &["I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<"],
        fields("I", "UTO", "D23145890734", "UTO", &Holder("STEVENSON", "PETER JOHN", "340712", "M", "950712"), ""), ICAO),
    specimen("td1-belgium-long-number", Td1,
        &["IDBEL600001476<9355<<<<<<<<<<<", "1301014F2311207UTO130101987390", "SPECIMEN<<SPECIMEN<<<<<<<<<<<<"],
        second(fields("ID", "BEL", "600001476935", "UTO", &Holder("SPECIMEN", "SPECIMEN", "130101", "F", "231120"), ""), "13010198739"), ISSUER),
    specimen("td1-spain", Td1,
        &["IDESPBAA000589599999999R<<<<<<", "8001014F2501017ESP<<<<<<<<<<<7", "ESPANOLA<ESPANOLA<<CARMEN<<<<<"],
        fields("ID", "ESP", "BAA000589", "ESP", &Holder("ESPANOLA ESPANOLA", "CARMEN", "800101", "F", "250101"), "99999999R"), ISSUER),
    specimen("td1-germany-no-sex", Td1,
        &["IDD<<T220001293<<<<<<<<<<<<<<<", "6408125<2010315D<<<<<<<<<<<<<4", "MUSTERMANN<<ERIKA<<<<<<<<<<<<<"],
        fields("ID", "D", "T22000129", "D", &Holder("MUSTERMANN", "ERIKA", "640812", "<", "201031"), ""), ISSUER),
    specimen("td1-thailand-cut-name", Td1,
        &["IDTHA95555554612902968000000<<", "6802295F1307245THA<<<<<<<<<<<6", "NILAVADHANANANDA<<CHAYAPA<DE<K"],
        fields("ID", "THA", "955555546", "THA", &Holder("NILAVADHANANANDA", "CHAYAPA DE K", "680229", "F", "130724"), "2902968000000"), ICAO),
    specimen("td1-sweden", Td1,
        &["I<SWE59000002<8198703142391<<<", "8703145M1701027SWE<<<<<<<<<<<8", "SPECIMEN<<SVEN<<<<<<<<<<<<<<<<"],
        fields("I", "SWE", "59000002", "SWE", &Holder("SPECIMEN", "SVEN", "870314", "M", "170102"), "198703142391"), ISSUER),
    specimen("mrva-icao", MrvA,
        &["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<"],
        fields("V", "UTO", "L8988901C", "XXX", &Holder("ERIKSSON", "ANNA MARIA", "400907", "F", "961210"), "6ZE184226B"), ICAO),
    specimen("mrva-united-states", MrvA,
        &["VNUSATRAVELER<<HAPPY<<<<<<<<<<<<<<<<<<<<<<<<", "1234567897CAN6612120M1407282B3XLC000FD142955"],
        fields("VN", "USA", "123456789", "CAN", &Holder("TRAVELER", "HAPPY", "661212", "M", "140728"), "B3XLC000FD142955"), ISSUER),
    specimen("mrvb-icao", MrvB,
        &["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<"],
        fields("V", "UTO", "L8988901C", "XXX", &Holder("ERIKSSON", "ANNA MARIA", "400907", "F", "961210"), ""), ICAO),
    specimen("mrvb-france", MrvB,
        &["VCFRASPECIMEN<<SPECIMEN<<<<<<<<<<<<<", "F000000005UTO0311063M1401143<M300703"],
        fields("VC", "FRA", "F00000000", "UTO", &Holder("SPECIMEN", "SPECIMEN", "031106", "M", "140114"), "<M300703"), ISSUER),
    specimen("mrvb-germany-withdrawn-nationality", MrvB,
        &["VBD<<DEDIC<<SIDNAN<<<<<<<<<<<<<<<<<<", "D091740530BOS8201135M9708011<2020711"],
        fields("VB", "D", "D09174053", "BOS", &Holder("DEDIC", "SIDNAN", "820113", "M", "970801"), "<2020711"), ISSUER),
    Specimen {
        name: "td3-interpol-wrong-digits", format: Td3,
        lines: &["P<INPSPECIMEN<<SAMPLE<<<<<<<<<<<<<<<<<<<<<<<", "XX000000<0FRA1901012F16073021234567890<<<<70"],
        fields: fields("P", "INP", "XX000000", "FRA", &Holder("SPECIMEN", "SAMPLE", "190101", "F", "160730"), "1234567890"),
        wrong_digits: "expiry|composite", source: ISSUER,
    },
    specimen("td3-two-letter-code", Td3,
        &["PPUTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F3204153ZE184226B<<<<<16"],
        fields("PP", "UTO", "L898902C3", "UTO", &ANNA_2032, "ZE184226B"), SYNTHETIC),
    specimen("td3-refugee-day-unknown", Td3,
        &["PRUTOARKFREITH<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "R123456783XXB9901<<7F2806309<<<<<<<<<<<<<<<8"],
        open(fields("PR", "UTO", "R12345678", "XXB", &Holder("ARKFREITH", "", "9901<<", "F", "280630"), "")), SYNTHETIC),
    specimen("td3-only-year-known", Td3,
        &["PPD<<MUELLER<<JUERGEN<<<<<<<<<<<<<<<<<<<<<<<", "C01X00T478D<<83<<<<5M3112319<<<<<<<<<<<<<<<4"],
        open(fields("PP", "D", "C01X00T47", "D", &Holder("MUELLER", "JUERGEN", "83<<<<", "M", "311231"), "")), SYNTHETIC),
    specimen("td3-minor", Td3,
        &["PPUTONOVAKOVA<<EVA<<<<<<<<<<<<<<<<<<<<<<<<<<", "UT77700015UTO1203059F2903046<<<<<<<<<<<<<<<2"],
        open(fields("PP", "UTO", "UT7770001", "UTO", &Holder("NOVAKOVA", "EVA", "120305", "F", "290304"), "")), SYNTHETIC),
    specimen("td2-long-number", Td2,
        &["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D23145890<UTO7408122F32041537349<<<8"],
        fields("I", "UTO", "D23145890734", "UTO", &ANNA_2032, ""), SYNTHETIC),
];

/// The table as CSV, header first.
pub fn specimens_csv() -> String {
    let mut text = String::from(
        "name,format,line1,line2,line3,code,issuer,number,nationality,surname,given,birth,sex,expiry,optional,optional_2,wrong_digits,source\n",
    );
    for specimen in SPECIMENS {
        let MrzFields {
            code,
            issuer,
            number,
            nationality,
            surname,
            given,
            birth,
            sex,
            expiry,
            optional,
            optional_2,
            ..
        } = specimen.fields;
        let line = |at: usize| specimen.lines.get(at).copied().unwrap_or_default();
        let cells = [
            specimen.name,
            specimen.format.name(),
            line(0),
            line(1),
            line(2),
            code,
            issuer,
            number,
            nationality,
            surname,
            given,
            birth,
            sex,
            expiry,
            optional,
            optional_2,
            specimen.wrong_digits,
            specimen.source,
        ];
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            push_csv(&mut text, cell);
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mrz::write_mrz;

    #[test]
    fn the_writer_makes_every_specimen_with_right_digits() {
        for specimen in SPECIMENS.iter().filter(|specimen| specimen.is_regular()) {
            let written = write_mrz(specimen.format, &specimen.fields).unwrap();
            assert_eq!(written, specimen.lines, "{}", specimen.name);
        }
    }

    #[test]
    fn the_wrong_specimen_differs_only_where_it_says() {
        for specimen in SPECIMENS.iter().filter(|specimen| !specimen.is_regular()) {
            let written = write_mrz(specimen.format, &specimen.fields).unwrap();
            assert_eq!(written[0], specimen.lines[0]);
            let differing =
                written[1].chars().zip(specimen.lines[1].chars()).filter(|(one, other)| one != other);
            assert_eq!(differing.count(), specimen.wrong_digits.split('|').count());
        }
    }

    #[test]
    fn specimens_of_all_formats_are_there() {
        for format in [Td1, Td2, Td3, MrvA, MrvB] {
            assert!(SPECIMENS.iter().filter(|specimen| specimen.format == format).count() >= 2, "{format:?}");
        }
    }
}
