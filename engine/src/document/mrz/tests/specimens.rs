use super::{born, fault_codes, read};
use crate::document::mrz::Format;

struct Specimen {
    lines: &'static [&'static str],
    format: Format,
    code: &'static str,
    issuer: &'static str,
    number: &'static str,
    surname: &'static str,
    given: &'static str,
    nationality: &'static str,
    birth_date: &'static str,
    sex: &'static str,
    expiry: &'static str,
}

/// Doc 9303 parts 3 to 7 and issuers' public specimens, all with right check digits.
#[rustfmt::skip]
const SPECIMENS: &[Specimen] = &[
    Specimen {
        lines: &["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"],
        format: Format::Td3, code: "P", issuer: "UTO", number: "L898902C3", surname: "ERIKSSON", given: "ANNA MARIA",
        nationality: "UTO", birth_date: "1974-08-12", sex: "F", expiry: "2012-04-15",
    },
    Specimen {
        lines: &["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C<3UTO6908061F9406236ZE184226B<<<<<14"],
        format: Format::Td3, code: "P", issuer: "UTO", number: "L898902C", surname: "ERIKSSON", given: "ANNA MARIA",
        nationality: "UTO", birth_date: "1969-08-06", sex: "F", expiry: "2094-06-23",
    },
    Specimen {
        lines: &["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "HA672242<6YTO5802254M9601086<<<<<<<<<<<<<<08"],
        format: Format::Td3, code: "P", issuer: "UTO", number: "HA672242", surname: "ERIKSSON", given: "ANNA MARIA",
        nationality: "YTO", birth_date: "1958-02-25", sex: "M", expiry: "2096-01-08",
    },
    Specimen {
        lines: &["P<CANMARTIN<<SARAH<<<<<<<<<<<<<<<<<<<<<<<<<<", "ZE000509<9CAN8501019F2301147<<<<<<<<<<<<<<08"],
        format: Format::Td3, code: "P", issuer: "CAN", number: "ZE000509", surname: "MARTIN", given: "SARAH",
        nationality: "CAN", birth_date: "1985-01-01", sex: "F", expiry: "2023-01-14",
    },
    Specimen {
        lines: &["P<CZESPECIMEN<<VZOR<<<<<<<<<<<<<<<<<<<<<<<<<", "99003853<1CZE1101018M1207046110101111<<<<<94"],
        format: Format::Td3, code: "P", issuer: "CZE", number: "99003853", surname: "SPECIMEN", given: "VZOR",
        nationality: "CZE", birth_date: "2011-01-01 1911-01-01", sex: "M", expiry: "2012-07-04",
    },
    Specimen {
        lines: &["P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<", "C01X00T478D<<6408125F2702283<<<<<<<<<<<<<<<4"],
        format: Format::Td3, code: "P", issuer: "DEU", number: "C01X00T47", surname: "MUSTERMANN", given: "ERIKA",
        nationality: "DEU", birth_date: "1964-08-12", sex: "F", expiry: "2027-02-28",
    },
    Specimen {
        lines: &["P<GBRUK<SPECIMEN<<ANGELA<ZOE<<<<<<<<<<<<<<<<", "9250764733GBR8809117F2007162<<<<<<<<<<<<<<08"],
        format: Format::Td3, code: "P", issuer: "GBR", number: "925076473", surname: "UK SPECIMEN", given: "ANGELA ZOE",
        nationality: "GBR", birth_date: "1988-09-11", sex: "F", expiry: "2020-07-16",
    },
    Specimen {
        lines: &["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"],
        format: Format::Td2, code: "I", issuer: "UTO", number: "D23145890", surname: "ERIKSSON", given: "ANNA MARIA",
        nationality: "UTO", birth_date: "1974-08-12", sex: "F", expiry: "2012-04-15",
    },
    Specimen {
        lines: &["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"],
        format: Format::Td1, code: "I", issuer: "UTO", number: "D23145890", surname: "ERIKSSON", given: "ANNA MARIA",
        nationality: "UTO", birth_date: "1974-08-12", sex: "F", expiry: "2012-04-15",
    },
    Specimen {
        lines: &super::LONG_TD1,
        format: Format::Td1, code: "I", issuer: "UTO", number: "D23145890734", surname: "STEVENSON", given: "PETER JOHN",
        nationality: "UTO", birth_date: "1934-07-12", sex: "M", expiry: "2095-07-12",
    },
    Specimen {
        lines: &["IDBEL600001476<9355<<<<<<<<<<<", "1301014F2311207UTO130101987390", "SPECIMEN<<SPECIMEN<<<<<<<<<<<<"],
        format: Format::Td1, code: "ID", issuer: "BEL", number: "600001476935", surname: "SPECIMEN", given: "SPECIMEN",
        nationality: "UTO", birth_date: "2013-01-01 1913-01-01", sex: "F", expiry: "2023-11-20",
    },
    Specimen {
        lines: &["IDESPBAA000589599999999R<<<<<<", "8001014F2501017ESP<<<<<<<<<<<7", "ESPANOLA<ESPANOLA<<CARMEN<<<<<"],
        format: Format::Td1, code: "ID", issuer: "ESP", number: "BAA000589", surname: "ESPANOLA ESPANOLA", given: "CARMEN",
        nationality: "ESP", birth_date: "1980-01-01", sex: "F", expiry: "2025-01-01",
    },
    Specimen {
        lines: &["IDD<<T220001293<<<<<<<<<<<<<<<", "6408125<2010315D<<<<<<<<<<<<<4", "MUSTERMANN<<ERIKA<<<<<<<<<<<<<"],
        format: Format::Td1, code: "ID", issuer: "DEU", number: "T22000129", surname: "MUSTERMANN", given: "ERIKA",
        nationality: "DEU", birth_date: "1964-08-12", sex: "X", expiry: "2020-10-31",
    },
    Specimen {
        lines: &["IDTHA95555554612902968000000<<", "6802295F1307245THA<<<<<<<<<<<6", "NILAVADHANANANDA<<CHAYAPA<DE<K"],
        format: Format::Td1, code: "ID", issuer: "THA", number: "955555546", surname: "NILAVADHANANANDA", given: "CHAYAPA DE K",
        nationality: "THA", birth_date: "1968-02-29", sex: "F", expiry: "2013-07-24",
    },
    Specimen {
        lines: &["I<SWE59000002<8198703142391<<<", "8703145M1701027SWE<<<<<<<<<<<8", "SPECIMEN<<SVEN<<<<<<<<<<<<<<<<"],
        format: Format::Td1, code: "I", issuer: "SWE", number: "59000002", surname: "SPECIMEN", given: "SVEN",
        nationality: "SWE", birth_date: "1987-03-14", sex: "M", expiry: "2017-01-02",
    },
    Specimen {
        lines: &["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<"],
        format: Format::MrvA, code: "V", issuer: "UTO", number: "L8988901C", surname: "ERIKSSON", given: "ANNA MARIA",
        nationality: "XXX", birth_date: "1940-09-07", sex: "F", expiry: "2096-12-10",
    },
    Specimen {
        lines: &["VNUSATRAVELER<<HAPPY<<<<<<<<<<<<<<<<<<<<<<<<", "1234567897CAN6612120M1407282B3XLC000FD142955"],
        format: Format::MrvA, code: "VN", issuer: "USA", number: "123456789", surname: "TRAVELER", given: "HAPPY",
        nationality: "CAN", birth_date: "1966-12-12", sex: "M", expiry: "2014-07-28",
    },
    Specimen {
        lines: &["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<"],
        format: Format::MrvB, code: "V", issuer: "UTO", number: "L8988901C", surname: "ERIKSSON", given: "ANNA MARIA",
        nationality: "XXX", birth_date: "1940-09-07", sex: "F", expiry: "2096-12-10",
    },
    Specimen {
        lines: &["VCFRASPECIMEN<<SPECIMEN<<<<<<<<<<<<<", "F000000005UTO0311063M1401143<M300703"],
        format: Format::MrvB, code: "VC", issuer: "FRA", number: "F00000000", surname: "SPECIMEN", given: "SPECIMEN",
        nationality: "UTO", birth_date: "2003-11-06 1903-11-06", sex: "M", expiry: "2014-01-14",
    },
    Specimen {
        lines: &["VBD<<DEDIC<<SIDNAN<<<<<<<<<<<<<<<<<<", "D091740530BOS8201135M9708011<2020711"],
        format: Format::MrvB, code: "VB", issuer: "DEU", number: "D09174053", surname: "DEDIC", given: "SIDNAN",
        nationality: "BOS", birth_date: "1982-01-13", sex: "M", expiry: "2097-08-01",
    },
    // Synthetic ones: a two-letter code, unknown parts of the date of birth, no secondary identifier, a minor,
    // and a TD2 with a number of twelve signs.
    Specimen {
        lines: &super::ERIKSSON,
        format: Format::Td3, code: "PP", issuer: "UTO", number: "L898902C3", surname: "ERIKSSON", given: "ANNA MARIA",
        nationality: "UTO", birth_date: "1974-08-12", sex: "F", expiry: "2032-04-15",
    },
    Specimen {
        lines: &["PRUTOARKFREITH<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "R123456783XXB9901<<7F2806309<<<<<<<<<<<<<<<8"],
        format: Format::Td3, code: "PR", issuer: "UTO", number: "R12345678", surname: "ARKFREITH", given: "",
        nationality: "XXB", birth_date: "1999-01", sex: "F", expiry: "2028-06-30",
    },
    Specimen {
        lines: &["PPD<<MUELLER<<JUERGEN<<<<<<<<<<<<<<<<<<<<<<<", "C01X00T478D<<83<<<<5M3112319<<<<<<<<<<<<<<<4"],
        format: Format::Td3, code: "PP", issuer: "DEU", number: "C01X00T47", surname: "MUELLER", given: "JUERGEN",
        nationality: "DEU", birth_date: "1983", sex: "M", expiry: "2031-12-31",
    },
    Specimen {
        lines: &["PPUTONOVAKOVA<<EVA<<<<<<<<<<<<<<<<<<<<<<<<<<", "UT77700015UTO1203059F2903046<<<<<<<<<<<<<<<2"],
        format: Format::Td3, code: "PP", issuer: "UTO", number: "UT7770001", surname: "NOVAKOVA", given: "EVA",
        nationality: "UTO", birth_date: "2012-03-05 1912-03-05", sex: "F", expiry: "2029-03-04",
    },
    Specimen {
        lines: &["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D23145890<UTO7408122F32041537349<<<8"],
        format: Format::Td2, code: "I", issuer: "UTO", number: "D23145890734", surname: "ERIKSSON", given: "ANNA MARIA",
        nationality: "UTO", birth_date: "1974-08-12", sex: "F", expiry: "2032-04-15",
    },
];

#[test]
fn every_specimen_is_read_field_by_field_and_passes() {
    for specimen in SPECIMENS {
        let text = specimen.lines.concat();
        let mrz = read(&text);
        assert!(mrz.checks_passed(), "{:?} {text}", mrz.faults());
        assert!(!mrz.document_number_check_failed());
        assert_eq!(mrz.format(), specimen.format, "{text}");
        assert_eq!(mrz.document_type().unwrap().as_str(), specimen.code);
        assert_eq!(mrz.issuer().unwrap().as_str(), specimen.issuer);
        assert_eq!(mrz.number(), specimen.number);
        assert_eq!((mrz.surname(), mrz.given()), (specimen.surname, specimen.given));
        assert_eq!(mrz.nationality().unwrap().as_str(), specimen.nationality);
        assert_eq!(born(&mrz).join(" "), specimen.birth_date);
        assert_eq!(mrz.sex().unwrap().as_str(), specimen.sex);
        assert_eq!(mrz.expiry().unwrap().to_string(), specimen.expiry);
        assert_eq!(mrz.name_may_be_cut(), text.ends_with("<DE<K"), "{text}");
    }
}

#[test]
fn lines_are_read_like_the_joined_text() {
    for specimen in SPECIMENS {
        let joined = read(&specimen.lines.concat());
        for separator in ["\n", "\r\n", "\\n", " ", " \n "] {
            let apart = read(&specimen.lines.join(separator));
            assert_eq!(apart.format(), joined.format());
            assert_eq!(apart.number(), joined.number());
            assert_eq!(apart.faults(), joined.faults());
        }
    }
}

#[test]
fn wrong_digits_of_a_printed_specimen_are_told() {
    let mrz =
        read("P<INPSPECIMEN<<SAMPLE<<<<<<<<<<<<<<<<<<<<<<<\nXX000000<0FRA1901012F16073021234567890<<<<70");
    assert!(!mrz.checks_passed());
    assert_eq!(fault_codes(&mrz), ["check-digit-expiry", "check-digit-composite"]);
    assert_eq!(mrz.expiry(), None, "a date whose digit failed counts as unknown");
    assert_eq!(mrz.number(), "XX000000");
    assert_eq!((mrz.faults()[0].line, mrz.faults()[0].column), (2, 28));
    assert_eq!((mrz.faults()[1].line, mrz.faults()[1].column), (2, 44));
}

#[test]
fn optional_data_are_read_without_the_rest_of_a_long_number() {
    assert_eq!(read(&super::ERIKSSON.concat()).optional(), "ZE184226B");
    assert_eq!(read(&super::LONG_TD1.concat()).optional(), "");
    let spanish =
        "IDESPBAA000589599999999R<<<<<<8001014F2501017ESP<<<<<<<<<<<7ESPANOLA<ESPANOLA<<CARMEN<<<<<";
    assert_eq!(read(spanish).optional(), "99999999R");
    let belgian =
        "IDBEL600001476<9355<<<<<<<<<<<1301014F2311207UTO130101987390SPECIMEN<<SPECIMEN<<<<<<<<<<<<";
    assert_eq!(read(belgian).optional(), "13010198739");
}
