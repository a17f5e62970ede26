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
    /// Why a writer by the rules would not make it as it is printed; empty where it would.
    pub irregular: &'static str,
    /// Where it is printed.
    pub source: &'static str,
}

impl Specimen {
    /// True where the lines are as a writer by the rules makes them, with right digits.
    pub fn is_regular(&self) -> bool {
        self.wrong_digits.is_empty() && self.irregular.is_empty()
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
    Specimen { name, format, lines, fields, wrong_digits: "", irregular: "", source }
}

const fn irregular(specimen: Specimen, irregular: &'static str) -> Specimen {
    Specimen { irregular, ..specimen }
}

use MrzFormat::{FraId, MrvA, MrvB, Td1, Td2, Td3};

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
        wrong_digits: "expiry|composite", irregular: "", source: ISSUER,
    },
    specimen("td3-icao-appendix-a", Td3,
        &["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "HA672242<6YTO5802254M9601086<<<<<<<<<<<<<<08"],
        fields("P", "UTO", "HA672242", "YTO", &Holder("ERIKSSON", "ANNA MARIA", "580225", "M", "960108"), ""), ICAO),
    specimen("td2-icao-cut-name", Td2,
        &["I<UTOBENNELONG<WOOLOOMOOLOO<W<W<<D<P", "D231458907UTO7408122F1204159<<<<<<<6"],
        fields("I", "UTO", "D23145890", "UTO", &Holder("BENNELONG WOOLOOMOOLOO W W", "D P", "740812", "F", "120415"), ""), ICAO),
    specimen("td3-spain", Td3,
        &["P<ESPESPANOLA<ESPANOLA<<CARMEN<<<<<<<<<<<<<<", "ZAB0002549ESP8001014F2501017A9999999900<<<44"],
        fields("P", "ESP", "ZAB000254", "ESP", &Holder("ESPANOLA ESPANOLA", "CARMEN", "800101", "F", "250101"), "A9999999900"), ISSUER),
    specimen("td3-netherlands", Td3,
        &["P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE<<<<<<<<<<<", "SPECI20142NLD6503101F2403096999999990<<<<<84"],
        fields("P", "NLD", "SPECI2014", "NLD", &Holder("DE BRUIJN", "WILLEKE LISELOTTE", "650310", "F", "240309"), "999999990"), ISSUER),
    specimen("td3-hungary", Td3,
        &["P<HUNRUSORAN<<GABRIELLA<<<<<<<<<<<<<<<<<<<<<", "HA10001029HUN6506146F1411166<<<<<<<<<<<<<<04"],
        fields("P", "HUN", "HA1000102", "HUN", &Holder("RUSORAN", "GABRIELLA", "650614", "F", "141116"), ""), ISSUER),
    specimen("td3-serbia", Td3,
        &["P<SRBTEST<<MILICA<<<<<<<<<<<<<<<<<<<<<<<<<<<", "0000000000SRB6802295F22101042902968000000<40"],
        fields("P", "SRB", "000000000", "SRB", &Holder("TEST", "MILICA", "680229", "F", "221010"), "2902968000000"), ISSUER),
    specimen("td3-slovakia", Td3,
        &["P<SVKSPECIMEN<<BIOMETRIA<<<<<<<<<<<<<<<<<<<<", "XB00000004SVK1111112F18010191111111111<<<<00"],
        fields("P", "SVK", "XB0000000", "SVK", &Holder("SPECIMEN", "BIOMETRIA", "111111", "F", "180101"), "1111111111"), ISSUER),
    specimen("td3-norway", Td3,
        &["PVNORNORMANN<<KARI<<<<<<<<<<<<<<<<<<<<<<<<<<", "00000000<0NOR7505319F15100364197505311234588"],
        fields("PV", "NOR", "00000000", "NOR", &Holder("NORMANN", "KARI", "750531", "F", "151003"), "41975053112345"), ISSUER),
    irregular(specimen("td3-germany-provisional", Td3,
        &["PPD<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<", "A<00000000D<<6408125F1110311<<<<<<<<<<<<<<<2"],
        open(fields("PP", "D", "A0000000", "D", &Holder("MUSTERMANN", "ERIKA", "640812", "F", "111031"), "")), ISSUER),
        "a filler inside the number"),
    Specimen {
        name: "td3-russia-internal", format: Td3,
        lines: &["PNRUSZDRIL7K<<SERGEQ<ANATOL9EVI3<<<<<<<<<<<<", "3919353498RUS7207233M<<<<<<<4151218910003<50"],
        fields: fields("PN", "RUS", "391935349", "RUS", &Holder("", "", "720723", "M", "<<<<<<"), "4151218910003"),
        wrong_digits: "expiry", irregular: "sounds spelled with digits in the name, and no digit of the expiry", source: ISSUER,
    },
    irregular(specimen("td2-germany-temporary", Td2,
        &["ITD<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<", "C<00000004D<<6408125F0404011<<<<<<<4"],
        fields("IT", "D", "C0000000", "D", &Holder("MUSTERMANN", "ERIKA", "640812", "F", "040401"), ""), ISSUER),
        "a filler inside the number"),
    specimen("td1-germany-2021", Td1,
        &["IDD<<L01XPVM8J2<<<<<<<<<<<<<<<", "8308126<3108011D<<2108<<<<<<<5", "MUSTERMANN<<ERIKA<<<<<<<<<<<<<"],
        second(fields("ID", "D", "L01XPVM8J", "D", &Holder("MUSTERMANN", "ERIKA", "830812", "<", "310801"), ""), "2108"), ISSUER),
    specimen("td1-united-states-passport-card", Td1,
        &["IPUSAC030049646<<10<30<B22<498", "8101017M1911297USA<<0754052296", "TRAVELER<<HAPPY<<<<<<<<<<<<<<<"],
        second(fields("IP", "USA", "C03004964", "USA", &Holder("TRAVELER", "HAPPY", "810101", "M", "191129"), "<<10<30<B22<498"), "<<075405229"), ISSUER),
    Specimen {
        name: "td1-united-states-no-number", format: Td1,
        lines: &["I<USA<<<<<<<<<<<<<<<<<<<<<<<<<", "7607040F8107042USA<<<<<<<<<<<2", "PUBLIC<<JANE<Q<<<<<<<<<<<<<<<<"],
        fields: fields("I", "USA", "", "USA", &Holder("PUBLIC", "JANE Q", "760704", "F", "810704"), ""),
        wrong_digits: "number", irregular: "no number and no digit of it", source: ISSUER,
    },
    irregular(specimen("td1-france-2021", Td1,
        &["IDFRAX4RTBPFW46<<<<<<<<<<<<<<<", "9007138F3002119FRA<<<<<<<<<<<6", "MARTIN<<MAELYS<<GAELLE<MARIE<<"],
        fields("ID", "FRA", "X4RTBPFW4", "FRA", &Holder("MARTIN", "MAELYS GAELLE MARIE", "900713", "F", "300211"), ""), ISSUER),
        "two fillers between given names"),
    irregular(specimen("td1-belgium-filler-in-front", Td1,
        &["IDBEL<12345678<012345678901242", "8001014F3012316BEL<<<<<<<<<<<0", "SPECIMEN<<SPECIMEN<<<<<<<<<<<<"],
        fields("ID", "BEL", "1234567801234567890124", "BEL", &Holder("SPECIMEN", "SPECIMEN", "800101", "F", "301231"), ""), ISSUER),
        "a filler in front of the number"),
    irregular(specimen("td1-portugal-long-number", Td1,
        &["I<PRT000024759<ZZ72<<<<<<<<<<<", "8010100F2006017PRT<<<<<<<<<<<8", "CARLOS<MONTEIRO<<AMELIA<VANESS"],
        fields("I", "PRT", "000024759ZZ7", "PRT", &Holder("CARLOS MONTEIRO", "AMELIA VANESS", "801010", "F", "200601"), ""), ISSUER),
        "the filler inside the long number counted in its digit"),
    specimen("mrva-united-states-short-number", MrvA,
        &["VNUSAHAPPY<<TRAVELER<<<<<<<<<<<<<<<<<<<<<<<<", "0000000<<0CYP0001018M1601231B2NCS00E0F060308"],
        fields("VN", "USA", "0000000", "CYP", &Holder("HAPPY", "TRAVELER", "000101", "M", "160123"), "B2NCS00E0F060308"), ISSUER),
    specimen("fra-id", FraId,
        &["IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<", "9409923102854CORINNE<<<<<<<6512068F4"],
        fields("ID", "FRA", "940992310285", "FRA", &Holder("BERTHIER", "CORINNE", "651206", "F", ""), ""), ISSUER),
    specimen("fra-id-two-given-names", FraId,
        &["IDFRADUPONT<DURAND<<<<<<<<<<<<750123", "1201750123459JEAN<<PAUL<<<<8001014M7"],
        fields("ID", "FRA", "120175012345", "FRA", &Holder("DUPONT DURAND", "JEAN PAUL", "800101", "M", ""), "750123"), SYNTHETIC),
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
        "name,format,line1,line2,line3,code,issuer,number,nationality,surname,given,birth,sex,expiry,optional,optional_2,wrong_digits,irregular,source\n",
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
            specimen.irregular,
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
        for specimen in SPECIMENS
            .iter()
            .filter(|specimen| !specimen.wrong_digits.is_empty() && specimen.irregular.is_empty())
        {
            let written = write_mrz(specimen.format, &specimen.fields).unwrap();
            assert_eq!(written[0], specimen.lines[0]);
            let differing =
                written[1].chars().zip(specimen.lines[1].chars()).filter(|(one, other)| one != other);
            assert_eq!(differing.count(), specimen.wrong_digits.split('|').count());
        }
    }

    #[test]
    fn specimens_of_all_formats_are_there() {
        for format in [Td1, Td2, Td3, MrvA, MrvB, FraId] {
            assert!(SPECIMENS.iter().filter(|specimen| specimen.format == format).count() >= 2, "{format:?}");
        }
    }
}
