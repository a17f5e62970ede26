//! The pairs of [`super::examples`], as a table. Nobody here exists.

/// A name in parts, or whole; what is empty is not told.
#[derive(Clone, Copy)]
pub struct Named {
    /// Surname.
    pub surname: &'static str,
    /// Given names.
    pub given: &'static str,
    /// The whole name.
    pub whole: &'static str,
}

/// What is wanted of a pair.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// At least `possible`, with the reason if one is named.
    Possible,
    /// No hit.
    Nothing,
    /// Anything but `probable`.
    NotProbable,
}

/// One pair.
#[derive(Clone, Copy)]
pub struct Example {
    /// Its number, and a letter where it has several sides.
    pub number: &'static str,
    /// The name asked.
    pub asked: Named,
    /// The name listed.
    pub listed: Named,
    /// The birth date asked.
    pub asked_birth: &'static str,
    /// The birth date listed.
    pub listed_birth: &'static str,
    /// The sex asked.
    pub asked_sex: &'static str,
    /// The sex listed.
    pub listed_sex: &'static str,
    /// The nationality of both.
    pub country: &'static str,
    /// What is wanted.
    pub wanted: Wanted,
    /// A word that the reasons must hold; empty for none.
    pub reason: &'static str,
}

const fn parted(surname: &'static str, given: &'static str) -> Named {
    Named { surname, given, whole: "" }
}

const fn whole(whole: &'static str) -> Named {
    Named { surname: "", given: "", whole }
}

/// A pair that must be found, all else equal.
const fn found(number: &'static str, country: &'static str, asked: Named, listed: Named) -> Example {
    Example {
        number,
        asked,
        listed,
        asked_birth: "1974-08-12",
        listed_birth: "1974-08-12",
        asked_sex: "M",
        listed_sex: "M",
        country,
        wanted: Wanted::Possible,
        reason: "",
    }
}

/// A pair that must not be found.
const fn apart(number: &'static str, country: &'static str, asked: Named, listed: Named) -> Example {
    Example { wanted: Wanted::Nothing, ..found(number, country, asked, listed) }
}

const NILA: &str = "NILAVADHANANANDA";
const BENNELONG: &str = "BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL";

/// All pairs.
pub const EXAMPLES: &[Example] = &[
    found("1", "DEU", parted("MUELLER", "ANSELM"), parted("Müller", "Anselm")),
    found("2", "DEU", parted("MULLER", "BERTRAM"), parted("MUELLER", "Bertram")),
    found("3", "ESP", parted("CANXXON", "CELSO"), parted("Cañon", "Celso")),
    found("4a", "IRL", parted("OCONNOR", "DECLAN"), parted("O'Connor", "Declan")),
    found("4b", "IRL", parted("O CONNOR", "EOGHAN"), parted("O'Connor", "Eoghan")),
    found("4c", "IRL", parted("OCONNOR", "FIACHRA"), parted("O CONNOR", "Fiachra")),
    found("5a", "IRQ", parted("AL BASRI", "GHASSAN"), parted("ALBASRI", "Ghassan")),
    found("5b", "IRQ", parted("BASRI", "HATIM"), parted("AL BASRI", "Hatim")),
    found("5c", "IRQ", parted("ALBASRI", "IDRIS"), parted("Basri", "Idris")),
    found("6a", "RUS", parted("SHCHERBAKOV", "IURII"), parted("Shcherbakov", "Yuriy")),
    found("6b", "RUS", parted("SHCHERBAKOV", "GLEB"), parted("Scherbakov", "Gleb")),
    found("6c", "RUS", parted("SHCHERBAKOV", "MAKAR"), parted("CHTCHERBAKOV", "Makar")),
    found("6d", "RUS", parted("SCHERBAKOV", "IURII"), parted("CHTCHERBAKOV", "Yuriy")),
    found("7", "UZB", parted("ABDULLAEV", "KHUSEIN"), parted("Abdullaev", "Hussein")),
    found("8", "CHN", parted("XIAOMING", "WANG"), parted("WANG", "XIAO MING")),
    found("9", "THA", parted(NILA, "CHAYAPA DEJTHAMRONG K"), parted(NILA, "CHAYAPA DEJTHAMRONG KRASUANG")),
    found(
        "10",
        "AUS",
        parted("BENNEL WOOLOO WARRAN WARNAM", "DINGO POTO"),
        parted(BENNELONG, "DINGO POTOROO"),
    ),
    found("11a", "SAU", parted("HARBI", "ABDURRAHMAN"), parted("HARBI", "ABD AL RAHMAN")),
    found("11b", "SAU", parted("ABDURRAHMAN", "KHALID"), parted("ABD AL RAHMAN", "KHALID")),
    Example {
        asked_birth: "1974-12-08",
        reason: "swapped",
        ..found("12", "AUT", parted("SPEZIBRANDL", "QUIRIN"), parted("SPEZIBRANDL", "Quirin"))
    },
    Example {
        asked_sex: "F",
        listed_sex: "F",
        reason: "ending",
        ..found("13", "RUS", parted("IVANOVA", "ANNA"), parted("IVANOV", "ANNA"))
    },
    found("14a", "SWE", parted("ARKFREITH", ""), parted("ARKFREITH", "")),
    found("14b", "SWE", parted("ARKFREITHSON", ""), parted("ARKFREITHSON", "Torvald")),
    found("15", "IDN", parted("SATRIYA", "FNU"), whole("SATRIYA")),
    Example {
        reason: "particle",
        ..found("16", "ESP", parted("DE LA CRUZ", "ILDEFONSO"), parted("CRUZ", "Ildefonso"))
    },
    found("17", "USA", parted("SMITHJR", "JOHNMR"), parted("SMITH", "JOHN")),
    Example {
        asked_birth: "1974",
        listed_birth: "1974",
        listed_sex: "F",
        ..apart("18", "VNM", parted("NGUYEN", "VAN ANH"), parted("NGUYEN", "THI ANH"))
    },
    Example {
        asked_birth: "2001-03-20",
        ..apart("19", "HUN", parted("BEREGSZASZI", "Zsigmond"), parted("BEREGSZASZI", "Zsigmond"))
    },
    Example {
        listed_birth: "1984-03-01",
        ..apart("20", "POL", parted("WIERZBOWSKI", "Radomir"), parted("WIERZBOWSKI", "Radomir"))
    },
    apart("21a", "NOR", parted("", "GUNHILD"), parted("HAUKELAND", "Gunhild")),
    apart("21b", "NOR", parted("TVEITEN", "SOLVEIG"), parted("BREKKHUS", "Solveig")),
    Example {
        wanted: Wanted::NotProbable,
        ..found("22", "NLD", parted("OOSTERVELDT", "LAURENS"), parted("OOSTERVELDT", "Matthijs"))
    },
    Example {
        listed_birth: "1974",
        ..found("23a", "FIN", parted("HYVARILAINEN", "Ossian"), parted("HYVARILAINEN", "Ossian"))
    },
    Example {
        listed_birth: "1974",
        ..apart("23b", "GBR", parted("SMITH", "DAVID"), parted("SMITH", "David"))
    },
];
