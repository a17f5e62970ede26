//! The demonstration lists of `watchpost-server --demo`: generated rows, and rows made by hand for a tour.
//! They hold the record that the contract's example answer shows, and nothing that would change that answer.

use crate::day::Day;
use crate::documents::{DocumentOptions, DocumentRow, documents};
use crate::head::Head;
use crate::persons::{PersonOptions, PersonRow, persons};
use crate::row::Name;
use crate::vehicles::{VehicleOptions, VehicleRow, vehicles};

const SEED: u64 = 2_303;
const ROWS: u64 = 190;

fn head(record_id: &str) -> Head {
    Head {
        record_id: record_id.to_owned(),
        owner: "UTO",
        reported_on: Some(Day { year: 2025, month: 3, day: 14 }),
        contact: "ncb@uto.example".to_owned(),
        ..Head::default()
    }
}

fn document(record_id: &str, kind: &'static str, number: &str, status: &'static str) -> DocumentRow {
    DocumentRow {
        head: head(record_id),
        issuer: "UTO",
        kind,
        number: number.to_owned(),
        status,
        ..DocumentRow::default()
    }
}

/// The documents of the demonstration.
pub fn demo_documents() -> Vec<DocumentRow> {
    let mut made = vec![
        // The record of docs/contract.md section 5.
        document("SLTD-77", "P", "L898902C3", "stolen"),
        document("SLTD-78", "I", "D23145890", "lost"),
        document("SLTD-79", "V", "L8988901C", "revoked"),
        DocumentRow {
            number_to: "UT8880500".to_owned(),
            place: "Printing works, box 12",
            ..document("SLTD-80", "P", "UT8880001", "stolen-blank")
        },
        DocumentRow { notice_id: "UTO-RED-1".to_owned(), ..document("SLTD-81", "PR", "R12345678", "notice") },
        DocumentRow { issuer: "", ..document("SLTD-82", "P", "XK4409172", "invalid") },
        document("SLTD-83", "ID", "D90417733", "fraudulent"),
    ];
    let mut drill = document("SLTD-84", "P", "UT4711042", "stolen");
    drill.head.exercise = true;
    drill.head.note = "Drill record: no real document";
    let mut over = document("SLTD-85", "P", "UT1230099", "lost");
    over.head.expires_on = Some(Day { year: 2025, month: 12, day: 28 });
    over.head.note = "Found again; expired";
    made.extend([drill, over]);
    let options = DocumentOptions { persons: ROWS, ..DocumentOptions::default() };
    made.extend(documents(SEED, &options, ROWS));
    made
}

fn vehicle(record_id: &str, status: &'static str, make: &'static str, colour: &'static str) -> VehicleRow {
    VehicleRow { head: head(record_id), status, kind: "car", make, colour, ..VehicleRow::default() }
}

/// The vehicles of the demonstration.
pub fn demo_vehicles() -> Vec<VehicleRow> {
    let mut made = vec![
        VehicleRow {
            vin: "1HGCM82633A004352".to_owned(),
            plate: "KA-PA 777".to_owned(),
            plate_country: "DEU",
            model: "ACCORD",
            year: "2003".to_owned(),
            ..vehicle("SMV-77", "stolen", "HONDA", "grey")
        },
        VehicleRow {
            plate: "UT 4711 LÖ".to_owned(),
            plate_country: "UTO",
            ..vehicle("SMV-78", "plate-stolen", "", "")
        },
        VehicleRow {
            plate: "АА1234ВВ".to_owned(),
            plate_country: "UKR",
            ..vehicle("SMV-79", "wanted", "DAF", "white")
        },
        VehicleRow { engine_number: "UTE4711001".to_owned(), ..vehicle("SMV-80", "part", "", "") },
    ];
    let mut drill = VehicleRow {
        vin: "WVWZZZ1JZXW000001".to_owned(),
        ..vehicle("SMV-81", "stolen", "VOLKSWAGEN", "red")
    };
    drill.head.exercise = true;
    drill.head.note = "Drill record: no real vehicle";
    made.push(drill);
    made.extend(vehicles(SEED, &VehicleOptions::default(), ROWS));
    made
}

fn person(
    record_id: &str,
    notice: &'static str,
    status: &'static str,
    name: [&str; 2],
    born: &str,
) -> PersonRow {
    let [surname, given] = name.map(str::to_owned);
    PersonRow {
        head: head(record_id),
        notice,
        names: vec![Name { surname, given, kind: "primary", ..Name::default() }],
        birth_dates: vec![born.to_owned()],
        nationalities: vec!["UTO".to_owned()],
        status,
        ..PersonRow::default()
    }
}

/// The persons of the demonstration.
pub fn demo_persons() -> Vec<PersonRow> {
    let mut made = vec![
        PersonRow {
            offences: vec!["forgery of documents".to_owned()],
            identity_confirmed: Some(true),
            ..person("UTO-RED-1", "red", "wanted", ["ARKFREITH", ""], "1999-01")
        },
        PersonRow {
            sex: "M",
            minor: Some(true),
            ..person("UTO-YEL-1", "yellow", "missing", ["TAMARIN", "LEO MILAN"], "2014-05-17")
        },
        PersonRow { sex: "F", ..person("UTO-YEL-2", "yellow", "victim", ["HALVERIN", "DANA"], "2001-09-30") },
    ];
    let mut red = PersonRow {
        sex: "F",
        documents: vec!["UTO/UT5550123/PP".to_owned()],
        offences: vec!["trafficking in human beings".to_owned()],
        identity_confirmed: Some(true),
        ..person("UTO-RED-2", "red", "wanted", ["VOSSBERG", "MIRELA"], "1987-11-23")
    };
    red.head.caution = "May be armed, approach with care.";
    red.names.push(Name { whole: "Mira Wossberg".to_owned(), kind: "alias", ..Name::default() });
    let mut discreet = person("UTO-ALT-1", "alert", "suspect", ["QUILLON", "TARAS"], "1979-02-14");
    discreet.head.action = "discreet";
    let mut drill = person("UTO-DRL-1", "red", "wanted", ["DRILLMANN", "OSKAR"], "1980-10-10");
    drill.head.exercise = true;
    drill.head.note = "Drill record: no real person";
    made.extend([red, discreet, drill]);
    made.extend(persons(SEED, &PersonOptions::default(), ROWS));
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::icao_letters::icao_name;

    fn folded(number: &str) -> String {
        let fold = |sign: char| match sign {
            'O' | 'D' | 'Q' => '0',
            'I' | 'L' => '1',
            'Z' => '2',
            'S' => '5',
            'G' => '6',
            'B' => '8',
            other => other,
        };
        number.chars().filter(|sign| sign.is_alphanumeric()).map(fold).collect()
    }

    #[test]
    fn the_record_of_the_contract_is_there_once() {
        let rows = demo_documents();
        let found: Vec<&DocumentRow> =
            rows.iter().filter(|row| folded(&row.number) == folded("L898902C3")).collect();
        assert_eq!(found.len(), 1);
        let row = found[0];
        assert_eq!((row.head.record_id.as_str(), row.head.owner, row.status), ("SLTD-77", "UTO", "stolen"));
        assert_eq!((row.issuer, row.kind, row.head.contact.as_str()), ("UTO", "P", "ncb@uto.example"));
        assert_eq!((row.head.action, row.head.caution, row.head.exercise), ("", "", false));
    }

    #[test]
    fn the_other_subjects_of_the_contract_stay_no_hits() {
        for row in demo_documents() {
            assert_ne!(folded(&row.number), folded("UT7770001"));
            let in_range = row.number_to.len() == 9
                && ("UT7770001" >= row.number.as_str())
                && ("UT7770001" <= row.number_to.as_str());
            assert!(!in_range);
        }
        for row in demo_vehicles() {
            assert_ne!(row.vin, "1M8GDM9AXKP042788");
            assert_ne!(folded(&row.plate), folded("AB 123 CD"));
        }
        for row in demo_persons() {
            for name in &row.names {
                let whole = icao_name(&format!("{} {} {}", name.surname, name.given, name.whole));
                assert!(!whole.contains("NOVAK") && !whole.contains("ERIKSSON"), "{}", row.head.record_id);
            }
            assert!(
                !row.documents.iter().any(|named| named.contains("UT7770001") || named.contains("L898902C3"))
            );
        }
    }

    #[test]
    fn no_number_or_range_folds_to_nine_zeros() {
        for row in demo_documents() {
            let (first, last) = (folded(&row.number), folded(&row.number_to));
            assert_ne!(first, "000000000");
            assert!(last.is_empty() || first.as_str() > "000000000");
        }
        for row in demo_persons() {
            assert!(row.documents.iter().all(|named| !folded(named).contains("000000000")));
        }
    }
}
