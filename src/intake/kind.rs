//! The kinds of files that are taken. What a file is, is told by its content; its name only decides
//! between siblings that share one format.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use super::IntakeError;
use super::look::{Look, look};

/// A kind of file that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// PDF.
    Pdf,
    /// OFD, GB/T 33190.
    Ofd,
    /// Word up to 2003.
    Doc,
    /// Word since 2007.
    Docx,
    /// Excel up to 2003.
    Xls,
    /// Excel since 2007.
    Xlsx,
    /// WPS text; the same container and streams as [`FileKind::Doc`].
    Wps,
    /// WPS table; the same container and streams as [`FileKind::Xls`].
    Et,
    /// PowerPoint up to 2003.
    Ppt,
    /// PowerPoint since 2007.
    Pptx,
    /// JPEG.
    Jpg,
    /// PNG.
    Png,
    /// HEIC, photos of telephones.
    Heic,
    /// MPEG-4 film.
    Mp4,
    /// Plain text, in whatever encoding.
    Txt,
}

/// What a kind is for, so that a sheet that asks for a docx also likes a wps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// Fixed pages.
    Pages,
    /// Running text.
    Text,
    /// Tables.
    Table,
    /// Slides.
    Slides,
    /// Pictures.
    Picture,
    /// Films.
    Film,
}

impl FileKind {
    /// Every kind, in the order in which people are told.
    pub const ALL: [Self; 15] = [
        Self::Pdf,
        Self::Ofd,
        Self::Doc,
        Self::Docx,
        Self::Wps,
        Self::Xls,
        Self::Xlsx,
        Self::Et,
        Self::Ppt,
        Self::Pptx,
        Self::Jpg,
        Self::Png,
        Self::Heic,
        Self::Mp4,
        Self::Txt,
    ];

    /// Extension, media type, family.
    fn row(self) -> (&'static str, &'static str, Family) {
        const OPEN_XML: [&str; 3] = [
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ];
        let [docx, xlsx, pptx] = OPEN_XML;
        match self {
            Self::Pdf => ("pdf", "application/pdf", Family::Pages),
            Self::Ofd => ("ofd", "application/ofd", Family::Pages),
            Self::Doc => ("doc", "application/msword", Family::Text),
            Self::Docx => ("docx", docx, Family::Text),
            Self::Wps => ("wps", "application/wps-office.wps", Family::Text),
            Self::Xls => ("xls", "application/vnd.ms-excel", Family::Table),
            Self::Xlsx => ("xlsx", xlsx, Family::Table),
            Self::Et => ("et", "application/wps-office.et", Family::Table),
            Self::Ppt => ("ppt", "application/vnd.ms-powerpoint", Family::Slides),
            Self::Pptx => ("pptx", pptx, Family::Slides),
            Self::Jpg => ("jpg", "image/jpeg", Family::Picture),
            Self::Png => ("png", "image/png", Family::Picture),
            Self::Heic => ("heic", "image/heic", Family::Picture),
            Self::Mp4 => ("mp4", "video/mp4", Family::Film),
            Self::Txt => ("txt", "text/plain", Family::Text),
        }
    }

    /// Its usual extension, without the dot.
    pub fn extension(self) -> &'static str {
        self.row().0
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        self.row().1
    }

    /// What it is for.
    pub fn family(self) -> Family {
        self.row().2
    }

    /// The kind with this media type.
    pub fn from_media_type(media_type: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.media_type() == media_type)
    }

    /// The kind with this extension, in any case and in its usual other spellings.
    pub fn from_extension(extension: &str) -> Option<Self> {
        let extension = extension.to_ascii_lowercase();
        let extension = match extension.as_str() {
            "jpeg" | "jpe" => "jpg",
            "heif" => "heic",
            "text" => "txt",
            other => other,
        };
        Self::ALL.into_iter().find(|kind| kind.extension() == extension)
    }

    /// The extensions of all kinds, for people.
    pub fn list() -> String {
        Self::ALL.map(Self::extension).join(", ")
    }

    /// What the file at `path` is; `name` is what the person calls it.
    ///
    /// # Errors
    /// When it is empty, locked, of a kind that is not taken, or can't be read.
    pub fn of(path: &Path, name: &str) -> Result<Self, IntakeError> {
        let file = File::open(path).map_err(|source| IntakeError::io(path, source))?;
        let found = look(&mut BufReader::new(file), name).map_err(|source| IntakeError::io(path, source))?;
        match found {
            Look::Kind(kind) => Ok(kind),
            Look::Empty => Err(IntakeError::Empty { name: name.to_owned() }),
            Look::Locked => Err(IntakeError::Locked { name: name.to_owned() }),
            Look::Other(found) => Err(IntakeError::NotTaken { name: name.to_owned(), found }),
        }
    }
}
