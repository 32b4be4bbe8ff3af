//! One module made two: what a page needs at once, and what comes later.
//!
//! Both share memory, table and stack. The first module calls the second through slots of the table, which the second fills when it is
//! instantiated with the exports of the first; before that such a call is a trap. Functions keep their indices in the first module.

mod bound;
mod first;
mod plan;
mod second;

use wasm_encoder::{ConstExpr, ElementSection, Elements};

use crate::Trouble;
use bound::Bound;
use plan::Plan;

/// What the second module calls the first.
const FIRST: &str = "first";
/// How the names begin under which the first module shows the second what it has.
const SHOWN: &str = "-";

/// One module made two.
pub struct Parts {
    /// What a page needs at once.
    pub first: Vec<u8>,
    /// What it is completed by.
    pub second: Vec<u8>,
}

/// Parts a module; none where nothing comes later.
pub fn apart(wasm: &[u8]) -> Result<Option<Parts>, Trouble> {
    let bound = Bound::read(wasm)?;
    let plan = Plan::make(wasm, &bound)?;
    if plan.later.is_empty() {
        return Ok(None);
    }
    Ok(Some(Parts { first: first::write(wasm, &bound, &plan)?, second: second::write(wasm, &bound, &plan)? }))
}

/// Fills slots of tables, given in order, in as few runs as there are.
fn fill(elements: &mut ElementSection, slots: impl Iterator<Item = (u32, u32, u32)>) {
    let mut runs: Vec<(u32, u32, Vec<u32>)> = Vec::new();
    for (table, slot, function) in slots {
        match runs.last_mut() {
            Some((of, start, run)) if *of == table && *start + run.len() as u32 == slot => run.push(function),
            _ => runs.push((table, slot, vec![function])),
        }
    }
    for (table, start, run) in runs {
        let table = (table > 0).then_some(table);
        elements.active(table, &ConstExpr::i32_const(start.cast_signed()), Elements::Functions(run.into()));
    }
}
