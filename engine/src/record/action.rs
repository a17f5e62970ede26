//! What an officer is asked to do.

use crate::words::closed_list;

closed_list! {
    /// Actions, strongest first (contract, section 4). The order of the enum is the order of strength: the least
    /// value is the strongest.
    Action {
        /// A missing minor or a person at risk of trafficking: separate without alarming companions.
        Protect = "protect",
        /// Secure the person.
        Arrest = "arrest",
        /// Keep the document.
        SeizeDocument = "seize-document",
        /// Hold the vehicle and compare its chassis number.
        StopVehicle = "stop-vehicle",
        /// Refuse entry.
        RefuseEntry = "refuse-entry",
        /// Search person, vehicle or goods where national law allows.
        Specific = "specific",
        /// Collect, show nothing at the first line.
        Discreet = "discreet",
        /// Second line, ask the owner of the record.
        VerifyDocument = "verify-document",
        /// Interview, ask the owner of the record.
        Inquiry = "inquiry",
        /// Report the place, do not hold.
        Locate = "locate",
        /// Officer safety.
        Warn = "warn",
        /// Could not be checked: read again, type by hand, or second line.
        CheckAgain = "check-again",
        /// Proceed.
        None = "none",
    }
}
