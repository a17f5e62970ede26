use super::{Name, NameUnreadable, Role};

#[track_caller]
fn check(name: Result<Name, NameUnreadable>, expected: &[(&str, Role, bool)]) {
    let name = name.unwrap();
    let found: Vec<_> = name.parts().iter().map(|part| (part.text(), part.role, part.is_particle)).collect();
    assert_eq!(found, expected);
}

#[test]
fn parts_are_split_as_doc_9303_splits_them() {
    let (surname, given) = (Role::Surname, Role::Given);
    check(
        Name::read("O'Connor", "Enya Siobhan"),
        &[("OCONNOR", surname, false), ("ENYA", given, false), ("SIOBHAN", given, false)],
    );
    check(
        Name::read("VAN DER MUELLEN", "Martin"),
        &[
            ("VAN", surname, true),
            ("DER", surname, true),
            ("MUELLEN", surname, false),
            ("MARTIN", given, false),
        ],
    );
    check(Name::read("Smith-Jones", ""), &[("SMITH", surname, false), ("JONES", surname, false)]);
}

#[test]
fn a_comma_parts_a_whole_name_and_nothing_else_does() {
    check(Name::whole("ERIKSSON, Anna"), &[("ERIKSSON", Role::Surname, false), ("ANNA", Role::Given, false)]);
    check(Name::whole("Anna Eriksson"), &[("ANNA", Role::Whole, false), ("ERIKSSON", Role::Whole, false)]);
    check(Name::whole("Eriksson,"), &[("ERIKSSON", Role::Whole, false)]);
}

#[test]
fn titles_and_fillers_are_left_out_beside_others_only() {
    check(Name::read("SATRIYA", "FNU"), &[("SATRIYA", Role::Surname, false)]);
    check(Name::read("SMITHJR", "JOHNMR"), &[("SMITH", Role::Surname, false), ("JOHN", Role::Given, false)]);
    check(Name::read("XXX", ""), &[("XXX", Role::Surname, false)]);
    check(Name::read("AL", ""), &[("AL", Role::Surname, false)]);
}

#[test]
fn what_has_no_letter_or_is_too_long_is_refused() {
    for text in ["", " ", "12345", "---", "\u{301}\u{302}"] {
        assert_eq!(Name::whole(text).unwrap_err(), NameUnreadable::NoLetters, "{text:?}");
    }
    for text in ["A ".repeat(25), "A".repeat(121), "A".repeat(10_000)] {
        assert_eq!(Name::whole(&text).unwrap_err(), NameUnreadable::TooLong);
    }
}

#[test]
fn debug_output_does_not_show_the_name() {
    let name = Name::read("Eriksson", "Anna").unwrap();
    assert_eq!(format!("{name:?} {:?}", name.parts()[0]), "Name(2 parts) NamePart(Surname)");
}
