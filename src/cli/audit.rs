//! `yingjian audit`: whether the record of who did what holds, and signed copies of it.

use std::fs::{self, File};
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::by;
use super::error::CliError;
use super::output;
use super::settings::Settings;
use crate::domain::message::Message;
use crate::ops::record::{self, Refusal};
use crate::store::chain::{Break, Link};

/// 操作记录：核验哈希链，导出带签名的副本。
#[derive(Debug, clap::Args)]
#[command(after_help = "例：yingjian audit verify\n　　yingjian audit export -o 操作记录.jsonl")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// 核验整条哈希链，指出第一条不对的记录；给出文件时核验导出的副本，不需要数据库
    #[command(
        after_help = "例：yingjian audit verify --anchor /srv/backup\n　　yingjian audit verify 操作记录.jsonl --public-key audit-key.pub.pem"
    )]
    Verify {
        /// 导出的副本；旁边要有同名的 .sig 签名文件
        file: Option<PathBuf>,
        /// 以前的导出文件或备份文件夹，其中记着当时的链尾；可以给多个
        #[arg(long, value_name = "FILE")]
        anchor: Vec<PathBuf>,
        /// 核验副本用的公钥（默认是数据文件夹里的 audit-key.pub.pem）
        #[arg(long, value_name = "FILE", requires = "file")]
        public_key: Option<PathBuf>,
    },
    /// 导出全部记录（JSON，一行一条），同时写出签名 FILE.sig 和公钥 FILE.pub.pem
    #[command(
        after_help = "例：yingjian audit export -o 操作记录.jsonl\n　　openssl pkeyutl -verify -rawin -pubin \\\n　　  -inkey 操作记录.jsonl.pub.pem -in 操作记录.jsonl -sigfile 操作记录.jsonl.sig"
    )]
    Export {
        /// 写入的文件
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
}

pub(super) fn run(settings: &Settings, arguments: &Arguments) -> Result<ExitCode, CliError> {
    match &arguments.command {
        Command::Verify { file: None, anchor, .. } => verify(settings, &anchors(anchor)?),
        Command::Verify { file: Some(file), anchor, public_key } => {
            verify_file(settings, file, (public_key.as_deref(), &anchors(anchor)?))
        }
        Command::Export { output } => export(settings, output),
    }
}

fn anchors(paths: &[PathBuf]) -> Result<Vec<Link>, CliError> {
    paths.iter().map(|path| Ok(record::read_anchor(path)?)).collect()
}

fn verify(settings: &Settings, anchors: &[Link]) -> Result<ExitCode, CliError> {
    let walked = record::check(&settings.office()?, anchors)?;
    Ok(walked.map_or_else(|broken| tell(settings, &broken), |end| tell_whole(settings, &end)))
}

fn tell_whole(settings: &Settings, end: &Link) -> ExitCode {
    let said = Message::new("cli-audit-whole").with("entries", end.position.to_string());
    println!("{}", settings.lang().say(&said.with("hash", &end.hash)));
    ExitCode::SUCCESS
}

fn tell(settings: &Settings, broken: &Break) -> ExitCode {
    println!("{}", settings.lang().say(&record::message(broken)));
    ExitCode::from(1)
}

fn verify_file(
    settings: &Settings,
    path: &Path,
    (key, anchors): (Option<&Path>, &[Link]),
) -> Result<ExitCode, CliError> {
    let key = match key {
        Some(key) => key.to_owned(),
        None => settings.data_dir()?.join(record::PUBLIC_KEY),
    };
    let public = fs::read_to_string(&key).map_err(|cause| CliError::file(&key, cause))?;
    let beside = beside(path, "sig");
    let signature = fs::read(&beside).map_err(|cause| CliError::file(&beside, cause))?;
    let file = File::open(path).map_err(|cause| CliError::file(path, cause))?;
    Ok(match record::verify_file(&file, (&public, &signature), anchors)? {
        Ok(verified) => tell_whole(settings, &verified.end),
        Err(Refusal::Broken(broken)) => tell(settings, &broken),
        Err(refusal) => {
            println!("{}", settings.lang().say(&refused(&refusal, &key)));
            ExitCode::from(1)
        }
    })
}

fn refused(refusal: &Refusal, key: &Path) -> Message {
    match refusal {
        Refusal::Signature => Message::new("cli-audit-signature").with("key", key.display().to_string()),
        Refusal::Line(number) => Message::new("cli-audit-line").with("line", *number),
        Refusal::End(end) => Message::new("cli-audit-end").with("position", end.position.to_string()),
        Refusal::Broken(broken) => record::message(broken),
    }
}

/// The file of the same name with another ending after its own.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

fn export(settings: &Settings, path: &Path) -> Result<ExitCode, CliError> {
    let office = settings.office()?;
    let mut file = tempfile::tempfile()?;
    let exported = match record::export(&office, &by(), &file)? {
        Ok(exported) => exported,
        Err(broken) => return Ok(tell(settings, &broken)),
    };
    file.rewind()?;
    output::write_file(path, |out| {
        std::io::copy(&mut file, out)?;
        Ok(())
    })?;
    output::write_file(&beside(path, "sig"), |out| Ok(out.write_all(&exported.signature)?))?;
    output::write_file(&beside(path, "pub.pem"), |out| Ok(out.write_all(exported.public_key.as_bytes())?))?;
    let said = Message::new("cli-audit-exported").with("path", path.display().to_string());
    println!("{}", settings.lang().say(&said.with("entries", exported.end.position.to_string())));
    Ok(ExitCode::SUCCESS)
}
