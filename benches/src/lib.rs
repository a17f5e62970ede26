//! Benches of the engine and the server.
