//! Pictures that look like photos, each by its number: rooms, streets, things close by; and pages of paper.

use image::{Rgb, RgbImage};
pub(crate) struct Dice(u64);
impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        let mut d = Dice(seed.wrapping_mul(0x9E3779B97F4A7C15) ^ 0xD1B54A32D192ED03);
        for _ in 0..4 {
            d.next();
        }
        d
    }
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545F4914F6CDD1D)
    }
    pub(crate) fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }
    pub(crate) fn between(&mut self, a: f32, b: f32) -> f32 {
        a + (b - a) * self.unit()
    }
    pub(crate) fn colour(&mut self) -> [f32; 3] {
        [self.between(20., 235.), self.between(20., 235.), self.between(20., 235.)]
    }
}
pub(crate) struct Canvas {
    w: u32,
    h: u32,
    px: Vec<[f32; 3]>,
}
impl Canvas {
    fn new(w: u32, h: u32) -> Self {
        Canvas { w, h, px: vec![[0.; 3]; (w * h) as usize] }
    }
    fn each(&mut self, f: impl Fn(f32, f32) -> [f32; 3]) {
        for y in 0..self.h {
            for x in 0..self.w {
                self.px[(y * self.w + x) as usize] = f(x as f32 / self.w as f32, y as f32 / self.h as f32)
            }
        }
    }
    fn blend(&mut self, x0: f32, y0: f32, x1: f32, y1: f32, f: impl Fn(f32, f32) -> Option<[f32; 3]>) {
        let (w, h) = (self.w as f32, self.h as f32);
        for y in ((y0 * h).max(0.) as u32)..((y1 * h).min(h).max(0.) as u32) {
            for x in ((x0 * w).max(0.) as u32)..((x1 * w).min(w).max(0.) as u32) {
                if let Some(c) = f(x as f32 / w, y as f32 / h) {
                    self.px[(y * self.w + x) as usize] = c
                }
            }
        }
    }
    fn disc(&mut self, cx: f32, cy: f32, rx: f32, ry: f32, c: [f32; 3]) {
        self.blend(cx - rx, cy - ry, cx + rx, cy + ry, |x, y| {
            let (a, b) = ((x - cx) / rx, (y - cy) / ry);
            let d = a * a + b * b;
            if d < 1. {
                let s = 1. - 0.3 * (a + b * 0.5);
                Some([c[0] * s, c[1] * s, c[2] * s])
            } else {
                None
            }
        })
    }
    fn rect(&mut self, x0: f32, y0: f32, x1: f32, y1: f32, c: [f32; 3]) {
        self.blend(x0, y0, x1, y1, |_, y| {
            let s = 1. - 0.15 * (y - y0) / (y1 - y0);
            Some([c[0] * s, c[1] * s, c[2] * s])
        })
    }
    fn finish(self, d: &mut Dice, grain: f32) -> RgbImage {
        let mut out = RgbImage::new(self.w, self.h);
        let (vx, vy, vs) = (d.between(0.4, 0.6), d.between(0.4, 0.6), d.between(0.1, 0.6));
        for y in 0..self.h {
            for x in 0..self.w {
                let (fx, fy) = (x as f32 / self.w as f32 - vx, y as f32 / self.h as f32 - vy);
                let v = 1. - vs * (fx * fx + fy * fy);
                let n = (d.unit() - 0.5) * grain;
                let p = self.px[(y * self.w + x) as usize];
                out.put_pixel(x, y, Rgb([0, 1, 2].map(|i| (p[i] * v + n).clamp(0., 255.) as u8)));
            }
        }
        out
    }
}
fn person(c: &mut Canvas, d: &mut Dice, x: f32, y: f32, s: f32) {
    let skin = d.between(150., 220.);
    let cloth = if d.unit() < 0.5 {
        [d.between(20., 80.), d.between(40., 90.), d.between(30., 90.)]
    } else {
        d.colour()
    };
    c.disc(x, y + s * 1.9, s * 1.1, s * 1.4, cloth);
    c.disc(x, y, s * 0.5, s * 0.65, [skin, skin * 0.8, skin * 0.65]);
    c.disc(x, y - s * 0.35, s * 0.52, s * 0.35, [30., 25., 25.]);
}
fn banner(c: &mut Canvas, d: &mut Dice, x0: f32, y0: f32, x1: f32, y1: f32) {
    c.rect(x0, y0, x1, y1, [190., 25., 30.]);
    let n = 8 + (d.unit() * 12.) as i32;
    let step = (x1 - x0) / (n as f32 + 1.);
    for i in 0..n {
        let x = x0 + step * (i as f32 + 0.6);
        for _ in 0..5 {
            let (a, b) = (d.unit() * 0.5, d.unit() * 0.6);
            c.rect(
                x + step * a,
                y0 + (y1 - y0) * (0.15 + b * 0.7),
                x + step * (a + 0.3),
                y0 + (y1 - y0) * (0.25 + b * 0.7),
                [240., 220., 120.],
            );
        }
    }
}
pub(crate) fn meeting(seed: u64, w: u32, h: u32) -> RgbImage {
    let mut d = Dice::new(seed ^ 0x77);
    let mut c = Canvas::new(w, h);
    let wall = d.between(150., 210.);
    let lamp = d.between(0.2, 0.8);
    c.each(|x, y| {
        let l = wall + 30. * (1. - ((x - lamp).powi(2) * 3. + y * y).min(1.));
        [l, l * 0.97, l * 0.9]
    });
    let by = d.between(0.04, 0.12);
    let bx = d.between(0.08, 0.2);
    banner(&mut c, &mut d, bx, by, 1. - bx, by + 0.11);
    let ty = d.between(0.5, 0.6);
    for row in 0..2 {
        let n = 5 + (d.unit() * 4.) as i32;
        for i in 0..n {
            let x = (i as f32 + 0.5 + d.between(-0.25, 0.25)) / n as f32;
            let y = ty - 0.18 + row as f32 * 0.05 + d.between(-0.02, 0.02);
            let s = d.between(0.04, 0.06);
            person(&mut c, &mut d, x, y, s);
        }
    }
    let wood = [d.between(90., 150.), d.between(55., 90.), d.between(30., 60.)];
    c.blend(0., ty, 1., 1., |x, y| {
        let t = (y - ty) / (1. - ty);
        if (x - 0.5).abs() < 0.35 + 0.2 * t {
            let g = 1. + 0.08 * ((x * 60. + y * 9.).sin());
            Some([wood[0] * g, wood[1] * g, wood[2] * g])
        } else {
            Some([70. + 40. * t, 60. + 30. * t, 55.])
        }
    });
    for i in 0..7 {
        let x = 0.18 + i as f32 * 0.1 + d.between(-0.02, 0.02);
        let y = ty + d.between(0.03, 0.2);
        c.rect(x, y, x + 0.05, y + 0.03, [235., 235., 230.]);
        c.disc(x + 0.06, y, 0.012, 0.03, [200., 210., 225.]);
    }
    for _ in 0..4 {
        let (x, y, s) = (d.unit(), d.between(0.75, 0.95), d.between(0.07, 0.1));
        person(&mut c, &mut d, x, y, s);
    }
    c.finish(&mut d, 14.)
}
/// Houses with windows before the horizon.
fn houses(c: &mut Canvas, d: &mut Dice, hz: f32) {
    for _ in 0..(2 + (d.unit() * 6.) as i32) {
        let x = d.unit();
        let bw = d.between(0.05, 0.22);
        let top = hz - d.between(0.05, 0.28);
        let col = d.colour();
        c.rect(x, top, x + bw, hz + 0.05, col);
        let (nx, ny) = (3 + (d.unit() * 4.) as i32, 3 + (d.unit() * 5.) as i32);
        for i in 0..nx {
            for j in 0..ny {
                let wx = x + bw * (i as f32 + 0.25) / nx as f32;
                let wy = top + (hz - top) * (j as f32 + 0.2) / ny as f32;
                let l = d.between(40., 200.);
                c.rect(
                    wx,
                    wy,
                    wx + bw * 0.5 / nx as f32,
                    wy + (hz - top) * 0.55 / ny as f32,
                    [l, l, l + 20.],
                );
            }
        }
    }
}

pub(crate) fn outdoor(seed: u64, w: u32, h: u32) -> RgbImage {
    let mut d = Dice::new(seed ^ 0x1234);
    let mut c = Canvas::new(w, h);
    let hz = d.between(0.3, 0.6);
    let sky = [d.between(100., 190.), d.between(150., 210.), d.between(190., 245.)];
    let ground = [d.between(60., 150.), d.between(80., 150.), d.between(40., 100.)];
    let k: Vec<f32> = (0..8).map(|_| d.between(0.5, 9.)).collect();
    let ph: Vec<f32> = (0..8).map(|_| d.between(0., 6.)).collect();
    c.each(|x, y| {
        let hill = hz + 0.05 * (x * k[0] + ph[0]).sin() + 0.03 * (x * k[1] * 2. + ph[1]).sin();
        if y < hill {
            let cl = 25. * ((x * k[2] + ph[2]).sin() * (y * k[3] * 2. + ph[3]).cos());
            [sky[0] + cl + 60. * y, sky[1] + cl + 40. * y, sky[2] + cl * 0.5]
        } else {
            let t = 12. * (x * k[4] * 7. + y * k[5] * 11. + ph[4]).sin()
                + 9. * (x * 53. + ph[5]).sin() * (y * 71. + ph[6]).cos();
            [ground[0] + t + 40. * (y - hill), ground[1] + t, ground[2] + t * 0.6]
        }
    });
    houses(&mut c, &mut d, hz);
    for _ in 0..(3 + (d.unit() * 9.) as i32) {
        let x = d.unit();
        let y = hz + d.between(-0.08, 0.1);
        let r = d.between(0.02, 0.09);
        let g = d.between(60., 130.);
        for _ in 0..6 {
            let (a, b) = (d.between(-r, r), d.between(-r, r));
            c.disc(x + a, y + b, r * 0.7, r * 0.8, [g * 0.5, g, g * 0.4]);
        }
    }
    if d.unit() < 0.6 {
        let (x, y) = (d.between(0.05, 0.3), d.between(0.1, 0.6));
        let l = d.between(0.3, 0.6);
        banner(&mut c, &mut d, x, y, x + l, y + 0.07);
    }
    let people = (d.unit() * 16.) as i32;
    let base = hz + d.between(0.1, 0.2);
    for i in 0..people {
        let x = (i as f32 + 0.5 + d.between(-0.4, 0.4)) / people as f32;
        let s = d.between(0.03, 0.07);
        let y = base + d.between(-0.03, 0.12);
        person(&mut c, &mut d, x, y, s);
    }
    c.finish(&mut d, 18.)
}

pub(crate) fn close(seed: u64, w: u32, h: u32) -> RgbImage {
    let mut d = Dice::new(seed ^ 0x9999);
    let mut c = Canvas::new(w, h);
    let (a, b) = (d.colour(), d.colour());
    let k: Vec<f32> = (0..6).map(|_| d.between(1., 14.)).collect();
    c.each(|x, y| {
        let t = 0.5 + 0.5 * (x * k[0] + (y * k[1]).sin() * 1.5).sin() * (y * k[2] + k[5]).cos();
        let g = 10. * (x * k[3] * 9.).sin() * (y * k[4] * 9.).sin();
        [0, 1, 2].map(|i| a[i] * t + b[i] * (1. - t) + g)
    });
    for _ in 0..(8 + (d.unit() * 20.) as i32) {
        let (x, y, r) = (d.unit(), d.unit(), d.between(0.02, 0.18));
        let col = d.colour();
        if d.unit() < 0.5 {
            c.disc(x, y, r, r * d.between(0.5, 1.6), col)
        } else {
            c.rect(x, y, x + r * 1.5, y + r, col)
        }
    }
    for _ in 0..3 {
        let (x, y, s) = (d.unit(), d.between(0.3, 0.7), d.between(0.08, 0.16));
        person(&mut c, &mut d, x, y, s);
    }
    c.finish(&mut d, 16.)
}
pub(crate) fn page(seed: u64, w: u32, h: u32) -> RgbImage {
    let mut d = Dice::new(seed ^ 0x5555);
    let mut c = Canvas::new(w, h);
    let t = d.between(0., 10.);
    c.each(|x, y| {
        let l = 246. - 6. * x - t * y;
        [l, l, l - 2.]
    });
    c.rect(0.25, 0.08, 0.75, 0.12, [190., 40., 40.]);
    c.rect(0.12, 0.16, 0.88, 0.163, [190., 40., 40.]);
    let mut y = 0.22;
    while y < 0.9 {
        let mut x = if d.unit() < 0.25 { 0.17 } else { 0.13 };
        let end = if d.unit() < 0.25 { d.between(0.3, 0.8) } else { 0.87 };
        while x < end {
            for _ in 0..3 {
                let (a, b) = (d.unit() * 0.012, d.unit() * 0.014);
                c.rect(x + a, y + b, x + a + 0.008, y + b + 0.003, [40., 40., 40.]);
                c.rect(x + a, y + b * 0.5, x + a + 0.003, y + b + 0.01, [40., 40., 40.]);
            }
            x += 0.022;
        }
        y += 0.03;
    }
    c.finish(&mut d, 6.)
}
/// a distinct photo by number
pub(crate) fn photo(n: u64, w: u32, h: u32) -> RgbImage {
    match n % 5 {
        0 | 1 => meeting(n, w, h),
        2 | 3 => outdoor(n, w, h),
        _ => close(n, w, h),
    }
}
