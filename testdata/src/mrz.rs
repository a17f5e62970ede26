//! A writer of machine readable zones in all five formats (Doc 9303-4 to -7, section 4.2 of each) and that of the
//! French identity card before 2021, with long document numbers and names cut by the rules. It shares no code with the engine's reader.

use crate::icao_letters::icao_name;

/// The formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MrzFormat {
    /// Card, 3 lines of 30 (Doc 9303-5).
    Td1,
    /// Card, 2 lines of 36 (Doc 9303-6).
    Td2,
    /// Passport, 2 lines of 44 (Doc 9303-4).
    Td3,
    /// Visa, 2 lines of 44 (Doc 9303-7).
    MrvA,
    /// Visa, 2 lines of 36 (Doc 9303-7).
    MrvB,
    /// French identity card before 2021, 2 lines of 36 of its own layout.
    FraId,
}

impl MrzFormat {
    /// The name that answers use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Td1 => "TD1",
            Self::Td2 => "TD2",
            Self::Td3 => "TD3",
            Self::MrvA => "MRVA",
            Self::MrvB => "MRVB",
            Self::FraId => "FRA-ID",
        }
    }
}

/// What an MRZ says. Texts are written as they are, filled or refused; only names are put into MRZ letters.
#[derive(Clone, Copy, Default)]
pub struct MrzFields<'a> {
    /// Document code, one or two letters.
    pub code: &'a str,
    /// Issuer as printed (`D` for Germany).
    pub issuer: &'a str,
    /// Document number; more than nine signs run over in TD1 and TD2.
    pub number: &'a str,
    /// Nationality as printed.
    pub nationality: &'a str,
    /// Surname, in any Latin spelling.
    pub surname: &'a str,
    /// Given names; may be empty.
    pub given: &'a str,
    /// `YYMMDD`, unknown parts as `<`.
    pub birth: &'a str,
    /// `M`, `F` or `<`.
    pub sex: &'a str,
    /// `YYMMDD`.
    pub expiry: &'a str,
    /// Optional data (TD1: of the first line), after an overflowing number.
    pub optional: &'a str,
    /// Optional data of TD1's second line.
    pub optional_2: &'a str,
    /// TD3: an empty personal number's check digit is `<` in place of `0` (Doc 9303-4 allows both).
    pub open_personal_digit: bool,
}

/// Why fields make no MRZ. The field is named; its content is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MrzError {
    /// A field is too long.
    #[error(
        "{field} has {found} signs and the format has room for {room}: shorten it or take another format"
    )]
    Long {
        /// The field.
        field: &'static str,
        /// Its length.
        found: usize,
        /// The room.
        room: usize,
    },
    /// A field holds a sign outside A-Z, 0-9 and `<`.
    #[error("{field} holds a sign that an MRZ cannot show: use A-Z, 0-9 and <")]
    Sign {
        /// The field.
        field: &'static str,
    },
}

/// The check digit of Doc 9303-3 section 4.9: weights 7, 3, 1; A to Z are 10 to 35, `<` is 0.
pub fn check_digit(signs: &str) -> char {
    let sum: u32 = signs
        .chars()
        .zip([7, 3, 1].into_iter().cycle())
        .map(|(sign, weight)| sign.to_digit(36).unwrap_or_default() * weight)
        .sum();
    char::from_digit(sum % 10, 10).unwrap_or('0')
}

/// Writes the lines of an MRZ.
///
/// # Errors
/// [`MrzError`] where a field does not fit or holds a foreign sign.
pub fn write_mrz(format: MrzFormat, fields: &MrzFields<'_>) -> Result<Vec<String>, MrzError> {
    let lines = match format {
        MrzFormat::Td3 => td3(fields)?,
        MrzFormat::Td2 => td2(fields)?,
        MrzFormat::Td1 => td1(fields)?,
        MrzFormat::MrvA => visa(fields, 44)?,
        MrzFormat::MrvB => visa(fields, 36)?,
        MrzFormat::FraId => french_card(fields)?,
    };
    let foreign = |sign: char| !(sign.is_ascii_uppercase() || sign.is_ascii_digit() || sign == '<');
    if lines.iter().any(|line| line.contains(foreign)) {
        return Err(MrzError::Sign { field: "a field" });
    }
    Ok(lines)
}

fn filled(field: &'static str, text: &str, room: usize) -> Result<String, MrzError> {
    let found = text.chars().count();
    if found > room {
        return Err(MrzError::Long { field, found, room });
    }
    Ok(format!("{text:<<room$}"))
}

/// A fixed field and its check digit.
fn checked(field: &'static str, text: &str, room: usize) -> Result<String, MrzError> {
    let text = filled(field, text, room)?;
    let digit = check_digit(&text);
    Ok(format!("{text}{digit}"))
}

fn first_line(fields: &MrzFields<'_>, width: usize) -> Result<String, MrzError> {
    let code = filled("document code", fields.code, 2)?;
    let issuer = filled("issuer", fields.issuer, 3)?;
    Ok(format!("{code}{issuer}{}", name_field(fields.surname, fields.given, width - 5)))
}

fn td3(fields: &MrzFields<'_>) -> Result<Vec<String>, MrzError> {
    let number = checked("document number", fields.number, 9)?;
    let birth = checked("date of birth", fields.birth, 6)?;
    let expiry = checked("date of expiry", fields.expiry, 6)?;
    let mut personal = checked("personal number", fields.optional, 14)?;
    if fields.open_personal_digit && fields.optional.is_empty() {
        personal = "<".repeat(15);
    }
    let composite = check_digit(&format!("{number}{birth}{expiry}{personal}"));
    let nationality = filled("nationality", fields.nationality, 3)?;
    let sex = filled("sex", fields.sex, 1)?;
    Ok(vec![
        first_line(fields, 44)?,
        format!("{number}{nationality}{birth}{sex}{expiry}{personal}{composite}"),
    ])
}

/// A document number with its check digit, and the optional data behind it. A number of more than nine
/// signs leaves `<` in the digit's place and goes on in the optional data, followed by its digit, which is
/// made without that `<` (Doc 9303-5 section 4.2.4).
fn long_number(fields: &MrzFields<'_>, room: usize) -> Result<(String, String), MrzError> {
    let Some((principal, rest)) = fields.number.split_at_checked(9).filter(|(_, rest)| !rest.is_empty())
    else {
        return Ok((
            checked("document number", fields.number, 9)?,
            filled("optional data", fields.optional, room)?,
        ));
    };
    let digit = check_digit(fields.number);
    let optional = format!("{rest}{digit}{}", fields.optional);
    Ok((format!("{principal}<"), filled("document number and optional data", &optional, room)?))
}

fn td2(fields: &MrzFields<'_>) -> Result<Vec<String>, MrzError> {
    let (number, optional) = long_number(fields, 7)?;
    let birth = checked("date of birth", fields.birth, 6)?;
    let expiry = checked("date of expiry", fields.expiry, 6)?;
    let composite = check_digit(&format!("{number}{birth}{expiry}{optional}"));
    let nationality = filled("nationality", fields.nationality, 3)?;
    let sex = filled("sex", fields.sex, 1)?;
    Ok(vec![
        first_line(fields, 36)?,
        format!("{number}{nationality}{birth}{sex}{expiry}{optional}{composite}"),
    ])
}

fn td1(fields: &MrzFields<'_>) -> Result<Vec<String>, MrzError> {
    let (number, optional) = long_number(fields, 15)?;
    let birth = checked("date of birth", fields.birth, 6)?;
    let expiry = checked("date of expiry", fields.expiry, 6)?;
    let optional_2 = filled("optional data 2", fields.optional_2, 11)?;
    let composite = check_digit(&format!("{number}{optional}{birth}{expiry}{optional_2}"));
    let code = filled("document code", fields.code, 2)?;
    let issuer = filled("issuer", fields.issuer, 3)?;
    let nationality = filled("nationality", fields.nationality, 3)?;
    let sex = filled("sex", fields.sex, 1)?;
    Ok(vec![
        format!("{code}{issuer}{number}{optional}"),
        format!("{birth}{sex}{expiry}{nationality}{optional_2}{composite}"),
        name_field(fields.surname, fields.given, 30),
    ])
}

/// Visas have no composite digit, and no overflow: of a longer number the nine principal signs are kept
/// (Doc 9303-7 section 4.2.2.2).
fn visa(fields: &MrzFields<'_>, width: usize) -> Result<Vec<String>, MrzError> {
    let principal = fields.number.get(..9).unwrap_or(fields.number);
    let number = checked("document number", principal, 9)?;
    let birth = checked("date of birth", fields.birth, 6)?;
    let expiry = checked("valid until", fields.expiry, 6)?;
    let optional = filled("optional data", fields.optional, width - 28)?;
    let nationality = filled("nationality", fields.nationality, 3)?;
    let sex = filled("sex", fields.sex, 1)?;
    Ok(vec![first_line(fields, width)?, format!("{number}{nationality}{birth}{sex}{expiry}{optional}")])
}

/// The French identity card before 2021: surname and office; number, given names, date of birth, sex, and a digit over
/// all before it. It has no expiry, and is made for French citizens alone.
fn french_card(fields: &MrzFields<'_>) -> Result<Vec<String>, MrzError> {
    let surname = cut_to_letter(&icao_name(fields.surname), 25);
    let office = filled("optional data", fields.optional, 6)?;
    let first =
        format!("{}{}{surname:<<25}{office}", filled("document code", fields.code, 2)?, fields.issuer);
    let number = checked("document number", fields.number, 12)?;
    let given = icao_name(fields.given).replace('<', "<<");
    let birth = checked("date of birth", fields.birth, 6)?;
    let sex = filled("sex", fields.sex, 1)?;
    let second = format!("{number}{:<<14}{birth}{sex}", given.get(..14).unwrap_or(&given));
    let digit = check_digit(&format!("{first}{second}"));
    Ok(vec![first, format!("{second}{digit}")])
}

/// The name field: surname, two fillers, given names; cut so that at least the first letter of the given
/// names is there and the last position is a letter, which says that the name may be longer
/// (Doc 9303-3 section 4.6, 9303-4 section 4.2.3).
pub fn name_field(surname: &str, given: &str, width: usize) -> String {
    let (surname, given) = (icao_name(surname), icao_name(given));
    let whole = if given.is_empty() { surname.clone() } else { format!("{surname}<<{given}") };
    if whole.len() <= width {
        return format!("{whole:<<width$}");
    }
    // A surname that leaves no room for `<<` and a letter is cut first.
    let room = if given.is_empty() { width } else { width - 3 };
    let surname = cut_to_letter(&surname, room);
    if given.is_empty() {
        return format!("{surname:<<width$}");
    }
    cut_to_letter(&format!("{surname}<<{given}"), width)
}

/// Cuts a text to a width. Where the cut would end on a filler, the part before gives up letters so that the
/// first letter of the next part stands last.
fn cut_to_letter(text: &str, width: usize) -> String {
    if text.len() <= width {
        return text.to_owned();
    }
    let cut = &text[..width];
    let kept = cut.trim_end_matches('<');
    let fillers = width - kept.len();
    if fillers == 0 {
        return cut.to_owned();
    }
    let next = text[width..].trim_start_matches('<');
    let between = text[kept.len()..].len() - text[kept.len()..].trim_start_matches('<').len();
    let stem = &kept[..kept.len().saturating_sub(between + 1 - fillers)];
    format!("{stem}{}{}", "<".repeat(between), next.get(..1).unwrap_or_default())
}

/// True where [`name_field`] had to cut, or the name just fits, which a reader must take for cut.
pub fn may_be_cut(field: &str) -> bool {
    !field.ends_with('<')
}

impl std::fmt::Debug for MrzFields<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MrzFields")
            .field("code", &self.code)
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_those_of_appendix_a() {
        assert_eq!(check_digit("520727"), '3');
        assert_eq!(check_digit("AB2134<<<"), '5');
        assert_eq!(check_digit("74<<<<"), '1');
    }

    #[test]
    fn names_of_the_official_examples_are_written_and_cut_as_printed() {
        for (surname, given, field) in [
            ("ERIKSSON", "ANNA MARIA", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"),
            ("SMITH-JONES", "SUSIE MARGARET", "SMITH<JONES<<SUSIE<MARGARET<<<<<<<<<<<<"),
            ("O'CONNOR", "ENYA SIOBHAN", "OCONNOR<<ENYA<SIOBHAN<<<<<<<<<<<<<<<<<<"),
            ("AL-BASRI", "HUDA MUHAMMAD JAWAD", "AL<BASRI<<HUDA<MUHAMMAD<JAWAD<<<<<<<<<<"),
            ("ARKFREITH", "", "ARKFREITH<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"),
            ("NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG KRASUANG", "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K"),
            ("NILAVADHANANANDA", "ARNPOL PETCH CHARONGUANG", "NILAVADHANANANDA<<ARNPOL<PETCH<CHARONGU"),
            ("PAPANDROPOULOUS", "JONATHON WARREN TREVOR", "PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR"),
        ] {
            assert_eq!(name_field(surname, given, 39), field);
        }
        assert_eq!(name_field("PAPANDROPOULOUS", "JONATHON ALEC", 30), "PAPANDROPOULOUS<<JONATHON<ALEC");
        assert_eq!(name_field("VILARCHAO FERNANDEZ", "JOSE RAMON", 30), "VILARCHAO<FERNANDEZ<<JOSE<RAMO");
    }

    #[test]
    fn a_cut_name_ends_with_a_letter_and_keeps_a_given_letter() {
        for length in 20..60 {
            for given in ["D", "DINGO POTOROO", "A B C D E F G"] {
                let surname = format!("{} {}", "B".repeat(length / 2), "W".repeat(length - length / 2));
                let field = name_field(&surname, given, 39);
                assert_eq!(field.len(), 39, "{surname} {given}");
                assert!(field.trim_end_matches('<').contains("<<"), "{field}");
                assert!(surname.len() + given.len() < 37 || may_be_cut(&field), "{field}");
            }
        }
    }

    #[test]
    fn fields_that_do_not_fit_are_refused_by_name() {
        let long = MrzFields { code: "P", issuer: "UTO", number: "0123456789", ..MrzFields::default() };
        let error = write_mrz(MrzFormat::Td3, &long);
        assert_eq!(error, Err(MrzError::Long { field: "document number", found: 10, room: 9 }));
        let foreign = MrzFields { code: "P", issuer: "UTO", number: "ab", ..MrzFields::default() };
        assert_eq!(write_mrz(MrzFormat::Td3, &foreign), Err(MrzError::Sign { field: "a field" }));
    }
}
