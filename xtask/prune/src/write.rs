//! The module without what cannot be reached.

use std::borrow::Cow;
use std::collections::HashSet;

use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, ElementSection, Elements, NameMap, NameSection, RawSection,
};
use wasmparser::{CustomSectionReader, KnownCustom, Name, Parser, Payload};

use crate::Trouble;
use crate::bodies::Body;
use crate::later::{DATA_SECTION, Later, MARK, UNTIL};
use crate::module::{Module, Thing, narrow};

const UNREACHABLE: u8 = 0x00;
const END: u8 = 0x0b;

/// Writes the module anew, with marks on what comes later. Functions keep their indices and data its place, so that nothing else has to be mended: a function that is
/// not reached only stops, data that is not reached is zero. What remained of the linker's notes is left out.
pub fn write(
    wasm: &[u8],
    module: &Module,
    bodies: &[Body],
    reached: &HashSet<Thing>,
    later: &Later,
) -> Result<Vec<u8>, Trouble> {
    let mut written = wasm_encoder::Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        match &payload {
            Payload::CodeSectionStart { .. } => {
                let mut code = CodeSection::new();
                for (place, body) in bodies.iter().enumerate() {
                    code.raw(&body_left(wasm, module, place, body, reached));
                }
                written.section(&code);
                continue;
            }
            Payload::ElementSection(_) => {
                written.section(&table_left(module, reached));
                continue;
            }
            Payload::DataSection(section) => {
                let range = narrow(&section.range());
                let data = data_left(wasm, module, reached);
                written.section(&RawSection { id: 11, data: &data[range] });
                continue;
            }
            Payload::CustomSection(custom) if custom.name() == "name" => {
                written.section(&names_left(custom, module, later)?);
                continue;
            }
            Payload::CustomSection(custom)
                if custom.name() == "linking" || custom.name().starts_with("reloc.") =>
            {
                continue;
            }
            _ => {}
        }
        if let Some((id, range)) = payload.as_section() {
            written.section(&RawSection { id, data: &wasm[narrow(&range)] });
        }
    }
    let list = later.listed();
    written.section(&CustomSection { name: DATA_SECTION.into(), data: list.into() });
    Ok(written.finish())
}

/// The names of functions: those that come later are marked.
fn names_left(
    custom: &CustomSectionReader<'_>,
    module: &Module,
    later: &Later,
) -> Result<NameSection, Trouble> {
    let mut left = NameMap::new();
    if let KnownCustom::Name(parts) = custom.as_known() {
        for part in parts {
            let Name::Function(names) = part? else { continue };
            for name in names {
                let name = name?;
                if later.functions.contains(&name.index) {
                    left.append(name.index, &format!("{MARK}{}", module.names[&name.index]));
                } else if let Some(door) = later.stand_ins.get(&name.index) {
                    left.append(name.index, &format!("{UNTIL}{}", module.names[door]));
                } else {
                    left.append(name.index, name.name);
                }
            }
        }
    }
    let mut section = NameSection::new();
    section.functions(&left);
    Ok(section)
}

fn body_left(wasm: &[u8], module: &Module, place: usize, body: &Body, reached: &HashSet<Thing>) -> Vec<u8> {
    if !reached.contains(&Thing::Function(module.function(place))) {
        return vec![0, UNREACHABLE, END];
    }
    let range = &module.bodies[place];
    let mut left = Vec::with_capacity(range.len());
    let mut from = range.start;
    for stop in &body.stops {
        left.extend_from_slice(&wasm[from..stop.start]);
        left.push(UNREACHABLE);
        from = stop.end;
    }
    left.extend_from_slice(&wasm[from..range.end]);
    left
}

/// Slots keep their numbers; those that nobody takes hold one function that stops, if there is one.
fn table_left(module: &Module, reached: &HashSet<Thing>) -> ElementSection {
    let is_reached = |function: &u32| reached.contains(&Thing::Function(*function));
    let idle =
        (0..module.bodies.len()).map(|place| module.function(place)).find(|function| !is_reached(function));
    let slots = module
        .table
        .iter()
        .map(|function| if is_reached(function) { *function } else { idle.unwrap_or(*function) });
    let mut elements = ElementSection::new();
    elements.active(
        None,
        &ConstExpr::i32_const(module.table_start.cast_signed()),
        Elements::Functions(Cow::Owned(slots.collect())),
    );
    elements
}

/// The file with zeros where data is not reached.
fn data_left(wasm: &[u8], module: &Module, reached: &HashSet<Thing>) -> Vec<u8> {
    let mut left = wasm.to_vec();
    let symbols = || {
        module
            .data
            .iter()
            .zip(0..)
            .map(|(range, symbol)| (range.clone(), reached.contains(&Thing::Data(symbol))))
    };
    for (range, _) in symbols().filter(|(_, reached)| !reached) {
        left[range].fill(0);
    }
    // a piece that is reached may share its bytes with one that is not
    for (range, _) in symbols().filter(|(_, reached)| *reached) {
        left[range.clone()].copy_from_slice(&wasm[range]);
    }
    left
}
