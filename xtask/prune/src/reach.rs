//! What of a module can still be reached.

use std::collections::HashSet;
use std::ops::Range;

use crate::bodies::Body;
use crate::module::{Module, Thing, within};

/// Everything that the outside can reach, by calls, through the table, or as data. Places in source files, which only panics tell,
/// are never reached.
pub fn from_roots(module: &Module, bodies: &[Body]) -> HashSet<Thing> {
    without_passing(module, bodies, &HashSet::new())
}

/// The same, where what is called of some functions does not count: they themselves are reached, but lead nowhere.
pub fn without_passing(module: &Module, bodies: &[Body], closed: &HashSet<u32>) -> HashSet<Thing> {
    let mut reached: HashSet<Thing> = HashSet::new();
    let mut waiting: Vec<Thing> = module.roots.clone();
    // what lies between the symbols is of unknown use
    let mut symbols: Vec<Range<usize>> = module.data.clone();
    symbols.sort_by_key(|range| range.start);
    let mut covered = 0;
    let mut symbol = symbols.iter().peekable();
    for reference in &module.in_data {
        while let Some(range) = symbol.next_if(|range| range.start <= reference.at) {
            covered = covered.max(range.end);
        }
        if reference.at >= covered {
            waiting.push(reference.to);
        }
    }
    while let Some(thing) = waiting.pop() {
        if matches!(thing, Thing::Data(symbol) if module.places.contains(&symbol)) || !reached.insert(thing) {
            continue;
        }
        match thing {
            Thing::Function(function) if closed.contains(&function) => {}
            Thing::Function(function) => {
                let Some(place) = function.checked_sub(module.imported).map(|place| place as usize) else {
                    continue;
                };
                let (body, range) = (&bodies[place], &module.bodies[place]);
                waiting.extend(body.calls.iter().map(|call| Thing::Function(*call)));
                let left = within(&module.in_code, range)
                    .iter()
                    .filter(|reference| body.stops.iter().all(|stop| !stop.contains(&reference.at)));
                waiting.extend(left.map(|reference| reference.to));
            }
            Thing::Data(symbol) => {
                let range = &module.data[symbol as usize];
                waiting.extend(within(&module.in_data, range).iter().map(|reference| reference.to));
            }
        }
    }
    reached
}
