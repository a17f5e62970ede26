//! Problems: what could not be read or searched, in words that help.

use serde::Serialize;

use crate::words::closed_list;

closed_list! {
    /// The kinds of problem that an answer can tell of.
    ProblemCode {
        /// The list is not in the generation.
        ListAbsent = "list-absent",
        /// The part has no list left to ask.
        ListNotAsked = "list-not-asked",
        /// The list is older than the lease.
        LeaseOver = "lease-over",
        /// The list's time lies ahead of the clock.
        Clock = "clock",
        /// The machine readable zone cannot be read.
        MrzUnreadable = "mrz-unreadable",
        /// The check digit of the document number does not agree.
        CheckDigitNumber = "check-digit-number",
        /// The check digit of the birth date does not agree.
        CheckDigitBirthDate = "check-digit-birth-date",
        /// The check digit of the date of expiry does not agree.
        CheckDigitExpiry = "check-digit-expiry",
        /// The check digit of the optional field does not agree.
        CheckDigitOptional = "check-digit-optional",
        /// The composite check digit does not agree.
        CheckDigitComposite = "check-digit-composite",
        /// A sign that Doc 9303 does not allow in its field.
        SignNotAllowed = "sign-not-allowed",
        /// A date that does not exist.
        DateDoesNotExist = "date-does-not-exist",
        /// The name fills its field and may be cut.
        NameMayBeCut = "name-may-be-cut",
        /// The document number is empty or unreadable, or holds open signs.
        NumberUnreadable = "number-unreadable",
        /// The name is empty or unreadable.
        NameUnreadable = "name-unreadable",
        /// The chassis number is empty or unreadable.
        VinUnreadable = "vin-unreadable",
        /// The plate is empty or unreadable.
        PlateUnreadable = "plate-unreadable",
        /// The engine number is empty or unreadable, or holds open signs.
        EngineNumberUnreadable = "engine-number-unreadable",
        /// A number asked with wildcards has too few known signs, or too many open ones.
        PatternTooWide = "pattern-too-wide",
        /// A number asked with wildcards took all the work that one question may.
        WorkBudgetSpent = "work-budget-spent",
        /// The birth date cannot be read and counts as unknown.
        BirthDateUnreadable = "birth-date-unreadable",
        /// The issuer or nationality cannot be read and counts as unknown.
        IssuerUnreadable = "issuer-unreadable",
        /// The issuer stands in no table; it is searched as it is.
        UnknownIssuerCode = "unknown-issuer-code",
        /// The document code cannot be read and counts as unknown.
        TypeUnreadable = "type-unreadable",
        /// The sex cannot be read and counts as unknown.
        SexUnreadable = "sex-unreadable",
        /// A notice document whose person record is not in the generation.
        NoticeRecordAbsent = "notice-record-absent",
        /// More records answer than one check may grade.
        TooManyCandidates = "too-many-candidates",
        /// A stored record that cannot be read: a fault of the store.
        RecordUnreadable = "record-unreadable",
        /// A row of a manifest that asks nothing.
        NothingAsked = "nothing-asked",
        /// A row or line that cannot be parsed.
        Unparsable = "unparsable",
        /// A well-formed question that breaks a rule of the contract.
        QuestionRefused = "question-refused",
        /// A request body or line over its limit.
        TooLarge = "too-large",
    }
}

/// One problem of a subject, a list or a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Which problem it is.
    pub code: ProblemCode,
    /// The field it concerns, as a path of the question (`document.number`).
    pub field: Option<String>,
    /// What is wrong and what to do, without the value itself.
    pub text: String,
    /// The line of the MRZ, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The column of the MRZ, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
}

impl Problem {
    /// A problem of one field.
    #[must_use]
    pub fn new(code: ProblemCode, field: &str, text: impl Into<String>) -> Self {
        Self { code, field: Some(field.to_owned()), text: text.into(), line: None, column: None }
    }

    /// The same problem with its place in the MRZ.
    #[must_use]
    pub fn at(mut self, line: u8, column: u8) -> Self {
        self.line = Some(u32::from(line));
        self.column = Some(u32::from(column));
        self
    }
}
