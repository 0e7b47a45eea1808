//! OFD (GB/T 33190): the text codes of each page's content. Pieces that stand at the same height are one line.

use std::fs::File;
use std::io::BufReader;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::lines::Lines;
use super::{Place, TextFault};
use crate::intake::preview::{Archive, opened, part};

/// Pages that are read.
const MOST_PAGES: usize = 5_000;

pub(super) fn read(file: File, lines: &mut Lines) -> Result<(), TextFault> {
    let mut archive = opened(file)?;
    for (number, name) in (1..).zip(pages(&archive)) {
        if lines.is_spent() {
            break;
        }
        lines.begin(Place::Page(number));
        if let Ok(text) = page(&mut archive, &name, lines) {
            lines.line(&text);
        }
    }
    Ok(())
}

/// The contents of pages in the order of documents and numbers.
fn pages(archive: &Archive) -> Vec<String> {
    let number = |text: &str| text.rsplit('_').next().and_then(|digits| digits.parse::<u32>().ok());
    let numbered = |name: &str| {
        let (folder, page) = name.strip_suffix("/Content.xml")?.rsplit_once("/Pages/")?;
        Some(((number(folder).unwrap_or_default(), number(page)?), name.to_owned()))
    };
    let names = archive.file_names().filter_map(Result::ok);
    let mut found: Vec<_> = names.filter_map(|name| numbered(&name)).collect();
    found.sort_unstable();
    found.into_iter().take(MOST_PAGES).map(|(_, name)| name).collect()
}

fn page(archive: &mut Archive, name: &str, lines: &mut Lines) -> Result<String, TextFault> {
    let mut reader = Reader::from_reader(BufReader::new(part(archive, name)?));
    reader.config_mut().check_end_names = false;
    let (mut text, mut buffer) = (String::new(), Vec::new());
    let (mut height, mut inside) = (None, false);
    while !lines.is_spent() {
        match reader.read_event_into(&mut buffer).map_err(|_fault| TextFault::Damaged)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "TextObject" => {
                    let here = top(&element);
                    let same = matches!((height, here), (Some(a), Some(b)) if f64::abs(a - b) < 1.0);
                    text.push_str(if same || text.is_empty() { "" } else { "\n" });
                    height = here;
                }
                "TextCode" => inside = true,
                _ => {}
            },
            Event::Text(said) if inside => text.push_str(&said.xml10_content()),
            Event::GeneralRef(name) if inside => {
                if let Ok(Some(char)) = name.resolve_char_ref() {
                    text.push(char);
                }
            }
            Event::End(element) if element.local_name().as_ref() == "TextCode" => inside = false,
            Event::Eof => return Ok(text),
            _ => {}
        }
        buffer.clear();
    }
    Ok(text)
}

/// The height at which an object stands, in millimetres.
fn top(element: &BytesStart<'_>) -> Option<f64> {
    let boundary = element.try_get_attribute("Boundary").ok()??;
    boundary.value.split_whitespace().nth(1)?.parse().ok()
}
