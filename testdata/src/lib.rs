//! Seeded test lists and crossings.
