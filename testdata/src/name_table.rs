//! Common names of 28 countries, the most common first; after `=` the same name in its own script. A surname
//! and a given name are drawn apart, so a pair is nobody in particular.

/// The names of a country.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// Alpha-3.
    pub country: &'static str,
    /// Where its people are born in these lists.
    pub place: &'static str,
    /// Family names in the form of a man's.
    pub surnames: &'static [&'static str],
    /// Given names of women.
    pub female: &'static [&'static str],
    /// Given names of men.
    pub male: &'static [&'static str],
}

/// The last surnames of each country are kept for records without a full birth date. Nobody at a border
/// bears them unless planted: such a record answers to its name alone, so a clean traveller of that name
/// would not be clean.
pub const RESERVED: usize = 3;

impl Names {
    /// Surnames of records with a full birth date, and of travellers.
    pub fn unreserved(&self) -> &'static [&'static str] {
        &self.surnames[..self.surnames.len() - RESERVED]
    }

    /// Surnames of records without a full birth date.
    pub fn reserved(&self) -> &'static [&'static str] {
        &self.surnames[self.surnames.len() - RESERVED..]
    }
}

const fn names(
    country: &'static str,
    place: &'static str,
    surnames: &'static [&'static str],
    female: &'static [&'static str],
    male: &'static [&'static str],
) -> Names {
    Names { country, place, surnames, female, male }
}

/// The table.
#[rustfmt::skip]
pub const NAMES: &[Names] = &[
    names("DEU", "Köln",
        &["Müller", "Schmidt", "Schneider", "Fischer", "Weber", "Wagner", "Becker", "Schulz", "Hoffmann", "Krämer", "Großkreutz", "Zellweger"],
        &["Hannah", "Sophia", "Ursula", "Lena", "Jürgine", "Petra", "Katrin", "Sabine"],
        &["Jürgen", "Lukas", "Stefan", "Thomas", "Jörg", "Felix", "Uwe", "Karl Heinz"]),
    names("FRA", "Lyon",
        &["Bernard", "Dubois", "Durand", "Leroy", "Moreau", "Laurent", "Lefebvre", "Girard", "Faure", "Châtelain", "Quesnel", "Vauquelin"],
        &["Louise", "Alice", "Chloé", "Camille", "Jeanne", "Hélène", "Manon", "Marie-Claire"],
        &["Gabriel", "Raphaël", "Louis", "Étienne", "François", "Hugo", "Jean-Luc", "Rémi"]),
    names("GBR", "Leeds",
        &["Smith", "Jones", "Williams", "Brown", "Taylor", "Davies", "Evans", "Walker", "O'Brien", "Fotheringay", "Wolstenholme", "Thistlewood"],
        &["Olivia", "Amelia", "Grace", "Charlotte", "Emily", "Florence", "Ivy", "Mary Ann"],
        &["Oliver", "George", "Harry", "Jack", "Arthur", "William", "Henry", "Alfie"]),
    names("USA", "Dayton",
        &["Johnson", "Miller", "Davis", "Wilson", "Anderson", "Thompson", "White", "Harris", "Clark", "Buttersworth", "Hollingshead", "Vandersloot"],
        &["Madison", "Ashley", "Brittany", "Jessica", "Abigail", "Harper", "Evelyn", "Scarlett"],
        &["Mason", "Logan", "Ethan", "Aiden", "Tyler", "Brandon", "Jason", "Wyatt"]),
    names("ESP", "Burgos",
        &["García", "Fernández", "González", "Rodríguez", "López", "Martínez", "Sánchez", "Muñoz", "Álvarez", "Ybarrondo", "Zuloaga", "Quiñonero"],
        &["María Carmen", "Lucía", "Nahia", "Begoña", "Inés", "Rocío", "Pilar", "Noelia"],
        &["José", "Iñaki", "Javier", "Álvaro", "Joaquín", "Rubén", "Sergio", "Jesús"]),
    names("ITA", "Torino",
        &["Rossi", "Russo", "Ferrari", "Esposito", "Bianchi", "Romano", "Colombo", "Ricci", "De Luca", "Squarcialupi", "Passalacqua", "Buonaguidi"],
        &["Giulia", "Ginevra", "Beatrice", "Vittoria", "Chiara", "Federica", "Silvia", "Paola"],
        &["Leonardo", "Alessandro", "Lorenzo", "Matteo", "Giovanni", "Niccolò", "Davide", "Luigi"]),
    names("POL", "Gdańsk",
        &["Kowalski", "Wiśniewski", "Wójcik", "Kowalczyk", "Kamiński", "Lewandowski", "Zieliński", "Szymański", "Woźniak", "Brzęczyszczykiewicz", "Przybyszewski", "Łętocha"],
        &["Zofia", "Zuzanna", "Maja", "Oliwia", "Małgorzata", "Agnieszka", "Katarzyna", "Elżbieta"],
        &["Antoni", "Jakub", "Stanisław", "Krzysztof", "Michał", "Paweł", "Zbigniew", "Łukasz"]),
    names("CZE", "Brno",
        &["Svoboda", "Dvořák", "Černý", "Procházka", "Kučera", "Veselý", "Horák", "Němec", "Pospíšil", "Štěrba", "Vrchlabský", "Zapletal"],
        &["Eliška", "Adéla", "Tereza", "Karolína", "Barbora", "Lucie", "Šárka", "Markéta"],
        &["Tomáš", "Matyáš", "Vojtěch", "Lukáš", "Ondřej", "Jiří", "Řehoř", "Zdeněk"]),
    names("NLD", "Utrecht",
        &["De Jong", "Jansen", "De Vries", "Van den Berg", "Bakker", "Visser", "Smit", "Mulder", "Van der Meulen", "Ruysdael", "Wijngaarden", "Oosterhuis"],
        &["Saar", "Fleur", "Lotte", "Sanne", "Femke", "Anouk", "Marijke", "Wilhelmina"],
        &["Daan", "Sem", "Bram", "Thijs", "Ruben", "Joost", "Pieter", "Willem"]),
    names("SWE", "Malmö",
        &["Johansson", "Karlsson", "Nilsson", "Larsson", "Olsson", "Persson", "Lindström", "Åkesson", "Sjöberg", "Överdal", "Hjelmqvist", "Rosenblad"],
        &["Astrid", "Freja", "Ingrid", "Åsa", "Birgitta", "Malin", "Linnéa", "Sigrid"],
        &["Björn", "Anders", "Göran", "Håkan", "Nils", "Sven", "Gustav", "Åke"]),
    names("ROU", "Iași",
        &["Popescu", "Ionescu", "Radu", "Dumitru", "Stoica", "Gheorghe", "Ciobanu", "Rusu", "Munteanu", "Țiriac", "Zăvoianu", "Hurmuzachi"],
        &["Ioana", "Mihaela", "Andreea", "Ștefania", "Daria", "Ruxandra", "Crina", "Cătălina"],
        &["Alexandru", "Bogdan", "Ștefan", "Vlad", "Cristian", "Răzvan", "Ionuț", "Costel"]),
    names("HUN", "Pécs",
        &["Nagy", "Kovács", "Tóth", "Szabó", "Horváth", "Varga", "Kiss", "Molnár", "Németh", "Győrffy", "Zrumeczky", "Esterházi"],
        &["Boglárka", "Zsófia", "Réka", "Eszter", "Ágnes", "Ildikó", "Katalin", "Piroska"],
        &["Levente", "Bence", "Zoltán", "György", "László", "Attila", "Tamás", "Gergő"]),
    names("SRB", "Niš",
        &["Jovanović=Јовановић", "Petrović=Петровић", "Nikolić=Николић", "Marković=Марковић", "Đorđević=Ђорђевић", "Ilić=Илић", "Pavlović=Павловић", "Živković=Живковић", "Stanković=Станковић", "Hadžipešić=Хаџипешић", "Ljubibratić=Љубибратић", "Njeguš=Његуш"],
        &["Milica=Милица", "Jelena=Јелена", "Dragana=Драгана", "Ljiljana=Љиљана", "Snežana=Снежана", "Vesna=Весна"],
        &["Dragan=Драган", "Nikola=Никола", "Miloš=Милош", "Zoran=Зоран", "Đorđe=Ђорђе", "Slobodan=Слободан"]),
    names("BGR", "Пловдив",
        &["Ivanov=Иванов", "Georgiev=Георгиев", "Dimitrov=Димитров", "Petrov=Петров", "Nikolov=Николов", "Hristov=Христов", "Stoyanov=Стоянов", "Todorov=Тодоров", "Iliev=Илиев", "Shtarbanov=Щърбанов", "Zhelyazkov=Желязков", "Tsutsumanov=Цуцуманов"],
        &["Viktoria=Виктория", "Raya=Рая", "Gergana=Гергана", "Desislava=Десислава", "Yoana=Йоана", "Tsvetelina=Цветелина"],
        &["Georgi=Георги", "Kaloyan=Калоян", "Dimitar=Димитър", "Plamen=Пламен", "Hristo=Христо", "Zhivko=Живко"]),
    names("RUS", "Пермь",
        &["Smirnov=Смирнов", "Kuznetsov=Кузнецов", "Popov=Попов", "Sokolov=Соколов", "Lebedev=Лебедев", "Kozlov=Козлов", "Morozov=Морозов", "Volkov=Волков", "Zaytsev=Зайцев", "Shcherbatov=Щербатов", "Khudyakov=Худяков", "Yevdokimov=Евдокимов"],
        &["Varvara=Варвара", "Polina=Полина", "Svetlana=Светлана", "Yuliya=Юлия", "Tatyana=Татьяна", "Ekaterina=Екатерина"],
        &["Mikhail=Михаил", "Dmitry=Дмитрий", "Yuri=Юрий", "Evgeny=Евгений", "Sergei=Сергей", "Aleksei=Алексей"]),
    names("UKR", "Львів",
        &["Melnyk=Мельник", "Shevchenko=Шевченко", "Boyko=Бойко", "Kovalenko=Коваленко", "Bondarenko=Бондаренко", "Tkachenko=Ткаченко", "Kravchenko=Кравченко", "Polishchuk=Поліщук", "Moroz=Мороз", "Yizhakevych=Їжакевич", "Hrushetskyi=Грушецький", "Zabuzhko=Забужко"],
        &["Oleksandra=Олександра", "Nataliia=Наталія", "Olha=Ольга", "Iryna=Ірина", "Halyna=Галина", "Yuliia=Юлія"],
        &["Dmytro=Дмитро", "Mykhailo=Михайло", "Vladyslav=Владислав", "Oleksandr=Олександр", "Serhii=Сергій", "Yevhen=Євген"]),
    names("GRC", "Πάτρα",
        &["Samaras=Σαμαράς", "Kontos=Κοντός", "Kritikos=Κρητικός", "Nikolaidis=Νικολαΐδης", "Vlachos=Βλάχος", "Makris=Μακρής", "Alexiou=Αλεξίου", "Raptis=Ράπτης", "Karras=Καρράς", "Papakyriakopoulos=Παπακυριακόπουλος", "Tzavellas=Τζαβέλλας", "Xenakis=Ξενάκης"],
        &["Eleni=Ελένη", "Aikaterini=Αικατερίνη", "Vasiliki=Βασιλική", "Angeliki=Αγγελική", "Despoina=Δέσποινα", "Ioanna=Ιωάννα"],
        &["Georgios=Γεώργιος", "Ioannis=Ιωάννης", "Dimitrios=Δημήτριος", "Nikolaos=Νικόλαος", "Panagiotis=Παναγιώτης", "Christos=Χρήστος"]),
    names("TUR", "İzmir",
        &["Yılmaz", "Kaya", "Demir", "Şahin", "Çelik", "Yıldız", "Öztürk", "Aydın", "Doğan", "Gümüşoğlu", "Zorlutuna", "Hacıbekir"],
        &["Fatma", "Ayşe", "Emine", "Hatice", "Zeynep", "Elif", "Gülşen", "Özlem"],
        &["Mehmet", "Mustafa", "Ahmet", "Hüseyin", "Hasan", "İsmail", "Çağrı", "Oğuz"]),
    names("GEO", "Batumi",
        &["Beridze=ბერიძე", "Kapanadze=კაპანაძე", "Gelashvili=გელაშვილი", "Maisuradze=მაისურაძე", "Giorgadze=გიორგაძე", "Lomidze=ლომიძე", "Tsiklauri=წიკლაური", "Nozadze=ნოზაძე", "Abuladze=აბულაძე", "Khutsishvili=ხუციშვილი", "Kvaratskhelia=კვარაცხელია", "Shengelia=შენგელია"],
        &["Mariami=მარიამი", "Nino=ნინო", "Elene=ელენე", "Barbare=ბარბარე", "Ketevani=ქეთევანი"],
        &["Andria=ანდრია", "Giorgi=გიორგი", "Davit=დავითი", "Luka=ლუკა", "Demetre=დემეტრე"]),
    names("ARM", "Gyumri",
        &["Grigoryan=Գրիգորյան", "Harutyunyan=Հարությունյան", "Sargsyan=Սարգսյան", "Hakobyan=Հակոբյան", "Petrosyan=Պետրոսյան", "Vardanyan=Վարդանյան", "Karapetyan=Կարապետյան", "Ghazaryan=Ղազարյան", "Manukyan=Մանուկյան", "Mkrtchyan=Մկրտչյան", "Hovhannisyan=Հովհաննիսյան", "Khachatryan=Խաչատրյան"],
        &["Anahit=Անահիտ", "Gayane=Գայանե", "Lusine=Լուսինե", "Armine=Արմինե", "Hasmik=Հասմիկ"],
        &["Armen=Արմեն", "Samvel=Սամվել", "Gevorg=Գևորգ", "Ashot=Աշոտ", "Arman=Արման"]),
    names("EGY", "Tanta",
        &["Hassan=حسن", "Mahmoud=محمود", "Ibrahim=إبراهيم", "El Sayed=السيد", "Mostafa=مصطفى", "Abdel Rahman=عبد الرحمن", "Salem=سالم", "Fathy=فتحي", "Mansour=منصور", "El Gohary=الجوهري", "Abu Zahra=أبو زهرة", "Shaarawy=شعراوي"],
        &["Fatima=فاطمة", "Mariam=مريم", "Nour=نور", "Heba=هبة", "Aya=آية", "Salma=سلمى"],
        &["Mohamed=محمد", "Ahmed=أحمد", "Youssef=يوسف", "Omar=عمر", "Khaled=خالد", "Tarek=طارق"]),
    names("IRN", "Shiraz",
        &["Mohammadi=محمدی", "Hosseini=حسینی", "Ahmadi=احمدی", "Rezaei=رضایی", "Karimi=کریمی", "Moradi=مرادی", "Rahimi=رحیمی", "Jafari=جعفری", "Kazemi=کاظمی", "Golshiri=گلشیری", "Tavakkoli=توکلی", "Farrokhzadeh=فرخ‌زاده"],
        &["Zahra=زهرا", "Fatemeh=فاطمه", "Maryam=مریم", "Shirin=شیرین", "Leila=لیلا"],
        &["Reza=رضا", "Mehdi=مهدی", "Hossein=حسین", "Amir=امیر", "Behrouz=بهروز"]),
    names("IND", "Nagpur",
        &["Kumar=कुमार", "Singh=सिंह", "Sharma=शर्मा", "Yadav=यादव", "Patel=पटेल", "Gupta=गुप्ता", "Verma=वर्मा", "Mishra=मिश्रा", "Reddy=रेड्डी", "Chattopadhyay=चट्टोपाध्याय", "Deshpande=देशपांडे", "Venkataraghavan=वेंकटराघवन"],
        &["Aditi=अदिति", "Priya=प्रिया", "Sunita=सुनीता", "Kavita=कविता", "Pooja=पूजा"],
        &["Arjun=अर्जुन", "Rajesh=राजेश", "Vikram=विक्रम", "Sanjay=संजय", "Amit=अमित"]),
    names("CHN", "武汉",
        &["Wang=王", "Li=李", "Zhang=张", "Liu=刘", "Chen=陈", "Yang=杨", "Huang=黄", "Zhao=赵", "Wu=吴", "Ouyang=欧阳", "Zhuge=诸葛", "Shangguan=上官"],
        &["Xinyi=欣怡", "Yutong=雨桐", "Xiaomei=小梅", "Zihan=梓涵", "Lihua=丽华"],
        &["Haoyu=浩宇", "Xiaoming=小明", "Wei=伟", "Jianguo=建国", "Zhiqiang=志强"]),
    names("JPN", "Sapporo",
        &["Sato=佐藤", "Suzuki=鈴木", "Takahashi=高橋", "Tanaka=田中", "Watanabe=渡辺", "Ito=伊藤", "Nakamura=中村", "Kobayashi=小林", "Yamamoto=山本", "Kujiraoka=鯨岡", "Mushanokoji=武者小路", "Saionji=西園寺"],
        &["Himari=陽葵", "Hina=陽菜", "Yuina=結菜", "Mio=澪", "Keiko=恵子"],
        &["Haruto=陽翔", "Minato=湊", "Itsuki=樹", "Kenji=健二", "Hiroshi=浩"]),
    names("KOR", "Busan",
        &["Kim=김", "Lee=이", "Park=박", "Choi=최", "Jeong=정", "Kang=강", "Cho=조", "Yoon=윤", "Jang=장", "Namgung=남궁", "Seonu=선우", "Hwangbo=황보"],
        &["Ji-woo=지우", "Seo-yun=서윤", "Ha-eun=하은", "Min-ji=민지", "Soo-jin=수진"],
        &["Do-yun=도윤", "Eun-woo=은우", "Min-jun=민준", "Sung-ho=성호", "Young-su=영수"]),
    names("VNM", "Huế",
        &["Nguyễn", "Trần", "Lê", "Phạm", "Phan", "Đặng", "Bùi", "Ngô", "Dương", "Quách", "Thạch", "Nghiêm"],
        &["Thị Lan", "Thị Hương", "Ngọc Anh", "Thu Hà", "Bích Ngọc"],
        &["Văn Hùng", "Văn Nam", "Quốc Bảo", "Minh Tuấn", "Đức Anh"]),
    names("NGA", "Kano",
        &["Okafor", "Adeyemi", "Balogun", "Eze", "Okonkwo", "Bello", "Abubakar", "Ogunleye", "Nwosu", "Chukwuemeka", "Oluwasegun", "Danjuma"],
        &["Ngozi", "Aisha", "Blessing", "Funmilayo", "Chiamaka", "Yetunde"],
        &["Chinedu", "Emeka", "Tunde", "Musa", "Ifeanyi", "Segun"]),
    names("BRA", "Recife",
        &["Silva", "Santos", "Oliveira", "Pereira", "Lima", "Carvalho", "Ferreira", "Araújo", "Gonçalves", "Albuquerque", "Guimarães Rosa", "Itaborahy"],
        &["Ana Paula", "Adriana", "Juliana", "Fernanda", "Antônia", "Conceição"],
        &["João", "Antônio", "Paulo", "Thiago", "Márcio", "Sebastião"]),
];

/// The two spellings of an entry: Latin, and its own script where there is another.
pub fn spellings(entry: &'static str) -> (&'static str, Option<&'static str>) {
    entry.split_once('=').map_or((entry, None), |(latin, native)| (latin, Some(native)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::icao_letters::icao_name;
    use std::collections::BTreeSet;

    fn every_entry() -> impl Iterator<Item = &'static str> {
        NAMES.iter().flat_map(|names| names.surnames.iter().chain(names.female).chain(names.male)).copied()
    }

    #[test]
    fn every_name_can_be_written_in_an_mrz() {
        for entry in every_entry() {
            let written = icao_name(spellings(entry).0);
            assert!(!written.is_empty() && !written.contains("<<"), "{entry}");
            assert!(
                written.bytes().all(|sign| sign.is_ascii_uppercase() || sign == b'<'),
                "{entry}: {written}"
            );
        }
    }

    #[test]
    fn reserved_surnames_are_borne_by_nobody_else() {
        let folded = |entry| icao_name(spellings(entry).0).replace('<', "");
        let reserved: Vec<String> =
            NAMES.iter().flat_map(Names::reserved).map(|&name| folded(name)).collect();
        let others: BTreeSet<String> = NAMES
            .iter()
            .flat_map(|names| names.unreserved().iter().chain(names.female).chain(names.male))
            .map(|&name| folded(name))
            .collect();
        for name in &reserved {
            assert!(!others.contains(name), "{name}");
            assert!(!others.iter().any(|other| other.starts_with(name.as_str())), "{name}");
        }
    }

    #[test]
    fn several_scripts_are_there() {
        let first_native = |low: char, high: char| {
            every_entry()
                .filter_map(|entry| spellings(entry).1)
                .any(|name| name.starts_with(|c| (low..=high).contains(&c)))
        };
        for (low, high) in [
            ('А', 'я'),
            ('Α', 'ω'),
            ('ა', 'ჰ'),
            ('Ա', 'Ֆ'),
            ('ا', 'ي'),
            ('अ', 'ह'),
            ('一', '龯'),
            ('가', '힣'),
        ] {
            assert!(first_native(low, high), "{low}");
        }
    }
}
