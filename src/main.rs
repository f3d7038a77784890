//! The doorway: arguments, clock and exit code. Everything else is the library.

use std::process::ExitCode;
use std::time::SystemTime;

fn main() -> ExitCode {
    ExitCode::from(lubuskie_ics::run(std::env::args_os(), SystemTime::now()))
}
