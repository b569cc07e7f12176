use super::*;
use image::codecs::{gif::GifEncoder, jpeg::JpegEncoder, png::PngEncoder, webp::WebPEncoder};
use image::{DynamicImage, ImageEncoder, RgbImage, RgbaImage};
use std::path::PathBuf;
use std::time::Instant;

/// Three by two, red at the top left, the rest blue.
fn sample() -> DynamicImage {
    let red_corner = |x, y| image::Rgb(if (x, y) == (0, 0) { [255, 0, 0] } else { [0, 0, 255] });
    RgbImage::from_fn(3, 2, red_corner).into()
}

fn stored(format: PictureFormat, exif: Option<Vec<u8>>) -> Vec<u8> {
    fn write(mut encoder: impl ImageEncoder, exif: Option<Vec<u8>>) {
        if let Some(exif) = exif {
            encoder.set_exif_metadata(exif).unwrap();
        }
        sample().write_with_encoder(encoder).unwrap();
    }
    let mut out = Vec::new();
    match format {
        PictureFormat::Png => write(PngEncoder::new(&mut out), exif),
        PictureFormat::Jpeg => write(JpegEncoder::new_with_quality(&mut out, 100), exif),
        PictureFormat::WebP => write(WebPEncoder::new_lossless(&mut out), exif),
        PictureFormat::Gif => GifEncoder::new(&mut out).encode_frame(image::Frame::new(sample().into_rgba8())).unwrap(),
        PictureFormat::Svg => panic!("a drawing has no encoder"),
    }
    out
}

/// Exif data that holds an orientation and a tell-tale word.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    tiff.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    tiff.extend(b"52.5200N 13.4050E");
    tiff
}

const ALL: [PictureFormat; 4] = [PictureFormat::Png, PictureFormat::Jpeg, PictureFormat::Gif, PictureFormat::WebP];

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

#[test]
fn every_format_is_told_by_its_bytes() {
    for format in ALL {
        let picture = Picture::open(&stored(format, None)).unwrap();
        assert_eq!((picture.format(), picture.width(), picture.height()), (format, 3, 2));
        let pixels = picture.pixels().unwrap();
        assert_eq!((pixels.width, pixels.height, pixels.color, pixels.data.len()), (3, 2, RasterColor::Rgb, 18));
        assert_eq!(pixels.alpha, None, "{format:?}");
    }
}

#[test]
fn metadata_does_not_come_through() {
    for format in ALL {
        let orientation = (format != PictureFormat::Gif).then(|| exif(6));
        let mut original = stored(format, orientation.clone());
        if format == PictureFormat::Gif {
            // A comment before the trailer.
            original.pop();
            original.extend(b"\x21\xfe\x0f52.52N, 13.405E\0\x3b");
        }
        assert!(holds(&original, b"52.52"));
        let picture = Picture::open(&original).unwrap();
        assert!(!holds(picture.bytes(), b"52.52"), "{format:?}");
        assert_eq!(Picture::open(picture.bytes()).unwrap().bytes(), picture.bytes(), "{format:?} is not a fixed point");
        if orientation.is_some() {
            assert_eq!((picture.orientation().get(), picture.width(), picture.height()), (6, 2, 3), "{format:?}");
            let upright = Picture::open(&picture.upright().unwrap()).unwrap();
            assert_eq!((upright.format(), upright.width(), upright.height()), (format, 2, 3));
            assert!(upright.orientation().is_upright());
        }
    }
}

#[test]
fn pixels_are_turned_upright() {
    // Where the corner that is stored first is shown, by orientation.
    let corners = [(0, 0), (2, 0), (2, 1), (0, 1), (0, 0), (1, 0), (1, 2), (0, 2)];
    for (orientation, (x, y)) in (1u8..).zip(corners) {
        let picture = Picture::open(&stored(PictureFormat::Png, Some(exif(orientation)))).unwrap();
        let pixels = picture.pixels().unwrap();
        let at = (y * pixels.width as usize + x) * 3;
        assert_eq!(pixels.data[at..at + 3], [255, 0, 0], "orientation {orientation}");
        assert_eq!(Picture::open(&picture.upright().unwrap()).unwrap().pixels().unwrap(), pixels);
    }
}

#[test]
fn a_file_that_breaks_off_is_damaged() {
    for format in ALL {
        let whole = stored(format, None);
        for length in 12..whole.len() - 1 {
            let error = Picture::open(&whole[..length]).expect_err("it is not whole");
            assert_eq!(error.why(), "is damaged", "{format:?} of {length} bytes");
        }
    }
}

#[test]
fn any_byte_may_be_wrong() {
    for format in ALL {
        let whole = stored(format, Some(exif(3)).filter(|_| format != PictureFormat::Gif));
        for at in 0..whole.len() {
            for flip in [0x01, 0x80, 0xff] {
                let mut broken = whole.clone();
                broken[at] ^= flip;
                if let Ok(picture) = Picture::open(&broken) {
                    let _ = picture.pixels().unwrap();
                    let _ = picture.upright().unwrap();
                }
            }
        }
    }
}

#[test]
fn transparency_stands_apart() {
    let image: DynamicImage =
        RgbaImage::from_fn(2, 1, |x, _| image::Rgba([10, 20, 30, if x == 0 { 0 } else { 255 }])).into();
    let mut bytes = Vec::new();
    image.write_with_encoder(PngEncoder::new(&mut bytes)).unwrap();
    let pixels = Picture::open(&bytes).unwrap().pixels().unwrap();
    assert_eq!((pixels.data, pixels.alpha), (vec![10, 20, 30, 10, 20, 30], Some(vec![0, 255])));
}

#[test]
fn what_is_no_picture_is_named() {
    let said = |bytes: &[u8]| Picture::open(bytes).expect_err("it is no picture").to_string();
    assert_eq!(said(b""), "is empty");
    #[cfg(feature = "svg")]
    assert!(said(b"<?xml version='1.0'?><!-- c --><svg xmlns='x'/>").starts_with("is an SVG"));
    assert_eq!(said(b"<!DOCTYPE html><p>404"), "is not a PNG, JPEG, GIF, WebP or SVG file");
}

/// The corpus' pictures, if it is there: what must be refused is, at once.
#[test]
fn nasty_pictures() {
    let corpora = std::env::var_os("OFFPRINT_CORPORA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora"), PathBuf::from);
    let folder = corpora.join("dev/nasty/images");
    if !folder.is_dir() {
        println!("skipped: no corpus at {}", folder.display());
        return;
    }
    let mut shown =
        vec!["ok.png", "cmyk.jpg", "exif-rotated.jpg", "png16.png", "animated.gif", "jpeg-named.png", "ztxt-bomb.png"];
    if cfg!(feature = "svg") {
        shown.extend(["huge-viewbox.svg", "remote.svg", "script.svg"]);
    }
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let start = Instant::now();
        let opened = Picture::open(&bytes);
        // Ten times what the slowest takes, so that a busy machine does not fail the test.
        assert!(start.elapsed().as_millis() < 500, "{name} took {:?}", start.elapsed());
        println!("{name}: {:?}", opened.as_ref().map(|p| (p.width(), p.height(), p.dpi(), p.pass_through())));
        assert_eq!(opened.is_ok(), shown.contains(&name.as_str()), "{name}: {:?}", opened.err());
        if let Ok(picture) = opened {
            assert!(picture.bytes().len() < 2000, "{name}");
            assert!(picture.drawing().is_some() || picture.pixels().is_ok(), "{name}");
        }
    }
}

#[cfg(feature = "svg")]
mod drawings {
    use super::*;

    fn svg(inside: &str) -> Vec<u8> {
        let root =
            "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='40' height='30'";
        format!("<svg {root}>{inside}</svg>").into_bytes()
    }

    #[test]
    fn shapes_stay_shapes() {
        let picture = Picture::open(&svg("<rect x='1' y='2' width='3' height='4' fill='#f00'/>")).unwrap();
        assert_eq!((picture.width(), picture.height(), picture.media_type()), (40, 30, "image/svg+xml"));
        let drawing = picture.drawing().unwrap();
        let [Shape::Path { outline, fill: Some(fill), stroke: None, .. }] = drawing.shapes.as_slice() else {
            panic!("{:?}", drawing.shapes)
        };
        assert_eq!(outline[0], Segment::Move([1.0, 2.0]));
        assert_eq!(fill.paint, Paint::Color([255, 0, 0]));
    }

    #[test]
    fn what_has_no_plain_words_becomes_pixels() {
        let picture = Picture::open(&svg(
            "<filter id='b'><feGaussianBlur stdDeviation='2'/></filter><rect width='9' height='9' filter='url(#b)'/>",
        ))
        .unwrap();
        assert_eq!(picture.flattened(), Some("a filter"));
        assert_eq!(picture.pixels().unwrap().width, 125, "300 to the inch");
    }

    #[test]
    fn nothing_is_opened_and_nothing_runs() {
        let picture = Picture::open(&svg(
            "<image href='Cargo.toml' width='9' height='9'/><image xlink:href='https://e.org/a.png' width='9' height='9'/>\
             <script>alert(1)</script><rect width='9' height='9' onclick='alert(2)'/><style>@import 'x.css';</style>\
             <a href='https://e.org'><text x='1' y='9'>Words &amp; more</text></a><foreignObject><p>x</p></foreignObject>",
        ))
        .unwrap();
        assert_eq!(picture.drawing().unwrap().shapes.len(), 1);
        let kept = String::from_utf8(picture.bytes().to_vec()).unwrap();
        for word in ["script", "onclick", "alert", "e.org", "Cargo", "import", "foreign"] {
            assert!(!kept.contains(word), "{word} in {kept}");
        }
        assert!(kept.contains("Words &amp; more"));
    }

    #[test]
    fn what_doubles_at_each_step_is_refused() {
        let mut bomb = "<defs><g id='g0'><rect width='1' height='1'/></g>".to_owned();
        for step in 1..60 {
            let before = step - 1;
            bomb += &format!("<g id='g{step}'><use href='#g{before}'/><use href='#g{before}'/></g>");
        }
        bomb += "</defs><use href='#g59'/>";
        assert!(Picture::open(&svg(&bomb)).unwrap_err().why().contains("too large"));
        assert!(Picture::open(&svg(&"<g>".repeat(100_000))).is_err());
        let deep = format!("{}{}", "<g>".repeat(5_000), "</g>".repeat(5_000));
        assert!(Picture::open(&svg(&deep)).is_err());
        let circle = "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>";
        let _ = Picture::open(&svg(circle));
    }

    #[test]
    fn filters_that_take_too_long_are_refused() {
        let rect = "<rect width='40' height='30' filter='url(#f)'/>";
        let opened = |inside: &str| Picture::open(&svg(&format!("<filter id='f'>{inside}</filter>{rect}")));
        let weights = "1 ".repeat(500 * 500);
        let weights = weights.trim_end();
        for slow in [
            "<feTurbulence baseFrequency='.1' numOctaves='1000000'/>".to_owned(),
            format!("<feConvolveMatrix order='500' kernelMatrix='{weights}'/>"),
            "<feGaussianBlur stdDeviation='2'/>".repeat(20_000),
        ] {
            assert_eq!(opened(&slow).unwrap_err().why(), "is an SVG that takes too long to render");
        }
        let large = "<svg xmlns='http://www.w3.org/2000/svg' width='3000' height='3000'><filter id='f'><feMorphology \
                     radius='2000'/></filter><rect width='3000' height='3000' filter='url(#f)'/></svg>";
        assert!(Picture::open(large.as_bytes()).unwrap_err().why().contains("too long"));
        for quick in ["<feTurbulence baseFrequency='.1' numOctaves='5'/>", "<feMorphology radius='2'/>"] {
            assert_eq!(opened(quick).unwrap().flattened(), Some("a filter"));
        }
    }

    #[test]
    fn points_that_lie_too_far_away_are_refused() {
        let arc = "<path d='M0 0A1e30 1e30 0 0 1 1e30 5' stroke='#000' stroke-dasharray='1'/>";
        assert!(Picture::open(&svg(arc)).unwrap_err().why().contains("too far away"));
    }

    #[test]
    fn a_picture_that_is_shown_again_and_again_is_refused() {
        let mut png = Vec::new();
        let image = DynamicImage::from(image::GrayImage::new(4000, 4000));
        image.write_with_encoder(PngEncoder::new(&mut png)).unwrap();
        // Not base64, which the tests have no crate for.
        let data: String = png.iter().map(|byte| format!("%{byte:02x}")).collect();
        let used = |times: usize| {
            let uses = "<use href='#a'/>".repeat(times);
            let image = format!("<image id='a' width='9' height='9' href='data:image/png;,{data}'/>");
            Picture::open(&svg(&format!("<defs>{image}</defs>{uses}")))
        };
        assert_eq!(used(2).unwrap().drawing().unwrap().shapes.len(), 2);
        assert_eq!(used(7).unwrap_err().why(), "is an SVG with pictures of too many pixels");
    }
}
