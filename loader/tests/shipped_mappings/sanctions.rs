//! Lists of persons under sanctions: none of them may look like a person who is sought.

use watchpost_engine::record::{Action, Notice, PersonRecord, PersonStatus};

use crate::{Counts, births, documents, made_up, made_up_persons, names, nationalities, read_persons};

#[track_caller]
fn is_no_wanted_person(record: &PersonRecord) {
    assert_eq!(record.status, Some(PersonStatus::Unknown));
    assert!(
        record.notice == Notice::Un
            || (record.notice == Notice::Alert && record.listing.action == Some(Action::Inquiry))
    );
}

#[test]
fn eu_persons_are_told_from_organisations_and_first_of_january_is_a_year() {
    let rows = concat!(
        r#"{"name":"Anna ERIKSSON","type":"individual","aliases":["Аня ЭРИКССОН","Anna ERIKSSON"],"#,
        r#""birthdates":["1974-08-12","1974-01-01"],"identifiers":[{"type":"passport","number":"L898902C3","country":"SE"},"#,
        r#"{"type":"id","number":"77-1","country":"00"},{"type":"fiscalcode","number":"5","country":"SE"},"#,
        r#"{"type":"passport","number":"--","country":"SE"}],"source":["EU","UN"],"source_id":"77"}"#,
        "\n",
        r#"{"name":"Example Ltd","type":"entity","aliases":[],"birthdates":[],"identifiers":[],"source":["EU"],"source_id":"78"}"#,
    );
    let (counts, records) = made_up_persons("eu-consolidated.toml", "eu.jsonl", rows);
    assert_eq!(counts, Counts { rows: 2, records: 1, left_out: 1, unread: 1, ..Counts::default() });
    let record = &records[0];
    is_no_wanted_person(record);
    assert_eq!(record.listing.record_id, "EU:77");
    assert_eq!(names(record), ["primary: Anna ERIKSSON", "alias: Аня ЭРИКССОН"]);
    assert_eq!(births(record), ["1974-08-12", "1974"]);
    assert_eq!(documents(record), ["SWE/L898902C3/P", "-/771/I"]);
}

const SDN: &str = concat!(
    r#"77,"ERIKSSON, Anna Maria","individual","DEMO] [TEST",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"#,
    r#""DOB 12 Aug 1974; alt. DOB Oct 1954; alt. DOB 1954 to 1956; alt. DOB circa 1960; alt. DOB circa 01 Feb 1961; "#,
    r#"POB Zenith, Sweden; nationality Korea, North; citizen Sweden; alt. citizen Atlantis; Gender Female; "#,
    r#"Passport A0003039 (Iran) issued 18 Oct 2010 expires 18 Oct 2020; alt. Passport B 12 (Sweden); Passport C77; "#,
    r#"National ID No. 10-77 (Korea, North); Tax ID No. 55 (Sweden); a.k.a. 'ERIKSSON, Anya'; a.k.a. 'ANUSHKA'; "#,
    r#"Linked To: EXAMPLE LTD.""#,
    "\r\n",
    r#"78,"MONO","individual","DEMO",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- "#,
    "\r\n",
    r#"79,"EXAMPLE LTD",-0- ,"DEMO",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- "#,
    "\r\n",
    r#"80,"EXAMPLE","vessel","DEMO",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- "#,
    "\r\n\x1a",
);

const ALT: &str = "79,1,aka,EXAMPLE LIMITED,-0- \n77,2,aka,\"ERICSSON, Ann\",-0- \n77,3,fka,\"ERIKSSON, Anna Maria\",-0- \n99,4,aka,NOBODY,-0- \n";

#[test]
fn ofac_remarks_are_read_and_aliases_are_joined() {
    let (_folder, sdn) = made_up("sdn.csv", SDN);
    let (_other, alt) = made_up("alt.csv", ALT);
    let (counts, records) = read_persons("ofac-sdn.toml", &sdn, &[&alt]);
    assert_eq!(counts, Counts { rows: 4, records: 2, left_out: 2, unread: 1, ..Counts::default() });
    let record = &records[0];
    is_no_wanted_person(record);
    assert_eq!(record.listing.record_id, "OFAC:77");
    assert_eq!(record.listing.note.as_deref(), Some("[DEMO] [TEST]"));
    assert_eq!(
        names(record),
        [
            "primary: ERIKSSON / Anna Maria",
            "alias: ERICSSON / Ann",
            "alias: ERIKSSON / Anya",
            "alias: ANUSHKA"
        ]
    );
    assert_eq!(births(record), ["1974-08-12", "1954-10", "1954", "1955", "1956", "1960", "1961"]);
    assert_eq!(nationalities(record), ["PRK", "SWE"]);
    assert_eq!(record.birth_place.as_deref(), Some("Zenith, Sweden"));
    assert_eq!(documents(record), ["IRN/A0003039/P", "SWE/B12/P", "-/C77/P", "PRK/1077/I"]);
    assert_eq!(names(&records[1]), ["primary: MONO"]);
    assert!(records[1].birth_dates.is_empty());
}

#[test]
fn ofac_xml_is_read_like_the_csv() {
    let rows = r#"<?xml version="1.0" standalone="yes"?>
<sdnList xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="https://example.org/XML">
  <publshInformation><Record_Count>2</Record_Count></publshInformation>
  <sdnEntry><uid>77</uid><firstName>Anna</firstName><lastName>O&apos;EXAMPLE</lastName><sdnType>Individual</sdnType>
    <programList><program>DEMO</program><program>TEST</program></programList>
    <idList><id><uid>1</uid><idType>Passport</idType><idNumber>L898902C3</idNumber><idCountry>Turkey</idCountry></id>
      <id><uid>2</uid><idType>Gender</idType><idNumber>Female</idNumber></id></idList>
    <akaList><aka><uid>3</uid><type>a.k.a.</type><category>weak</category><lastName>ANUSHKA</lastName></aka></akaList>
    <nationalityList><nationality><country>Palestinian</country></nationality></nationalityList>
    <citizenshipList><citizenship><country>Turkey</country></citizenship><citizenship><country>Sweden</country></citizenship></citizenshipList>
    <dateOfBirthList><dateOfBirthItem><dateOfBirth>circa 1962</dateOfBirth></dateOfBirthItem>
      <dateOfBirthItem><dateOfBirth>12 Aug 1974</dateOfBirth></dateOfBirthItem></dateOfBirthList>
    <placeOfBirthList><placeOfBirthItem><placeOfBirth>Zenith</placeOfBirth></placeOfBirthItem></placeOfBirthList>
  </sdnEntry>
  <sdnEntry><uid>78</uid><lastName>EXAMPLE LTD</lastName><sdnType>Entity</sdnType></sdnEntry>
</sdnList>
"#;
    let (counts, records) = made_up_persons("ofac-xml.toml", "sdn.xml", rows);
    assert_eq!(counts, Counts { rows: 2, records: 1, left_out: 1, ..Counts::default() });
    let record = &records[0];
    is_no_wanted_person(record);
    assert_eq!(record.listing.record_id, "OFAC:77");
    assert_eq!(names(record), ["primary: O'EXAMPLE / Anna", "alias: ANUSHKA"]);
    assert_eq!(births(record), ["1974-08-12", "1962"]);
    assert_eq!(nationalities(record), ["PSE", "TUR", "SWE"]);
    assert_eq!(documents(record), ["TUR/L898902C3/P"]);
    assert!(record.sex.is_some());
}

#[test]
fn un_names_births_and_documents_are_read_and_empty_elements_are_nothing() {
    let rows = "<?xml version='1.0' encoding='UTF-8'?>
<CONSOLIDATED_LIST dateGenerated='2099-01-01'><INDIVIDUALS>
  <INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME> ANNA </FIRST_NAME><SECOND_NAME>MARIA</SECOND_NAME><THIRD_NAME/>
    <FOURTH_NAME>ERIKSSON</FOURTH_NAME><UN_LIST_TYPE>Demo</UN_LIST_TYPE><REFERENCE_NUMBER>QDi.999</REFERENCE_NUMBER>
    <LISTED_ON>2012-12-31</LISTED_ON><GENDER>Female</GENDER><NAME_ORIGINAL_SCRIPT>Анна Эрикссон</NAME_ORIGINAL_SCRIPT>
    <NATIONALITY><VALUE>Iran (Islamic Republic of)</VALUE><VALUE>na</VALUE></NATIONALITY>
    <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
    <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Anya (original script: Аня); Ann (birth name)</ALIAS_NAME><DATE_OF_BIRTH>1971-01-02</DATE_OF_BIRTH></INDIVIDUAL_ALIAS>
    <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1974-08-12</DATE></INDIVIDUAL_DATE_OF_BIRTH>
    <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1970</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
    <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1977</FROM_YEAR><TO_YEAR>1978</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
    <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Zenith</CITY><COUNTRY>Sweden</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
    <INDIVIDUAL_PLACE_OF_BIRTH><CITY>North</CITY></INDIVIDUAL_PLACE_OF_BIRTH>
    <INDIVIDUAL_DOCUMENT/>
    <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>Swedish passport no. A1234567, Sweden</NUMBER><COUNTRY_OF_ISSUE>Sweden</COUNTRY_OF_ISSUE></INDIVIDUAL_DOCUMENT>
    <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>National Identification
      Number</TYPE_OF_DOCUMENT><NUMBER> 12-3 (Expired 9 Jan 1999)</NUMBER></INDIVIDUAL_DOCUMENT>
  </INDIVIDUAL></INDIVIDUALS>
  <ENTITIES><ENTITY><DATAID>2</DATAID><FIRST_NAME>EXAMPLE LTD</FIRST_NAME></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>";
    let (counts, records) = made_up_persons("un-consolidated.toml", "un.xml", rows);
    assert_eq!(counts, Counts { rows: 2, records: 1, left_out: 1, ..Counts::default() });
    let record = &records[0];
    is_no_wanted_person(record);
    assert_eq!(record.listing.record_id, "UN:QDi.999");
    assert_eq!(names(record)[..2], ["primary: ANNA MARIA ERIKSSON", "original-script: Анна Эрикссон"]);
    assert_eq!(names(record)[2..], ["alias: Anya", "alias: Аня", "alias: Ann"]);
    assert_eq!(births(record), ["1974-08-12", "1970", "1971-01-02", "1977", "1978"]);
    assert_eq!(nationalities(record), ["IRN"]);
    assert_eq!(record.birth_place.as_deref(), Some("Zenith Sweden"));
    assert_eq!(documents(record), ["SWE/A1234567/P", "-/123/I"]);
}
