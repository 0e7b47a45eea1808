//! A short film that plays: H.264 in MP4, every frame of whole, uncompressed blocks (I_PCM).
//!
//! Nothing is predicted or transformed, so an encoder is a few lines: ISO/IEC 14496-10, 7.3, and
//! ISO/IEC 14496-12 for the boxes around it.

use chrono::NaiveDate;

use super::dice::Dice;

/// Blocks of 16 × 16 pixels across and down.
const ACROSS: u32 = 8;
const DOWN: u32 = 6;
/// Frames, half a second each.
const FRAMES: u32 = 12;
const TICKS_OF_FRAME: u32 = 500;
const TICKS_OF_SECOND: u32 = 1_000;
/// Seconds from 1904, where the time of MP4 begins, to 1970.
const SINCE_1904: i64 = 2_082_844_800;

/// A film of six seconds in colours of its own.
pub(super) fn film(seed: &str, day: NaiveDate) -> Vec<u8> {
    let mut dice = Dice::of(seed);
    let colour = (dice.between(60, 200), dice.between(60, 200));
    let frames: Vec<Vec<u8>> = (0..FRAMES).map(|at| sample(&frame(at, colour))).collect();
    let seconds = day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp().saturating_add(SINCE_1904);
    let time = u32::try_from(seconds).unwrap_or_default();
    let name = boxed(b"ftyp", &[b"isom\0\0\x02\0isomavc1mp41".as_slice()]);
    // The frames begin after the first box and the head of their own.
    let place = u32::try_from(name.len().saturating_add(8)).unwrap_or_default();
    let data: Vec<&[u8]> = frames.iter().map(Vec::as_slice).collect();
    [name, boxed(b"mdat", &data), movie(&frames, time, place)].concat()
}

/// A frame by itself: each block one brightness, a bright column that moves.
fn frame(at: u32, (blue, red): (u32, u32)) -> Vec<u8> {
    let mut bits = Bits::default();
    // Slice header: first block 0, type I (7), parameter set 0, frame number 0 in four bits, which
    // picture in the row, no long-term marks, no change of the quantiser, no filter between blocks.
    bits.exp(0).exp(7).exp(0).bits(0, 4).exp(at % 2).bits(0, 2).exp(0).exp(1);
    for block in 0..ACROSS * DOWN {
        let bright = block % ACROSS == at % ACROSS;
        let light = if bright { 225 } else { 60 + 12 * (block / ACROSS) + 3 * at };
        // Block type 25, I_PCM, then whole bytes.
        bits.exp(25).aligned();
        bits.bytes.extend([light].repeat(256).into_iter().map(byte));
        bits.bytes.extend([blue, red].into_iter().flat_map(|part| [byte(part); 64]));
    }
    unit(0x65, bits)
}

/// Sequence parameters: baseline, level 1.1, four bits of frame number, order of output is order of
/// frames, one reference frame, the size in blocks, whole frames, no cropping.
fn sequence() -> Vec<u8> {
    let mut bits = Bits { bytes: vec![66, 0xC0, 11], ..Bits::default() };
    bits.exp(0).exp(0).exp(2).exp(1).bits(0, 1).exp(ACROSS - 1).exp(DOWN - 1).bits(0b1100, 4);
    unit(0x67, bits)
}

/// Picture parameters: plain variable-length codes, one group of slices, the filter may be switched off.
fn picture() -> Vec<u8> {
    let mut bits = Bits::default();
    bits.exp(0).exp(0).bits(0, 2).exp(0).exp(0).exp(0).bits(0, 3).exp(0).exp(0).exp(0).bits(0b100, 3);
    unit(0x68, bits)
}

/// A unit with its head, its stop bit, and a 3 wherever its bytes look like the start of another.
fn unit(head: u8, mut bits: Bits) -> Vec<u8> {
    bits.bits(1, 1).aligned();
    let mut unit = vec![head];
    let mut zeros = 0;
    for byte in bits.bytes {
        if zeros >= 2 && byte <= 3 {
            unit.push(3);
            zeros = 0;
        }
        unit.push(byte);
        zeros = if byte == 0 { zeros + 1 } else { 0 };
    }
    unit
}

/// A unit after its length, as MP4 keeps it.
fn sample(unit: &[u8]) -> Vec<u8> {
    [&length(unit).to_be_bytes(), unit].concat()
}

fn movie(frames: &[Vec<u8>], time: u32, place: u32) -> Vec<u8> {
    let duration = FRAMES * TICKS_OF_FRAME;
    let matrix = [0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000];
    let head =
        [&[0, time, time, TICKS_OF_SECOND, duration, 0x1_0000, 0x100_0000, 0, 0][..], &matrix, &[0; 6]];
    let head = boxed(b"mvhd", &[&words(&head.concat()), &words(&[2])]);
    let size = [ACROSS * 16 * 0x1_0000, DOWN * 16 * 0x1_0000];
    let track = [&[3, time, time, 1, 0, duration, 0, 0, 0, 0][..], &matrix, &size].concat();
    let track = boxed(b"tkhd", &[&words(&track)]);
    // Language: und, three times five bits.
    let media = boxed(b"mdhd", &[&words(&[0, time, time, TICKS_OF_SECOND, duration, 0x55C4_0000])]);
    let handler = boxed(b"hdlr", &[&words(&[0, 0]), b"vide", &words(&[0, 0, 0]), b"sample\0"]);
    let own = boxed(b"url ", &[&words(&[1])]);
    let source = boxed(b"dinf", &[&boxed(b"dref", &[&words(&[0, 1]), &own])]);
    let video = boxed(b"vmhd", &[&words(&[1, 0, 0])]);
    let information = boxed(b"minf", &[&video, &source, &tables(frames, place)]);
    let media = boxed(b"mdia", &[&media, &handler, &information]);
    boxed(b"moov", &[&head, &boxed(b"trak", &[&track, &media])])
}

/// Where each frame lies, how long it lasts, how it is read.
fn tables(frames: &[Vec<u8>], place: u32) -> Vec<u8> {
    let sizes: Vec<u32> =
        [0, 0, FRAMES].into_iter().chain(frames.iter().map(|frame| length(frame))).collect();
    boxed(
        b"stbl",
        &[
            &boxed(b"stsd", &[&words(&[0, 1]), &codec()]),
            &boxed(b"stts", &[&words(&[0, 1, FRAMES, TICKS_OF_FRAME])]),
            &boxed(b"stsc", &[&words(&[0, 1, 1, FRAMES, 1])]),
            &boxed(b"stsz", &[&words(&sizes)]),
            &boxed(b"stco", &[&words(&[0, 1, place])]),
        ],
    )
}

fn codec() -> Vec<u8> {
    let (sequence, picture) = (sequence(), picture());
    let short = |number: u32| u16::try_from(number).unwrap_or(u16::MAX).to_be_bytes();
    // Profile and level again, lengths of four bytes, one set of each kind.
    let setup = boxed(
        b"avcC",
        &[
            &[1, 66, 0xC0, 11, 0xFF, 0xE1],
            &short(length(&sequence)),
            &sequence,
            &[1],
            &short(length(&picture)),
            &picture,
        ],
    );
    let size = [short(ACROSS * 16), short(DOWN * 16)].concat();
    let resolution = words(&[0x48_0000, 0x48_0000, 0, 0x1_0000]);
    // Data reference 1; after the size and 72 dots an inch one frame a sample, no name, 24 bits deep.
    let (head, name) = (words(&[0, 1, 0, 0, 0, 0]), [0; 30]);
    boxed(b"avc1", &[&head, &size, &resolution, &name, &[0, 24, 0xFF, 0xFF], &setup])
}

fn boxed(kind: &[u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    [&length(&body).saturating_add(8).to_be_bytes(), kind.as_slice(), &body].concat()
}

fn words(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}

fn byte(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

/// Bits, the highest first.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    waiting: u8,
    count: u32,
}

impl Bits {
    fn bits(&mut self, number: u32, count: u32) -> &mut Self {
        for at in (0..count).rev() {
            self.waiting = self.waiting << 1 | u8::from(number >> at & 1 == 1);
            self.count += 1;
            if self.count == 8 {
                self.bytes.push(self.waiting);
                (self.waiting, self.count) = (0, 0);
            }
        }
        self
    }

    /// An unsigned number in Exp-Golomb code (9.1).
    fn exp(&mut self, number: u32) -> &mut Self {
        let length = (number + 1).ilog2();
        self.bits(0, length).bits(number + 1, length + 1)
    }

    /// Zeros up to the next whole byte.
    fn aligned(&mut self) -> &mut Self {
        let missing = (8 - self.count) % 8;
        self.bits(0, missing)
    }
}
