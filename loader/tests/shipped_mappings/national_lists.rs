//! Lists of the United Kingdom, Canada and the FBI, and the EU's older CSV.

use watchpost_engine::record::{Action, Notice, PersonStatus};

use crate::{Counts, births, documents, made_up_persons, names, nationalities};

/// Windows-1252: 0x92 is a quotation mark, 0xE9 an e with an acute accent.
const UK: &[u8] = b"Last Updated,02/04/2099\r\n\
Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,DOB,Town of Birth,Country of Birth,Nationality,Passport Details,NI Number,Position,Address 1,Address 2,Address 3,Address 4,Address 5,Address 6,Post/Zip Code,Country,Other Information,Group Type,Alias Type,Regime,Listed On,Last Updated,Group ID\r\n\
ERICSSON,Ann,,,,,,00/00/1955,Zenith,,(1) Swedish (2) Iranian,(1) AB1234567 (Swedish). Issued 29.9.1998 (2) D123456 (False Indonesian),(1) 660105-01-5297 (2) Driver license no D2161572,,,,,,,,,,x,Individual,AKA,Demo,23/04/2013,23/04/2013,77\r\n\
EXAMPLE LTD,,,,,,,,,,,,,,,,,,,,,,The firm\x92s note,Entity,Prime Alias,Demo,23/04/2013,23/04/2013,78\r\n\
\xc9RIKSSON,Anna,Maria,,,,Dr,12/08/1974,Zenith,,(1) Swedish (2) Iranian,(1) AB1234567 (Swedish). Issued 29.9.1998 (2) D123456 (False Indonesian),(1) 660105-01-5297 (2) Driver license no D2161572,,,,,,,,,,x,Individual,Prime Alias,Demo,23/04/2013,23/04/2013,77\r\n\
\xc9RIKSSON,Anna,Maria,,,,Dr,29/02/1969,Zenith,,(1) Swedish (2) Iranian,(1) AB1234567 (Swedish). Issued 29.9.1998 (2) D123456 (False Indonesian),(1) 660105-01-5297 (2) Driver license no D2161572,,,,,,,,,,x,Individual,Prime Alias,Demo,23/04/2013,23/04/2013,77";

#[test]
fn uk_rows_of_one_group_are_one_person() {
    let (counts, records) = made_up_persons("uk-hmt.toml", "uk.csv", UK);
    assert_eq!(
        counts,
        Counts { rows: 4, records: 1, left_out: 1, joined: 2, unread: 1, ..Counts::default() }
    );
    let record = &records[0];
    assert_eq!(record.listing.record_id, "UK:77");
    assert_eq!(record.listing.action, Some(Action::Inquiry));
    assert_eq!(record.status, Some(PersonStatus::Unknown));
    assert_eq!(names(record), ["primary: ÉRIKSSON / Anna Maria", "alias: ERICSSON / Ann"]);
    assert_eq!(births(record), ["1955", "1974-08-12", "1969"]);
    assert_eq!(nationalities(record), ["SWE", "IRN"]);
    assert_eq!(documents(record), ["SWE/AB1234567/P", "-/D123456/P", "-/660105015297/I"]);
    assert_eq!(record.listing.reported_on.unwrap().to_string(), "2013-04-23");
}

#[test]
fn canadian_records_without_a_number_are_known_by_where_they_stand() {
    let rows = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>
<data-set xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>
  <record><Country>Utopia / Utopie</Country><LastName>Eriksson </LastName><GivenName>Anna</GivenName>
    <Aliases>Anya Eriksson, Russian: Аня Эрикссон; Anna</Aliases>
    <DateOfBirthOrShipBuildDate>1974-08-12 OR 1975-08</DateOfBirthOrShipBuildDate>
    <Schedule>1, Part 1</Schedule><Item>7</Item><DateOfListing>2020-09-28</DateOfListing></record>
  <record><Country>Utopia / Utopie</Country><LastName>Example</LastName>
    <DateOfBirthOrShipBuildDate>born in the early 1960s</DateOfBirthOrShipBuildDate>
    <Item>8</Item><DateOfListing>2020-09-28</DateOfListing></record>
  <record><Country>Utopia / Utopie</Country><EntityOrShip>Example</EntityOrShip><TitleOrShip>Tanker</TitleOrShip>
    <DateOfBirthOrShipBuildDate>1999</DateOfBirthOrShipBuildDate><Item>9</Item><DateOfListing>2020-09-28</DateOfListing></record>
</data-set>";
    let (counts, records) = made_up_persons("ca-sema.toml", "ca.xml", rows);
    assert_eq!(counts, Counts { rows: 3, records: 2, left_out: 1, unread: 1, ..Counts::default() });
    assert_eq!(records[0].listing.record_id, "CA:Utopia|1, Part 1|7");
    assert_eq!(
        names(&records[0]),
        ["primary: Eriksson / Anna", "alias: Anya Eriksson", "alias: Аня Эрикссон", "alias: Anna"]
    );
    assert_eq!(births(&records[0]), ["1974-08-12", "1975-08"]);
    assert_eq!(records[1].listing.record_id, "CA:Utopia||8");
    assert!(records[1].birth_dates.is_empty());
}

#[test]
fn fbi_titles_are_names_in_three_shapes_and_groups_are_left_out() {
    let rows = "title,subject,aliaces,publication,sex,nationality,dates_of_birth_used,place_of_birth,languages,hair,height_max\n\
        ANNA MARIA ERIKSSON,White-Collar Crime,\"Ann Ericsson, Jr., \"\"Pito\"\", “Whoop”\",2023-08-23T10:00:00,Female,\"Swedish, Unknown\",\"September 10, 1983, October 9, 1983 (True)\",Zenith,,,\n\
        \"BO EXAMPLE, JR.\",Cyber,,2023-08-23T10:00:00,,Palestinian and possibly Iraqi,Approximately 1960,,,,\n\
        \"Ye, Jian\",Cyber,,2023-08-23T10:00:00,Male,Chinese,1970,,,,\n\
        UTOPIAN CYBER ACTORS,Cyber,,2023-08-23T10:00:00,,,,,,,\n";
    let (counts, records) = made_up_persons("fbi-wanted.toml", "fbi.csv", rows);
    assert_eq!(counts, Counts { rows: 4, records: 3, left_out: 1, unread: 1, ..Counts::default() });
    assert!(records.iter().all(|record| record.status == Some(PersonStatus::Suspect)));
    assert!(records.iter().all(|record| record.notice == Notice::Alert));
    assert_eq!(
        names(&records[0]),
        ["primary: ANNA MARIA ERIKSSON", "alias: Ann Ericsson", "alias: Pito", "alias: Whoop"]
    );
    assert_eq!(births(&records[0]), ["1983-09-10", "1983-10-09"]);
    assert_eq!(nationalities(&records[0]), ["SWE"]);
    assert_eq!(names(&records[1]), ["primary: BO EXAMPLE, JR."]);
    assert_eq!(births(&records[1]), ["1960"]);
    assert_eq!(names(&records[2]), ["primary: Ye / Jian"]);
    assert_eq!(nationalities(&records[2]), ["CHN"]);
}

/// One line of the EU's CSV: the cells by number, from 1, in one quoted cell with tabs at its end.
fn eu_line(cells: &[(usize, &str)]) -> String {
    let mut line = vec![""; 59];
    for (number, text) in cells {
        line[number - 1] = text;
    }
    format!("\"{}\t\t\"\n", line.join(";"))
}

#[test]
fn eu_rows_of_one_subject_are_one_person() {
    let header = [
        (1, "Date_filexxxx"),
        (2, "Entity_logical_id"),
        (3, "Subject_type"),
        (7, "Programme"),
        (10, "Entity_logical_id"),
        (15, "Naal_lastname"),
        (16, "Naal_firstname"),
        (17, "Naal_middlename"),
        (18, "Naal_wholename"),
        (19, "Naal_gender"),
        (24, "Entity_logical_id"),
        (41, "Birt_date"),
        (42, "Birt_place"),
        (43, "Birt_country"),
        (50, "Iden_number"),
        (51, "Iden_country"),
        (58, "Citi_country"),
    ];
    let rows = [
        eu_line(&header),
        eu_line(&[
            (2, "77"),
            (3, "P"),
            (7, "DEMO"),
            (15, "Eriksson"),
            (16, "Anna"),
            (17, "Maria"),
            (18, "Anna Maria Eriksson"),
            (19, "F"),
        ]),
        eu_line(&[(2, "78"), (3, "E"), (18, "\"\"Example; Ltd\"\"")]),
        eu_line(&[(2, "77"), (3, "P"), (7, "DEMO"), (18, "Anya"), (41, "N/A")]),
        eu_line(&[(2, "77"), (3, "P"), (7, "DEMO"), (41, "1974-08-12"), (42, "Zenith"), (43, "SWE")]),
        eu_line(&[
            (2, "77"),
            (3, "P"),
            (50, "L898902C3 (passport-National passport) ((passport))"),
            (51, "SWE"),
        ]),
        eu_line(&[(2, "77"), (3, "P"), (50, "34409/129 (other-Other identification number)")]),
        eu_line(&[(2, "77"), (3, "P"), (58, "SWE")]),
    ];
    let (counts, records) = made_up_persons("eu-fsf-csv.toml", "eu.csv", rows.concat());
    assert_eq!(counts, Counts { rows: 7, records: 1, left_out: 1, joined: 5, ..Counts::default() });
    let record = &records[0];
    assert_eq!(record.listing.record_id, "EU:77");
    assert_eq!(names(record), ["primary: Eriksson / Anna Maria", "primary: Anya"]);
    assert_eq!(births(record), ["1974-08-12"]);
    assert_eq!(record.birth_country.unwrap().as_str(), "SWE");
    assert_eq!(documents(record), ["SWE/L898902C3/P"]);
    assert_eq!(nationalities(record), ["SWE"]);
}
