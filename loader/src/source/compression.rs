//! Takes gzip and zstd off. A stream that ends too early is an error of reading, by both decoders.

use std::io::{self, Read};

use flate2::read::MultiGzDecoder;

use super::Compression;

/// The plain bytes of `raw`.
pub(super) fn decoder(
    raw: impl Read + Send + 'static,
    compression: Compression,
) -> io::Result<Box<dyn Read + Send>> {
    Ok(match compression {
        Compression::None => Box::new(raw),
        // Several members in one file are one stream (RFC 1952 section 2.2).
        Compression::Gzip => Box::new(MultiGzDecoder::new(raw)),
        Compression::Zstd => Box::new(zstd::Decoder::new(raw)?),
    })
}
