//! Messages to people: who is told what, in which words, as which bytes.

pub(crate) mod letter;
pub(crate) mod message;
pub mod person;
pub(crate) mod plan;
