//! Which `Host` and `Origin` a request may carry.
//!
//! A web page in a browser on the post's machine can reach loopback. It must not be able to ask: under its own name it
//! is refused by `Host` (DNS rebinding), under this server's name by `Origin`, and by `Content-Type` it would have to
//! ask first, which nothing here allows.

use std::net::{IpAddr, SocketAddr};

use axum::http::header::{HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::uri::Authority;

use crate::problem::{Code, Refusal};

/// The address at which a request's connection was accepted.
#[derive(Clone, Copy, Debug)]
pub struct ReachedAt(pub SocketAddr);

/// The names that are this server's besides its addresses.
#[derive(Clone, Debug, Default)]
pub struct HostNames {
    named: Vec<Authority>,
}

/// A `--host` that is no host name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "--host {0:?} is no host name; give a name such as post7.example, with :PORT if only that port is meant"
)]
pub struct NoHostName(String);

impl HostNames {
    /// The names given by `--host`.
    ///
    /// # Errors
    /// `NoHostName` for one that is none.
    pub fn new(names: &[String]) -> Result<Self, NoHostName> {
        let named = names.iter().map(|name| host_name(name)).collect::<Result<_, _>>()?;
        Ok(Self { named })
    }

    /// Lets a request pass that is meant for this server.
    ///
    /// # Errors
    /// `MalformedRequest` without exactly one `Host`, `WrongHost`, `ForeignOrigin`.
    pub fn admit(&self, request: &Parts, reached: ReachedAt) -> Result<(), Refusal> {
        let mut hosts = request.headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else {
            return Err(Refusal::new(Code::MalformedRequest, "send exactly one Host header field"));
        };
        let named = host.to_str().ok().and_then(|host| host.parse::<Authority>().ok());
        // A request line with a whole URI names the host a second time (RFC 9112 section 3.2.2).
        let all = [named.as_ref(), request.uri.authority().or(named.as_ref())];
        if !all.into_iter().all(|host| host.is_some_and(|host| self.is_ours(host, reached))) {
            return Err(Refusal::new(
                Code::WrongHost,
                "ask by the listen address or localhost with its port, or start the server with --host NAME",
            ));
        }
        let mut origins = request.headers.get_all(ORIGIN).iter();
        if origins.all(|origin| origin.to_str().is_ok_and(|origin| self.is_our_origin(origin, reached))) {
            Ok(())
        } else {
            Err(Refusal::new(
                Code::ForeignOrigin,
                "ask from a program, or from a page that this server itself served",
            ))
        }
    }

    fn is_ours(&self, host: &Authority, ReachedAt(reached): ReachedAt) -> bool {
        if host.as_str().contains('@') {
            return false;
        }
        let name = host.host();
        let Some(port) = port_of(host) else { return false };
        if self.named.iter().any(|own| {
            own.host().eq_ignore_ascii_case(name) && (own.port_u16().is_none() || own.port_u16() == port)
        }) {
            return true;
        }
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        let is_own_address =
            bare.parse::<IpAddr>().is_ok_and(|address| reached.ip().to_canonical() == address.to_canonical());
        port.unwrap_or(80) == reached.port()
            && (is_own_address
                || name.eq_ignore_ascii_case("localhost")
                || name == "127.0.0.1"
                || name == "[::1]")
    }

    fn is_our_origin(&self, origin: &str, reached: ReachedAt) -> bool {
        origin
            .strip_prefix("http://")
            .and_then(|host| host.parse::<Authority>().ok())
            .is_some_and(|host| self.is_ours(&host, reached))
    }
}

/// The port after the host, or that there is none; `None` for what is no port.
fn port_of(host: &Authority) -> Option<Option<u16>> {
    match host.as_str().strip_prefix(host.host())? {
        "" => Some(None),
        rest => rest.strip_prefix(':')?.parse().ok().map(Some),
    }
}

fn host_name(name: &str) -> Result<Authority, NoHostName> {
    let refused = || NoHostName(name.to_owned());
    let authority: Authority = name.parse().map_err(|_| refused())?;
    let is_name = !authority.host().is_empty() && !name.contains('@') && port_of(&authority).is_some();
    if is_name { Ok(authority) } else { Err(refused()) }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::{HostNames, ReachedAt};
    use crate::problem::Code;

    fn ask(uri: &str, fields: &[(&str, &str)]) -> Option<Code> {
        let names = HostNames::new(&["post7.example".to_owned(), "gate.example:9000".to_owned()]).unwrap();
        let mut request = Request::post(uri);
        for (name, value) in fields {
            request = request.header(*name, *value);
        }
        let (parts, ()) = request.body(()).unwrap().into_parts();
        names.admit(&parts, ReachedAt("127.0.0.1:8700".parse().unwrap())).err().map(|refusal| refusal.code)
    }

    #[test]
    fn this_servers_names_pass() {
        for host in [
            "127.0.0.1:8700",
            "localhost:8700",
            "LOCALHOST:8700",
            "[::1]:8700",
            "post7.example",
            "POST7.example:443",
            "gate.example:9000",
        ] {
            assert_eq!(ask("/", &[("host", host)]), None, "{host}");
        }
        assert_eq!(ask("http://localhost:8700/", &[("host", "localhost:8700")]), None);
    }

    #[test]
    fn a_rebound_name_does_not() {
        for host in [
            "evil.example",
            "evil.example:8700",
            "localhost",
            "localhost:80",
            "127.0.0.1:8701",
            "10.0.0.1:8700",
            "gate.example",
            "gate.example:8700",
            "localhost.evil.example:8700",
            "evil@localhost:8700",
            "",
            "localhost:8700x",
            "127.0.0.2:8700",
        ] {
            assert_eq!(ask("/", &[("host", host)]), Some(Code::WrongHost), "{host}");
        }
        assert_eq!(ask("http://evil.example/", &[("host", "localhost:8700")]), Some(Code::WrongHost));
        assert_eq!(ask("/", &[]), Some(Code::MalformedRequest));
        assert_eq!(
            ask("/", &[("host", "localhost:8700"), ("host", "evil.example")]),
            Some(Code::MalformedRequest)
        );
    }

    #[test]
    fn a_page_of_another_origin_does_not() {
        let ours = ("host", "localhost:8700");
        assert_eq!(ask("/", &[ours, ("origin", "http://localhost:8700")]), None);
        for origin in ["http://evil.example", "https://localhost:8700", "null", "http://localhost:8701", ""] {
            assert_eq!(ask("/", &[ours, ("origin", origin)]), Some(Code::ForeignOrigin), "{origin}");
        }
        let both = [ours, ("origin", "http://localhost:8700"), ("origin", "http://evil.example")];
        assert_eq!(ask("/", &both), Some(Code::ForeignOrigin));
    }

    #[test]
    fn what_is_no_host_name_is_refused_at_the_start() {
        for name in
            ["", "a b", "http://post7.example", "u@post7.example", "post7.example:x", "post7.example/path"]
        {
            assert!(HostNames::new(&[name.to_owned()]).is_err(), "{name}");
        }
    }
}
