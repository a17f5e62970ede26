//! Given names that Russians, Ukrainians and Belarusians write each in their own way, though one person bears all
//! three: a passport of one state and a list of another differ by them (Олександр and Александр).
//!
//! It goes by sound keys, so that every romanisation of each form is known.

/// The sound key of the Russian form, if this is the key of a Ukrainian or Belarusian one.
pub(super) fn russian(key: &str) -> Option<&'static str> {
    Some(match key {
        "ulaksandar" | "aliaksandar" => "alaksandar",
        "ulaksandra" | "aliaksandra" => "alaksandra",
        "ulaksi" | "aliaksai" => "alaksai",
        "andri" => "andrai",
        "arcium" => "artam",
        "avhan" | "avhani" | "iauhan" | "iauhani" => "avgani",
        "dmitru" | "zmitri" => "dmitri",
        "halina" => "galina",
        "haurhi" => "gaurgi",
        "hanadi" | "hanazi" | "ganazi" => "ganadi",
        "hrihuri" | "rihur" => "griguri",
        "ihur" | "ihar" => "igur",
        "katarina" | "kaciarina" => "akatarina",
        "kustiantin" | "kanstancin" => "kunstantin",
        "lanid" => "launid",
        "mihailu" => "mihail",
        "mikula" | "mikalai" => "nikulai",
        "mikita" => "nikita",
        "patru" | "piutar" => "patar",
        "pavlu" => "pavil",
        "sarhi" | "siarhai" => "sargai",
        "svitlana" | "sviatlana" => "svatlana",
        "taciana" => "tatiana",
        "ulana" => "alana",
        "ulha" | "vulha" => "ulga",
        "valiancina" => "valantina",
        "vasil" => "vasili",
        "viktar" => "viktur",
        "vuludimir" | "ulazimir" => "vladimir",
        _ => return None,
    })
}
