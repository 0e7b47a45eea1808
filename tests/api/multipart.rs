//! An upload as a program writes it.

/// Divides the parts; stands in no file of the tests.
const BOUNDARY: &str = "----------------------------parts-of-the-upload";

#[derive(Debug, Clone, Default)]
pub(crate) struct Upload {
    body: Vec<u8>,
}

impl Upload {
    /// Minutes of 2022 under A01, without a file.
    pub(crate) fn minutes() -> Self {
        Self::default().text("items", "A01").text("kind", "minutes").text("meeting_date", "2022-03-15")
    }

    /// One more field.
    pub(crate) fn text(self, name: &str, value: &str) -> Self {
        self.part(&format!("form-data; name=\"{name}\""), value.as_bytes())
    }

    /// One more file, its name as browsers write it.
    pub(crate) fn file(self, name: &str, bytes: &[u8]) -> Self {
        let quoted = name.replace('"', "%22");
        self.part(&format!("form-data; name=\"file\"; filename=\"{quoted}\""), bytes)
    }

    /// One more part under a disposition of its own.
    pub(crate) fn part(mut self, disposition: &str, bytes: &[u8]) -> Self {
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: {disposition}\r\n\r\n");
        self.body.extend_from_slice(head.as_bytes());
        self.body.extend_from_slice(bytes);
        self.body.extend_from_slice(b"\r\n");
        self
    }

    pub(crate) fn media_type(&self) -> String {
        format!("multipart/form-data; boundary={BOUNDARY}")
    }

    /// The parts with the mark of their end.
    pub(crate) fn body(&self) -> Vec<u8> {
        [self.body.as_slice(), format!("--{BOUNDARY}--\r\n").as_bytes()].concat()
    }
}

/// A small PDF that differs by its text.
pub(crate) fn pdf(text: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n% {text}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
         2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )
    .into_bytes()
}
