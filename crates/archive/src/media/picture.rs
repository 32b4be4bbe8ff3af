//! Pictures: how large they are, and smaller ones for phones.

use super::folder::Folder;
use image::codecs::png::PngDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, imageops::FilterType};
use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use store::records::NewRendition;

/// Widths of the smaller pictures, in pixels: a phone, a phone with fine pixels, a screen.
const WIDTHS: [u32; 3] = [480, 960, 1600];
/// Of WebP, from 0 to 100: smaller than JPEG at the same look, without marks around lettering.
const QUALITY: f32 = 80.0;
/// The most memory that decoding one picture may take, in bytes. Larger ones are shown as they are.
const MOST_MEMORY: u64 = 320 << 20;
/// Pictures that take more than this, decoded, are made smaller one at a time.
const LARGE: u64 = 48 << 20;
/// The largest file that is looked into: some readers of formats take all of it into memory.
const MOST_BYTES: u64 = 128 << 20;

/// One large picture at a time.
static LARGE_ONE: Mutex<()> = Mutex::new(());

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    limits
}

/// A decoder by the file's content. None where it is too large to look into.
fn decoder(path: &Path) -> Option<impl ImageDecoder> {
    if std::fs::metadata(path).ok()?.len() > MOST_BYTES {
        return None;
    }
    let mut reader = ImageReader::open(path).ok()?.with_guessed_format().ok()?;
    reader.limits(limits());
    reader.into_decoder().ok()
}

/// Width and height in pixels as a reader sees the picture: turned as its camera says. None for what is no picture of
/// a known format, or is damaged.
pub(crate) fn size(path: &Path) -> Option<(u32, u32)> {
    let mut decoder = decoder(path)?;
    let (width, height) = decoder.dimensions();
    let size = if is_turned(decoder.orientation().unwrap_or(Orientation::NoTransforms)) {
        (height, width)
    } else {
        (width, height)
    };
    (width > 0 && height > 0).then_some(size)
}

fn is_turned(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

/// Makes the smaller pictures of a JPEG or PNG, kept beside it: those that are narrower than it and take fewer bytes.
/// What cannot be decoded, or only with more memory than is good, has none.
pub(crate) fn smaller(folder: &Folder, hash: &str, mime: &str, bytes: u64) -> io::Result<Vec<NewRendition>> {
    let Some(path) = folder.path(hash).filter(|_| matches!(mime, "image/jpeg" | "image/png")) else {
        return Ok(Vec::new());
    };
    if size(&path).is_none_or(|(width, _)| width <= WIDTHS[0]) || (mime == "image/png" && is_animated(&path))
    {
        return Ok(Vec::new());
    }
    let Some(mut decoder) = decoder(&path) else { return Ok(Vec::new()) };
    let needed = decoder.total_bytes();
    if needed > MOST_MEMORY || decoder.set_limits(limits()).is_err() {
        return Ok(Vec::new());
    }
    let _alone = (needed > LARGE).then(|| LARGE_ONE.lock().unwrap_or_else(PoisonError::into_inner));
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let Ok(picture) = DynamicImage::from_decoder(decoder) else { return Ok(Vec::new()) };
    let mut picture = eight_bits(picture);
    picture.apply_orientation(orientation);
    let mut made = Vec::new();
    // From the widest to the narrowest, each made of the one before.
    for width in WIDTHS.into_iter().rev() {
        if width >= picture.width() {
            continue;
        }
        let height = (u64::from(picture.height()) * u64::from(width)).div_ceil(u64::from(picture.width()));
        let Ok(height) = u32::try_from(height) else { continue };
        picture = picture.resize_exact(width, height, FilterType::CatmullRom);
        let Some(webp) = encoded(&picture) else { continue };
        if (webp.len() as u64) < bytes {
            let kept = folder.keep(&mut &webp[..])?;
            made.push(NewRendition { hash: kept.hash, bytes: kept.bytes, width, height });
        }
    }
    Ok(made)
}

/// An animation would stand still.
fn is_animated(path: &Path) -> bool {
    let decoder = File::open(path).ok().and_then(|file| PngDecoder::new(BufReader::new(file)).ok());
    decoder.is_some_and(|decoder| decoder.is_apng().unwrap_or(true))
}

fn eight_bits(picture: DynamicImage) -> DynamicImage {
    if picture.color().has_alpha() {
        DynamicImage::ImageRgba8(picture.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(picture.into_rgb8())
    }
}

fn encoded(picture: &DynamicImage) -> Option<Vec<u8>> {
    // WebP has no picture with a longer side.
    if picture.width().max(picture.height()) > 16383 {
        return None;
    }
    let encoder = match picture {
        DynamicImage::ImageRgb8(pixels) => {
            webp::Encoder::from_rgb(pixels.as_raw(), pixels.width(), pixels.height())
        }
        DynamicImage::ImageRgba8(pixels) => {
            webp::Encoder::from_rgba(pixels.as_raw(), pixels.width(), pixels.height())
        }
        _ => return None,
    };
    encoder.encode_simple(false, QUALITY).ok().map(|bytes| bytes.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ExtendedColorType, ImageEncoder, RgbImage};

    fn folder() -> (tempfile::TempDir, Folder) {
        let outer = tempfile::tempdir().unwrap();
        let folder = Folder::new(outer.path().to_owned());
        (outer, folder)
    }

    /// Noise that no encoder packs well.
    fn pixels(width: u32, height: u32) -> RgbImage {
        let mut state = 1u32;
        RgbImage::from_fn(width, height, |_, _| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            image::Rgb([(state >> 8) as u8, (state >> 16) as u8, (state >> 24) as u8])
        })
    }

    fn jpeg(width: u32, height: u32, orientation: u8) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 95);
        let exif =
            [&b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"[..], &[orientation, 0, 0, 0], &[0, 0, 0, 0]];
        encoder.set_exif_metadata(exif.concat()).unwrap();
        encoder.write_image(&pixels(width, height), width, height, ExtendedColorType::Rgb8).unwrap();
        bytes
    }

    #[test]
    fn a_photograph_is_as_wide_as_its_camera_was_held() {
        let (_outer, folder) = folder();
        for (orientation, expected) in [(1, (6, 4)), (3, (6, 4)), (6, (4, 6)), (8, (4, 6))] {
            let kept = folder.keep(&mut &jpeg(6, 4, orientation)[..]).unwrap();
            assert_eq!(size(&folder.path(&kept.hash).unwrap()), Some(expected), "{orientation}");
        }
        let damaged = folder.keep(&mut &b"\xff\xd8\xff\xe0 cut"[..]).unwrap();
        assert_eq!(size(&folder.path(&damaged.hash).unwrap()), None);
    }

    #[test]
    fn smaller_pictures_are_narrower_and_lighter_and_the_right_way_up() {
        let (_outer, folder) = folder();
        let bytes = jpeg(40, 1000, 6);
        let kept = folder.keep(&mut &bytes[..]).unwrap();
        let made = smaller(&folder, &kept.hash, "image/jpeg", kept.bytes).unwrap();
        let sizes: Vec<(u32, u32)> = made.iter().map(|made| (made.width, made.height)).collect();
        assert_eq!(sizes, [(960, 39), (480, 20)]);
        for made in &made {
            assert!(made.bytes < kept.bytes);
            assert_eq!(size(&folder.path(&made.hash).unwrap()), Some((made.width, made.height)));
        }
        let narrow = folder.keep(&mut &jpeg(480, 4, 1)[..]).unwrap();
        assert_eq!(smaller(&folder, &narrow.hash, "image/jpeg", narrow.bytes).unwrap(), []);
    }

    #[test]
    fn a_picture_that_claims_to_be_huge_is_left_as_it_is() {
        let (_outer, folder) = folder();
        // A PNG of 60,000 × 60,000 pixels in its header, with nothing behind it.
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend_from_slice(&60_000u32.to_be_bytes());
        png.extend_from_slice(&60_000u32.to_be_bytes());
        png.extend_from_slice(&[8, 6, 0, 0, 0]);
        let mut crc = flate2::Crc::new();
        crc.update(&png[12..]);
        png.extend_from_slice(&crc.sum().to_be_bytes());
        png.extend_from_slice(b"\0\0\0\0IDAT");
        let kept = folder.keep(&mut &png[..]).unwrap();
        assert_eq!(smaller(&folder, &kept.hash, "image/png", kept.bytes).unwrap(), []);
    }
}
