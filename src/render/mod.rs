//! Renderers: values in, bytes out.

pub mod ics;
