//! What Poland is like: dates and words as its offices write them, the counties and towns of Lubuskie, holidays, the clock.

pub mod county;
pub mod date;
pub mod holiday;
pub mod remark;
pub mod town;
pub mod warsaw;
