//! The doorway: arguments, clock and exit code. Everything else is the library.

use std::process::ExitCode;
use std::time::SystemTime;

fn main() -> ExitCode {
    // Windows leaves it to the program to find what *.xlsx stands for
    ExitCode::from(lubuskie_ics::run(wild::args_os(), SystemTime::now()))
}
