//! Renderers: values in, bytes out.

pub mod eml;
pub mod html;
pub mod ics;
