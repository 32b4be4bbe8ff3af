//! How fast quick-xml alone goes over a file, item or not: `cargo run --release -p import --example xml_rate -- FILE`.
//! What an import takes longer is ours.

use quick_xml::Reader;
use quick_xml::events::Event;
use std::fs::File;
use std::io::{BufReader, Write};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args_os().nth(1).ok_or("usage: xml_rate FILE")?;
    let size = std::fs::metadata(&path)?.len();
    let started = Instant::now();
    let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, File::open(&path)?));
    reader.config_mut().allow_dangling_amp = true;
    let (mut buffer, mut events, mut text) = (Vec::new(), 0_u64, 0_usize);
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Eof => break,
            Event::Text(piece) => text += piece.into_inner().len(),
            Event::CData(piece) => text += piece.into_inner().len(),
            _ => {}
        }
        events += 1;
        buffer.clear();
    }
    let seconds = started.elapsed().as_secs_f64();
    writeln!(
        std::io::stdout(),
        "{events} events, {text} bytes of text in {seconds:.3} s; {:.1} MB/s",
        size as f64 / 1e6 / seconds
    )?;
    Ok(())
}
