//! What is wrong with a bag: a kind that programs can tell apart, and the places it names.

use std::fmt;

use crate::domain::message::Message;

/// One thing that is wrong with an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// What fills the places of its sentence: paths, lines, hashes, limits.
    pub args: Vec<(&'static str, String)>,
}

impl Fault {
    /// A fault of this kind that names nothing yet.
    pub(super) fn new(kind: FaultKind) -> Self {
        Self { kind, args: Vec::new() }
    }

    /// The same fault with one more place filled.
    pub(super) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// The sentence for people.
    pub fn message(&self) -> Message {
        self.args
            .iter()
            .fold(Message::new(self.kind.id()), |message, (name, value)| message.with(name, value))
    }

    /// What fills the place `name`.
    pub fn arg(&self, name: &str) -> Option<&str> {
        self.args.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

/// For logs; people get [`Fault::message`].
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message())
    }
}

impl std::error::Error for Fault {}

/// Declares the kinds once, so that their list, their ids and their words cannot drift apart.
macro_rules! kinds {
    ($($(#[doc = $text:literal])+ $kind:ident = $id:literal,)+) => {
        /// The kinds of faults.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FaultKind {
            $($(#[doc = $text])+ $kind,)+
        }

        impl FaultKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// The id of the kind's sentence in the message files; stable, also for programs.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$kind => $id,)+
                }
            }
        }
    };
}

kinds! {
    /// The archive or folder cannot be opened.
    NotReadable = "archive-fault-not-readable",
    /// The file is no ZIP, or was cut off.
    NotZip = "archive-fault-not-zip",
    /// The ZIP's directory and its entries tell different things.
    InconsistentZip = "archive-fault-inconsistent-zip",
    /// An entry needs a password.
    Encrypted = "archive-fault-encrypted",
    /// A symbolic link.
    SymbolicLink = "archive-fault-symbolic-link",
    /// Neither file nor folder.
    SpecialFile = "archive-fault-special-file",
    /// Two entries of the ZIP have one name.
    DuplicateEntry = "archive-fault-duplicate-entry",
    /// An entry would be unpacked outside the bag.
    UnsafeEntry = "archive-fault-unsafe-entry",
    /// A name that is not UTF-8.
    BadName = "archive-fault-bad-name",
    /// A way of compressing that is not supported.
    UnsupportedCompression = "archive-fault-unsupported-compression",
    /// More entries than the limit.
    TooManyEntries = "archive-fault-too-many-entries",
    /// More bytes than the limit.
    TooManyBytes = "archive-fault-too-many-bytes",
    /// A file that grows beyond measure when it is unpacked.
    Bomb = "archive-fault-bomb",
    /// An entry beside the bag's folder.
    Stray = "archive-fault-stray",
    /// A path is both a file and a folder.
    FileIsFolder = "archive-fault-file-is-folder",
    /// No bagit.txt.
    MissingDeclaration = "archive-fault-missing-declaration",
    /// bagit.txt begins with a byte-order mark.
    DeclarationMark = "archive-fault-declaration-mark",
    /// bagit.txt does not have the two lines it must have.
    BadDeclaration = "archive-fault-bad-declaration",
    /// A version that is not supported.
    UnsupportedVersion = "archive-fault-unsupported-version",
    /// An encoding that is not supported.
    UnknownEncoding = "archive-fault-unknown-encoding",
    /// No data folder.
    MissingPayload = "archive-fault-missing-payload",
    /// No payload manifest.
    MissingManifest = "archive-fault-missing-manifest",
    /// A manifest of a checksum that is not supported.
    UnsupportedAlgorithm = "archive-fault-unsupported-algorithm",
    /// A tag file that is not in the declared encoding.
    BadText = "archive-fault-bad-text",
    /// A tag file in UTF-8 with a byte-order mark.
    ByteOrderMark = "archive-fault-byte-order-mark",
    /// A tag file over the limit.
    TagFileTooLarge = "archive-fault-tag-file-too-large",
    /// A line over the limit.
    LineTooLong = "archive-fault-line-too-long",
    /// A line that is not of its file's form.
    BadLine = "archive-fault-bad-line",
    /// A path listed twice in one manifest.
    DuplicateLine = "archive-fault-duplicate-line",
    /// A listed path that leads out of the bag.
    UnsafePath = "archive-fault-unsafe-path",
    /// A payload manifest lists what is not payload.
    OutsidePayload = "archive-fault-outside-payload",
    /// A tag manifest lists payload.
    PayloadInTagManifest = "archive-fault-payload-in-tag-manifest",
    /// A tag manifest lists a tag manifest.
    TagManifestListed = "archive-fault-tag-manifest-listed",
    /// A tag manifest leaves out a payload manifest.
    ManifestNotListed = "archive-fault-manifest-not-listed",
    /// A listed file that is not there.
    MissingFile = "archive-fault-missing-file",
    /// A file that would have to be fetched first.
    NotFetched = "archive-fault-not-fetched",
    /// A payload file that no manifest lists.
    ExtraFile = "archive-fault-extra-file",
    /// A payload file that one of the manifests does not list.
    NotInManifest = "archive-fault-not-in-manifest",
    /// Names that are one name after normalisation or without case.
    EqualNames = "archive-fault-equal-names",
    /// A file whose bytes are not those of its checksum.
    WrongChecksum = "archive-fault-wrong-checksum",
    /// A file that cannot be read to its end.
    Damaged = "archive-fault-damaged",
    /// A Payload-Oxum that is not bytes, dot, files.
    BadOxum = "archive-fault-bad-oxum",
    /// More than one Payload-Oxum.
    RepeatedOxum = "archive-fault-repeated-oxum",
    /// A Payload-Oxum that does not count this payload.
    WrongOxum = "archive-fault-wrong-oxum",
    /// A remark: a manifest in the form of md5sum, with an asterisk before the path.
    Asterisk = "archive-fault-asterisk",
}
