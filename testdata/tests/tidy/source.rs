//! Rust source with its comments and literals blanked, so that rules about code do not trip over text.

/// The same text, line for line and byte for byte, where every byte of a comment, string or character literal is a
/// space (quotes included). Lifetimes stay.
pub(crate) fn code_only(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut code = Vec::with_capacity(bytes.len());
    while code.len() < bytes.len() {
        let at = code.len();
        let end = literal_or_comment_end(bytes, at);
        if end > at {
            code.extend(bytes[at..end].iter().map(|&byte| if byte == b'\n' { b'\n' } else { b' ' }));
        } else {
            code.push(bytes[at]);
        }
    }
    String::from_utf8_lossy(&code).into_owned()
}

/// Where the comment or literal that begins at `at` ends; `at` if none begins there.
fn literal_or_comment_end(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at..];
    let in_word = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_');
    if rest.starts_with(b"//") {
        at + rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len())
    } else if rest.starts_with(b"/*") {
        at + block_comment_length(rest)
    } else if rest[0] == b'"' {
        at + quoted_length(rest, b'"')
    } else if !in_word && let Some(length) = raw_string_length(rest) {
        at + length
    } else if rest[0] == b'\'' && is_character(rest) {
        at + quoted_length(rest, b'\'')
    } else {
        at
    }
}

fn block_comment_length(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        if rest[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

fn quoted_length(rest: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// `r"..."`, `br#"..."#`, `cr"..."` and the like.
fn raw_string_length(rest: &[u8]) -> Option<usize> {
    let prefix = if rest.starts_with(b"br") || rest.starts_with(b"cr") { 2 } else { 1 };
    if rest.get(prefix - 1) != Some(&b'r') {
        return None;
    }
    let hashes = rest[prefix..].iter().take_while(|&&byte| byte == b'#').count();
    let open = prefix + hashes;
    if rest.get(open) != Some(&b'"') {
        return None;
    }
    let close: Vec<u8> = std::iter::once(b'"').chain(std::iter::repeat_n(b'#', hashes)).collect();
    let body = &rest[open + 1..];
    let length = body.windows(close.len()).position(|window| window == close);
    Some(length.map_or(rest.len(), |length| open + 1 + length + close.len()))
}

/// A character literal, not a lifetime: `'x'`, `'\n'`, `'é'`.
fn is_character(rest: &[u8]) -> bool {
    if rest.get(1) == Some(&b'\\') {
        return true;
    }
    // One sign of one to four bytes, then the closing quote.
    let head = String::from_utf8_lossy(&rest[1..rest.len().min(6)]).into_owned();
    let mut signs = head.chars();
    signs.next().is_some_and(|sign| sign != '\'') && signs.next() == Some('\'')
}

/// The words of the code with their lines (1-based): runs of letters, digits and `_`.
pub(crate) fn words(code: &str) -> impl Iterator<Item = (usize, &str)> {
    code.lines().enumerate().flat_map(|(index, line)| {
        line.split(|sign: char| !sign.is_alphanumeric() && sign != '_')
            .filter(|word| !word.is_empty())
            .map(move |word| (index + 1, word))
    })
}

#[test]
fn text_is_blanked_and_code_stays() {
    let text = "let a = \"fn x\"; // fn y\nlet b = 'f'; let c = '\\''; /* fn /* z */ fn */ fn w<'a>(q: &'a str) {}\n";
    let code = code_only(text);
    assert_eq!(code.len(), text.len());
    assert_eq!(code.lines().count(), text.lines().count());
    assert_eq!(words(&code).filter(|&(_, word)| word == "fn").collect::<Vec<_>>(), [(2, "fn")]);
    assert!(code.contains("fn w<'a>(q: &'a str) {}"), "{code}");
}

#[test]
fn raw_strings_are_blanked_to_their_own_end() {
    let code = code_only("let a = br#\"he said \"fn\" \"#; fn b() {} let var\" = 1; \"");
    assert_eq!(words(&code).filter(|&(_, word)| word == "fn").count(), 1);
    assert!(code.contains("fn b() {}"));
}
