//! Charts as PNG, for office programs that show no SVG: drawn from the SVG, with the embedded face.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{
    Options, Tree,
    fontdb::{Database, Source},
};

use super::Chart;
use crate::report::ReportError;

/// Dots of the picture for each unit of the scene: sharp in print at the size it gets in papers.
const SCALE: f32 = 3.0;

const FACE: &[u8] = include_bytes!("../../../templates/assets/fonts/YingjianSans-Regular.otf");

static FACES: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut faces = Database::new();
    // As it lies in the program: a copy would be seven megabytes.
    faces.load_font_source(Source::Binary(Arc::new(FACE)));
    Arc::new(faces)
});

/// A picture with its width and height in units of the scene.
pub(in crate::report) struct Picture {
    pub(in crate::report) bytes: Vec<u8>,
    pub(in crate::report) width: f32,
    pub(in crate::report) height: f32,
}

/// The chart as a PNG.
pub(in crate::report) fn png(chart: &Chart) -> Result<Picture, ReportError> {
    let broken = |cause: String| ReportError::format("png", cause);
    let options = Options { fontdb: Arc::clone(&FACES), ..Options::default() };
    let tree = Tree::from_str(&chart.plain_svg(), &options).map_err(|cause| broken(cause.to_string()))?;
    let size = tree.size();
    let whole = size.to_int_size().scale_by(SCALE).ok_or_else(|| broken("no size".to_owned()))?;
    let mut pixels =
        Pixmap::new(whole.width(), whole.height()).ok_or_else(|| broken("no room".to_owned()))?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    let bytes = pixels.encode_png().map_err(|cause| broken(cause.to_string()))?;
    Ok(Picture { bytes, width: size.width(), height: size.height() })
}
