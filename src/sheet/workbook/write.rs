//! A sheet as a workbook that an official edits: heads frozen, rules also said in words.

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use super::super::rule;
use super::super::toml_text::TomlText;
use super::super::write_toml::{class_lines, per_word};
use super::{Holds, LISTS, META, META_ROWS, Worksheet};
use crate::domain::lexicon::WordClass;
use crate::domain::points::Points;
use crate::domain::standard::{Item, Standard};
use crate::texts::Lang;

/// What a cell gets.
enum Written {
    Text(String),
    Number(Points),
    Nothing,
}

/// The workbook; the same sheet gives the same bytes.
pub(in crate::sheet) fn write(standard: &Standard) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(&standard.title).set_creation_datetime(&created));
    for list in &LISTS {
        write_list(&mut workbook, list, &rows(standard, list))?;
    }
    write_meta(&mut workbook, standard)?;
    workbook.save_to_buffer()
}

fn write_list(workbook: &mut Workbook, list: &Worksheet, rows: &[Vec<Written>]) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_border(FormatBorder::Thin).set_align(FormatAlign::Center);
    let body = Format::new().set_text_wrap().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
    let sheet = workbook.add_worksheet();
    sheet.set_name(list.name)?.set_freeze_panes(1, 0)?;
    for (at, column) in (0_u16..).zip(list.columns) {
        sheet.set_column_width(at, column.width)?.write_string_with_format(0, at, column.title, &head)?;
    }
    for (row, cells) in (1_u32..).zip(rows) {
        for (at, cell) in (0_u16..).zip(cells) {
            match cell {
                Written::Text(text) => sheet.write_string_with_format(row, at, text, &body)?,
                Written::Number(points) => sheet.write_number_with_format(row, at, digits(*points), &body)?,
                Written::Nothing => sheet.write_blank(row, at, &body)?,
            };
        }
    }
    Ok(())
}

fn write_meta(workbook: &mut Workbook, standard: &Standard) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(META)?.set_column_width(0, 14)?.set_column_width(1, 60)?;
    for (row, known) in (0_u32..).zip(&META_ROWS) {
        sheet.write_string(row, 0, known.title)?;
        match known.key {
            "id" => sheet.write_string(row, 1, &standard.id)?,
            "version" => sheet.write_string(row, 1, &standard.version)?,
            "title" => sheet.write_string(row, 1, &standard.title)?,
            "base_total" => sheet.write_number(row, 1, digits(standard.base_total))?,
            _ => sheet.write_number(row, 1, digits(standard.bonus_cap))?,
        };
    }
    Ok(())
}

/// A cell of a workbook is a float; four decimal places of at most 10,000 come back the same.
fn digits(points: Points) -> f64 {
    points.decimal().to_f64().unwrap_or_default()
}

/// The cells of a list's rows, in the order of its columns.
fn rows(standard: &Standard, list: &Worksheet) -> Vec<Vec<Written>> {
    match list.list {
        "item" => standard.items.iter().map(|item| item_cells(standard, item, list)).collect(),
        "aspect" => {
            let aspect = |one: &crate::domain::standard::Aspect| {
                vec![text(&one.code), text(&one.name), Written::Number(one.points)]
            };
            standard.aspects.iter().map(aspect).collect()
        }
        "evidence_kind" => {
            let kind = |one: &crate::domain::standard::EvidenceKind| {
                let lists = [&one.fields, &one.formats].map(|codes| Written::Text(codes.join(", ")));
                let [fields, formats] = lists;
                let tells = one.tells.map_or("", crate::domain::standard::Tells::id);
                vec![text(&one.id), text(&one.label), fields, formats, text(&one.retention), text(tells)]
            };
            standard.kinds.iter().map(kind).collect()
        }
        "veto" => {
            let veto = |one: &crate::domain::standard::Veto| {
                vec![
                    text(&one.code),
                    text(&one.name),
                    text(&one.trigger),
                    Written::Text(one.items.join(", ")),
                ]
            };
            standard.vetoes.iter().map(veto).collect()
        }
        "word_class" => {
            let class = |one: &WordClass| {
                vec![text(&one.name), Written::Text(class_lines(one).collect::<Vec<_>>().join("\n"))]
            };
            standard.word_classes.iter().map(class).collect()
        }
        _ => standard.bonuses.iter().map(bonus_cells).collect(),
    }
}

fn bonus_cells(one: &crate::domain::standard::Bonus) -> Vec<Written> {
    let points = [one.points, one.cap].map(Written::Number);
    let [each, cap] = points;
    vec![text(&one.code), text(&one.name), each, text(&one.per), cap, Written::Text(one.evidence.join(", "))]
}

fn item_cells(standard: &Standard, item: &Item, list: &Worksheet) -> Vec<Written> {
    list.columns.iter().map(|column| item_cell(standard, item, (column.key, column.holds))).collect()
}

fn item_cell(standard: &Standard, item: &Item, (key, holds): (&str, Holds)) -> Written {
    match (key, holds) {
        ("aspect", _) => {
            let named = standard.aspects.iter().find(|aspect| aspect.code == item.aspect);
            let name = named.map_or("", |aspect| aspect.name.as_str());
            Written::Text(format!("{} {name}", item.aspect).trim_end().to_owned())
        }
        ("code", _) => text(&item.code),
        ("name", _) => text(&item.name),
        ("points", _) => Written::Number(item.points),
        ("in_words", _) => Written::Text(Lang::Hans.say(&rule::rule_in_words(&item.rule, item.each_year))),
        ("rule", _) => {
            let mut out = TomlText::default();
            rule::write(&item.rule, &mut out);
            Written::Text(out.finish().trim_end().to_owned())
        }
        ("evidence", _) => Written::Text(needs(item)),
        ("each_year", _) => flag(item.each_year),
        ("site_visit", _) => flag(item.site_visit),
        ("lead", _) => text(&item.lead),
        ("note", _) => text(&item.note),
        ("words", _) => text(&item.words.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
        _ => Written::Nothing,
    }
}

fn needs(item: &Item) -> String {
    let line =
        |need: &crate::domain::standard::Need| format!("{} {} {}", need.kind, need.min, per_word(need.per));
    item.needs.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn flag(flag: bool) -> Written {
    Written::Text(if flag { "是" } else { "否" }.to_owned())
}

fn text(text: &str) -> Written {
    if text.is_empty() { Written::Nothing } else { Written::Text(text.to_owned()) }
}
