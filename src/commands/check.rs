//! What is wrong with a list, and what was understood of one that is good.

use std::time::SystemTime;

use super::messages::Error;
use super::read;
use crate::cli::ListArgs;
use crate::console::Console;

/// Runs `check`; gives the exit code.
pub(crate) fn check(args: &ListArgs, clock: SystemTime, console: &Console) -> Result<u8, Error> {
    console.understood(&read(args, clock, console)?.meetings)?;
    Ok(0)
}
