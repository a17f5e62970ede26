//! The rules of an answer, each asked as a client asks it (contract, sections 3 to 5). The tests are written
//! from the contract's text; where one fails, the engine is wrong or the contract is.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]

#[path = "support/asking.rs"]
mod asking;
#[path = "support/lists.rs"]
mod lists;
#[path = "support/store.rs"]
mod store;

#[path = "contract/actions.rs"]
mod actions;
#[path = "contract/age.rs"]
mod age;
#[path = "contract/cleared.rs"]
mod cleared;
#[path = "contract/example.rs"]
mod example;
#[path = "contract/grades.rs"]
mod grades;
#[path = "contract/group_facts.rs"]
mod group_facts;
#[path = "contract/hits.rs"]
mod hits;
#[path = "contract/name_pairs.rs"]
mod name_pairs;
#[path = "contract/notices.rs"]
mod notices;
#[path = "contract/own_name.rs"]
mod own_name;
#[path = "contract/reading.rs"]
mod reading;
#[path = "contract/typing.rs"]
mod typing;
#[path = "contract/vehicles.rs"]
mod vehicles;
#[path = "contract/which_lists.rs"]
mod which_lists;
#[path = "contract/zones.rs"]
mod zones;
