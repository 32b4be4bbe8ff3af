use benchmark::corpus::{Mentions, entries};
use benchmark::ours::{Part, Reader};
use benchmark::questions::{Kind, of_kind};
use std::time::*;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let posts: usize = args[1].parse().unwrap();
    let folder = format!("/tmp/scratch-{}-{posts}", args[3]);
    let folder = std::path::Path::new(&folder);
    let entries = entries(posts, Mentions::None);
    let kind = match args[2].as_str() { "word" => Kind::Word, "words" => Kind::Words, "prefix" => Kind::Prefix, _ => Kind::Phrase };
    let questions = of_kind(kind, &entries);
    if !folder.exists() {
        std::fs::create_dir_all(folder).unwrap();
        for p in benchmark::ours::build(entries) { std::fs::write(folder.join(p.name), p.bytes).unwrap(); }
    }
    let parts: Vec<Part> = std::fs::read_dir(folder).unwrap().flatten().map(|f| Part { name: f.file_name().into_string().unwrap(), bytes: std::fs::read(f.path()).unwrap() }).collect();
    let mut reader = Reader::new(parts).unwrap();
    let mut all = vec![];
    for q in &questions {
        let f = q.filter(kind);
        let got = reader.fetch_words(&f);
        let (mut best, mut bt) = (Duration::MAX, Duration::MAX);
        for _ in 0..9 { let s = Instant::now(); std::hint::black_box(reader.answer(&f)); best = best.min(s.elapsed()); 
          let s = Instant::now(); std::hint::black_box(reader.count(&f)); bt = bt.min(s.elapsed()); }
        all.push((best, bt, q.q.clone(), reader.answer(&f), got.len()));
    }
    all.sort();
    if args.len() > 4 { let end = Instant::now() + Duration::from_secs(5); while Instant::now() < end { for q in &questions { std::hint::black_box(reader.count(&q.filter(kind))); } } }
    for (b, bt, q, n, g) in &all { println!("{b:>10.1?} {bt:>10.1?} {n:>7} {g:>3} {q}"); }
}
