//! The module that a page needs at once.

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ElementSection, ExportKind, ExportSection, Function, Module as Encoder, RawSection,
    TableSection,
};
use wasmparser::{ExternalKind, Parser, Payload};

use super::bound::Bound;
use super::plan::Plan;
use super::{SHOWN, fill};
use crate::Trouble;
use crate::later;
use crate::module::narrow;

/// The first module: every section as it was, but for what comes later.
pub fn write(wasm: &[u8], bound: &Bound, plan: &Plan) -> Result<Vec<u8>, Trouble> {
    let idle = plan.later.iter().find(|function| !plan.doors.contains_key(function)).or(plan.later.first());
    let idle = *idle.ok_or("nothing comes later")?;
    let mut written = Encoder::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        match &payload {
            Payload::TableSection(_) => {
                written.section(&grown_tables(bound, plan)?);
                continue;
            }
            Payload::ExportSection(exports) => {
                let mut shown = ExportSection::new();
                for export in exports.clone() {
                    let export = export?;
                    if export.kind == ExternalKind::Func && plan.later.contains(&export.index) {
                        return Err(format!("`{}` is exported and comes later", export.name).into());
                    }
                    shown.export(export.name, RoundtripReencoder.export_kind(export.kind)?, export.index);
                }
                show(&mut shown, plan);
                written.section(&shown);
                continue;
            }
            Payload::ElementSection(_) => {
                let mut elements = ElementSection::new();
                let here = |function: u32| if plan.later.contains(&function) { idle } else { function };
                let own =
                    bound.slots.iter().map(|((table, slot), function)| (*table, *slot, here(*function)));
                let stand_ins = plan.stand_ins.iter().map(|(slot, function)| (plan.table, *slot, *function));
                fill(&mut elements, own.chain(stand_ins));
                written.section(&elements);
                continue;
            }
            Payload::CodeSectionStart { .. } => {
                let mut code = CodeSection::new();
                for function in bound.imported..bound.functions.len() as u32 {
                    if plan.later.contains(&function) {
                        code.function(&door(bound, plan, function)?);
                    } else {
                        code.raw(bound.body(wasm, function).as_bytes());
                    }
                }
                written.section(&code);
                continue;
            }
            Payload::DataSection(section) => {
                let mut data = wasm.to_vec();
                for (_, range) in bound.pieces()? {
                    data[range].fill(0);
                }
                written.section(&RawSection { id: 11, data: &data[narrow(&section.range())] });
                continue;
            }
            Payload::CustomSection(custom) if custom.name() == later::DATA_SECTION => continue,
            _ => {}
        }
        if let Some((id, range)) = payload.as_section() {
            written.section(&RawSection { id, data: &wasm[narrow(&range)] });
        }
    }
    Ok(written.finish())
}

fn grown_tables(bound: &Bound, plan: &Plan) -> Result<TableSection, Trouble> {
    let mut tables = TableSection::new();
    for (table, kind) in (0..).zip(&bound.tables) {
        let mut kind = RoundtripReencoder.table_type(*kind)?;
        if table == plan.table {
            kind.minimum += plan.doors.len() as u64;
            kind.maximum = kind.maximum.map(|maximum| maximum.max(kind.minimum));
        }
        tables.table(kind);
    }
    Ok(tables)
}

/// What stands in the first module for a function of the second: a call through its slot, if it is called.
fn door(bound: &Bound, plan: &Plan, function: u32) -> Result<Function, Trouble> {
    let mut body = Function::new([]);
    if let Some(slot) = plan.doors.get(&function) {
        let kind = bound.functions[function as usize];
        let signature = bound.types[kind as usize].as_ref().ok_or("a function is of no type of functions")?;
        for (parameter, _) in (0..).zip(signature.params()) {
            body.instructions().local_get(parameter);
        }
        body.instructions().i32_const(slot.cast_signed()).call_indirect(plan.table, kind);
    } else {
        body.instructions().unreachable();
    }
    body.instructions().end();
    Ok(body)
}

/// Shows what the second module uses.
fn show(exports: &mut ExportSection, plan: &Plan) {
    for function in &plan.functions {
        exports.export(&format!("{SHOWN}{function}"), ExportKind::Func, *function);
    }
    for table in &plan.tables {
        exports.export(&format!("{SHOWN}t{table}"), ExportKind::Table, *table);
    }
    for global in &plan.globals {
        exports.export(&format!("{SHOWN}g{global}"), ExportKind::Global, *global);
    }
    exports.export(&format!("{SHOWN}m"), ExportKind::Memory, 0);
}
