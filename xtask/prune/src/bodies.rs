//! What is left of functions' bodies when some functions do nothing but stop.

use std::collections::HashSet;
use std::ops::Range;

use wasmparser::Operator;

use crate::Trouble;
use crate::module::{Module, operators};

/// What of a body is never run to its end, and what the rest calls.
#[derive(Default, PartialEq, Eq, Debug, Clone)]
pub struct Body {
    /// Instructions that lead to a stop and nowhere else, as ranges of the file: one `unreachable` says the same.
    pub stops: Vec<Range<usize>>,
    /// Functions that are called, or named, by what is left.
    pub calls: Vec<u32>,
    /// Whether the very first instruction is such a stop.
    pub stops_at_once: bool,
}

impl Body {
    /// The body of a function that does nothing but stop.
    fn stop(range: Range<usize>) -> Self {
        Self { stops: vec![range], calls: Vec::new(), stops_at_once: true }
    }

    /// Reads a body. `stopping` are the functions that stop at once.
    ///
    /// What goes before a stop without a branch or a call in between only reckons values that nobody sees: it goes too. Nothing
    /// that decides whether one comes to a stop is touched.
    fn read(wasm: &[u8], body: &Range<usize>, stopping: &HashSet<u32>) -> Result<Self, Trouble> {
        let operators = operators(wasm, body)?;
        let first = operators.first().map_or(body.end, |(at, _)| *at);
        let end = |index: usize| operators.get(index + 1).map_or(body.end, |(at, _)| *at);
        let mut read = Self::default();
        // where the instructions since the last branch or call begin
        let mut straight = first;
        let mut index = 0;
        while let Some((_, operator)) = operators.get(index) {
            match operator {
                Operator::Unreachable => {
                    index = past_the_block(&operators, index + 1);
                }
                Operator::Call { function_index } if stopping.contains(function_index) => {
                    index = past_the_block(&operators, index + 1);
                }
                operator => {
                    if let Operator::Call { function_index } | Operator::RefFunc { function_index } = operator
                    {
                        read.calls.push(*function_index);
                    }
                    if !is_straight(operator) {
                        straight = end(index);
                    }
                    index += 1;
                    continue;
                }
            }
            // the `end` or `else` of the block
            let (block_end, _) = operators.get(index).ok_or("a body without an end")?;
            read.stops_at_once |= straight == first;
            read.stops.push(straight..*block_end);
            straight = end(index);
            index += 1;
        }
        Ok(read)
    }
}

/// Whether an instruction only reckons: no branch, no call.
fn is_straight(operator: &Operator<'_>) -> bool {
    use Operator::{
        Drop, GlobalGet, GlobalSet, I32Const, I32Load, I32Load8S, I32Load8U, I32Load16S, I32Load16U,
        I32Store, I32Store8, I32Store16, I64Const, I64Load, I64Store, LocalGet, LocalSet, LocalTee, Select,
    };
    matches!(
        operator,
        Drop | GlobalGet { .. }
            | GlobalSet { .. }
            | I32Const { .. }
            | I32Load { .. }
            | I32Load8S { .. }
            | I32Load8U { .. }
            | I32Load16S { .. }
            | I32Load16U { .. }
            | I32Store { .. }
            | I32Store8 { .. }
            | I32Store16 { .. }
            | I64Const { .. }
            | I64Load { .. }
            | I64Store { .. }
            | LocalGet { .. }
            | LocalSet { .. }
            | LocalTee { .. }
            | Select
            | Operator::I32Add
            | Operator::I32Sub
            | Operator::I32Mul
            | Operator::I32And
            | Operator::I32Or
            | Operator::I32Xor
            | Operator::I32Shl
            | Operator::I32ShrU
            | Operator::I32ShrS
            | Operator::I32Eqz
            | Operator::I32Eq
            | Operator::I32Ne
            | Operator::I64Or
            | Operator::I64Shl
            | Operator::I64ExtendI32U
            | Operator::I32WrapI64
    )
}

/// Where the block ends that the instruction lies in.
fn past_the_block(operators: &[(usize, Operator<'_>)], from: usize) -> usize {
    let mut depth = 0;
    let mut index = from;
    while let Some((_, operator)) = operators.get(index) {
        match operator {
            Operator::Block { .. }
            | Operator::Loop { .. }
            | Operator::If { .. }
            | Operator::TryTable { .. } => depth += 1,
            Operator::End if depth > 0 => depth -= 1,
            Operator::End | Operator::Else if depth == 0 => return index,
            _ => {}
        }
        index += 1;
    }
    index
}

/// Every body of a module, where the functions of `cut` stop at once; so do those whose first act is to call one that does.
pub fn read(wasm: &[u8], module: &Module, cut: &HashSet<u32>) -> Result<Vec<Body>, Trouble> {
    let mut stopping = cut.clone();
    loop {
        let mut bodies = Vec::with_capacity(module.bodies.len());
        let mut more = false;
        for (place, range) in module.bodies.iter().enumerate() {
            let function = module.function(place);
            if cut.contains(&function) {
                let operators = operators(wasm, range)?;
                let first = operators.first().map_or(range.end, |(at, _)| *at);
                let last = operators.last().map_or(range.end, |(at, _)| *at);
                bodies.push(Body::stop(first..last));
                continue;
            }
            let body = Body::read(wasm, range, &stopping)?;
            more |= body.stops_at_once && stopping.insert(function);
            bodies.push(body);
        }
        if !more {
            return Ok(bodies);
        }
    }
}

/// Calls of functions that are cut by functions that are not, as sentences.
pub fn calls_from_outside(wasm: &[u8], module: &Module, cut: &HashSet<u32>) -> Result<Vec<String>, Trouble> {
    let mut found = Vec::new();
    for (place, range) in module.bodies.iter().enumerate() {
        let function = module.function(place);
        if cut.contains(&function) {
            continue;
        }
        for called in
            Body::read(wasm, range, &HashSet::new())?.calls.iter().filter(|called| cut.contains(called))
        {
            let name = |function| module.names.get(function).map_or("?", String::as_str);
            found.push(format!("{} calls {}", name(&function), name(called)));
        }
    }
    Ok(found)
}
