//! The module that comes later.

use std::collections::HashMap;

use wasm_encoder::reencode::{self, Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, ElementSection, FunctionSection, ImportSection,
    Module as Encoder, NameMap, NameSection, TypeSection, ValType,
};
use wasmparser::{Parser, Payload};

use super::bound::Bound;
use super::plan::Plan;
use super::{FIRST, SHOWN, fill};
use crate::Trouble;
use crate::later::MARK;

/// New indices for what the second module uses.
#[derive(Default)]
struct Renumbered {
    functions: HashMap<u32, u32>,
    tables: HashMap<u32, u32>,
    globals: HashMap<u32, u32>,
}

impl Reencode for Renumbered {
    type Error = String;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error<String>> {
        known(&self.functions, function)
    }

    fn table_index(&mut self, table: u32) -> Result<u32, reencode::Error<String>> {
        known(&self.tables, table)
    }

    fn global_index(&mut self, global: u32) -> Result<u32, reencode::Error<String>> {
        known(&self.globals, global)
    }
}

fn known(indices: &HashMap<u32, u32>, index: u32) -> Result<u32, reencode::Error<String>> {
    let missing = || reencode::Error::UserError(format!("{index} is not in the second module"));
    indices.get(&index).copied().ok_or_else(missing)
}

/// The second module.
pub fn write(wasm: &[u8], bound: &Bound, plan: &Plan) -> Result<Vec<u8>, Trouble> {
    let mut new = Renumbered::default();
    let mut imports = ImportSection::new();
    for (index, function) in (0..).zip(&plan.functions) {
        let kind = bound.functions[*function as usize];
        imports.import(FIRST, &format!("{SHOWN}{function}"), wasm_encoder::EntityType::Function(kind));
        new.functions.insert(*function, index);
    }
    for (index, table) in (0..).zip(&plan.tables) {
        let mut kind = RoundtripReencoder.table_type(bound.tables[*table as usize])?;
        kind.maximum = None;
        if *table == plan.table {
            kind.minimum += plan.doors.len() as u64;
            kind.maximum = bound.tables[*table as usize].maximum.map(|maximum| maximum.max(kind.minimum));
        }
        imports.import(FIRST, &format!("{SHOWN}t{table}"), kind);
        new.tables.insert(*table, index);
    }
    for (index, global) in (0..).zip(&plan.globals) {
        let kind = RoundtripReencoder.global_type(bound.globals[*global as usize])?;
        imports.import(FIRST, &format!("{SHOWN}g{global}"), kind);
        new.globals.insert(*global, index);
    }
    let memory = bound.memories.first().ok_or("there is no memory")?;
    imports.import(FIRST, &format!("{SHOWN}m"), RoundtripReencoder.memory_type(*memory)?);

    let mut functions = FunctionSection::new();
    let mut names = NameMap::new();
    for (index, function) in (plan.functions.len() as u32..).zip(&plan.later) {
        functions.function(bound.functions[*function as usize]);
        new.functions.insert(*function, index);
        names.append(index, bound.names[function].trim_start_matches(MARK));
    }
    let mut code = CodeSection::new();
    for function in &plan.later {
        new.parse_function_body(&mut code, bound.body(wasm, *function)).map_err(|error| error.to_string())?;
    }
    let mut elements = ElementSection::new();
    let table = new.tables[&plan.table];
    let own = bound.slots.iter().filter(|(_, function)| plan.later.contains(function));
    let own = own.map(|((_, slot), function)| (table, *slot, new.functions[function]));
    let doors = plan.doors.iter().map(|(function, slot)| (table, *slot, new.functions[function]));
    fill(&mut elements, own.chain(doors));
    let mut data = DataSection::new();
    for (address, range) in bound.pieces()? {
        data.active(0, &ConstExpr::i32_const(address.cast_signed()), wasm[range].iter().copied());
    }
    let mut named = NameSection::new();
    named.functions(&names);

    let mut written = Encoder::new();
    written
        .section(&types(bound)?)
        .section(&imports)
        .section(&functions)
        .section(&elements)
        .section(&code)
        .section(&data)
        .section(&named);
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::CustomSection(custom) = payload?
            && custom.name() == "target_features"
        {
            written.section(&CustomSection { name: custom.name().into(), data: custom.data().into() });
        }
    }
    Ok(written.finish())
}

fn types(bound: &Bound) -> Result<TypeSection, Trouble> {
    let mut types = TypeSection::new();
    for signature in &bound.types {
        let signature = signature.as_ref().ok_or("a type is none of functions")?;
        let values = |list: &[wasmparser::ValType]| -> Result<Vec<ValType>, reencode::Error> {
            list.iter().map(|kind| RoundtripReencoder.val_type(*kind)).collect()
        };
        types.ty().function(values(signature.params())?, values(signature.results())?);
    }
    Ok(types)
}
