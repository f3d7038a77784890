//! Messages to people: who is told what, in which words, as which bytes.

pub mod letter;
pub mod message;
pub mod person;
pub mod plan;
