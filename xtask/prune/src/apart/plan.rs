//! What goes where.

use std::collections::{BTreeMap, BTreeSet};

use wasmparser::Operator;

use super::bound::Bound;
use crate::Trouble;
use crate::later::{MARK, UNTIL};

/// Who calls whom across the border.
#[derive(Default)]
pub struct Plan {
    /// Functions that come later.
    pub later: BTreeSet<u32>,
    /// The slot of the table for each of them that the first module calls.
    pub doors: BTreeMap<u32, u32>,
    /// What stands in such slots until they are filled.
    pub stand_ins: BTreeMap<u32, u32>,
    /// Functions of the first module that the second calls.
    pub functions: BTreeSet<u32>,
    /// Tables that it uses.
    pub tables: BTreeSet<u32>,
    /// Globals that it uses.
    pub globals: BTreeSet<u32>,
    /// The table that doors stand in.
    pub table: u32,
}

impl Plan {
    /// Reads it off the marks and the calls.
    pub fn make(wasm: &[u8], bound: &Bound) -> Result<Self, Trouble> {
        let later =
            bound.names.iter().filter(|(_, name)| name.starts_with(MARK)).map(|(function, _)| *function);
        let mut plan = Self { later: later.collect(), ..Self::default() };
        if plan.later.is_empty() {
            return Ok(plan);
        }
        plan.table = bound.calls_through()?;
        plan.tables.insert(plan.table);
        let mut called = BTreeSet::new();
        for function in bound.imported..bound.functions.len() as u32 {
            let is_later = plan.later.contains(&function);
            for operator in bound.body(wasm, function).get_operators_reader()? {
                match operator? {
                    Operator::Call { function_index: callee } => {
                        match (is_later, plan.later.contains(&callee)) {
                            (true, false) => {
                                plan.functions.insert(callee);
                            }
                            (false, true) => {
                                called.insert(callee);
                            }
                            _ => {}
                        }
                    }
                    Operator::RefFunc { .. } => return Err("a function is referred to as a value".into()),
                    Operator::GlobalGet { global_index } | Operator::GlobalSet { global_index }
                        if is_later =>
                    {
                        plan.globals.insert(global_index);
                    }
                    Operator::CallIndirect { table_index, .. }
                    | Operator::TableGet { table: table_index }
                    | Operator::TableSet { table: table_index }
                    | Operator::TableGrow { table: table_index }
                    | Operator::TableSize { table: table_index }
                    | Operator::TableFill { table: table_index }
                        if is_later =>
                    {
                        plan.tables.insert(table_index);
                    }
                    _ => {}
                }
            }
        }
        let free = bound.tables[plan.table as usize].initial as u32;
        plan.doors = called.into_iter().zip(free..).collect();
        for (stand_in, name) in &bound.names {
            let Some(of) = name.strip_prefix(UNTIL) else { continue };
            let is_it = |door: &&u32| bound.names[*door].strip_prefix(MARK) == Some(of);
            let door = plan.doors.keys().find(is_it).ok_or_else(|| format!("nobody calls `{of}`"))?;
            if bound.functions[*stand_in as usize] != bound.functions[*door as usize] {
                return Err(format!("what stands in for `{of}` is of another type").into());
            }
            plan.stand_ins.insert(plan.doors[door], *stand_in);
        }
        Ok(plan)
    }
}
