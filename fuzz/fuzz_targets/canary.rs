//! The canary: a planted fault behind three bytes. ci/fuzz-smoke fails unless the fuzzer finds it within a minute,
//! so that a fuzzer that explores nothing is noticed.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // One byte a branch: found by coverage in seconds, by blind guessing in millions of runs.
    if bytes.first() == Some(&b'U') && bytes.get(1) == Some(&b'T') && bytes.get(2) == Some(&b'O') {
        panic!("the canary sang");
    }
});
