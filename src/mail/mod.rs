//! Messages to people: who is told what, in which words, as which bytes.

pub(crate) mod letter;
pub(crate) mod message;
pub mod person;
pub(crate) mod plan;

pub(crate) use letter::{Letter, Occasion, Stationery};
pub(crate) use plan::Post;
