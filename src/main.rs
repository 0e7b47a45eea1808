fn main() -> std::process::ExitCode {
    yingjian::cli::run()
}
