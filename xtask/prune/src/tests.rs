//! A small module as the linker would leave it, pruned.

use std::collections::{HashMap, HashSet};

use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, CustomSection, DataSection, DataSymbolDefinition, ElementSection,
    Elements, Encode, ExportKind, ExportSection, Function, FunctionSection, LinkingSection, MemorySection,
    MemoryType, Module as Encoder, NameMap, NameSection, RefType, SymbolTable, TableSection, TableType,
    TypeSection, ValType,
};
use wasmparser::{Parser, Payload, Validator};

use crate::apart::Parts;
use crate::later::Later;
use crate::module::{Module, Thing, operators};
use crate::{apart, bodies, never, notes, reach, write};

/// `main` is all that the outside sees; it may stop, else it uses `used` and a word of data. `stop` is cut, `stops` calls only that,
/// `lonely` stands in the table and is named by what goes before the stop.
const FUNCTIONS: [&str; 5] = ["main", "stop", "stops", "used", "lonely"];
const MAIN: u32 = 0;
const STOP: u32 = 1;
const STOPS: u32 = 2;
const USED: u32 = 3;
const LONELY: u32 = 4;

/// Symbols of the linker: the functions, then three words of data.
const KEPT_WORD: u32 = 5;
const SAID_WORD: u32 = 6;
const READ_WORD: u32 = 7;

/// A number of five bytes, as linkers leave them.
fn padded(value: u32) -> [u8; 5] {
    [0x80 | value as u8, 0x80 | (value >> 7) as u8, 0x80 | (value >> 14) as u8, 0x80, 0]
}

/// A module and the notes on it: bodies of the functions, each with (where in the body, kind of relocation, symbol).
fn linked() -> Vec<u8> {
    let mut bodies = Vec::new();
    // (local.get 0) decides; what says the message goes with the stop
    let mut main = Function::new([]);
    main.instructions().block(BlockType::Empty).local_get(0).br_if(0);
    let said = main.byte_len() + 1;
    main.raw([0x41]).raw(padded(20)); // i32.const: the message
    main.instructions().drop();
    let named = main.byte_len() + 1;
    main.raw([0x41]).raw(padded(1)); // i32.const: the place of `lonely` in the table
    main.instructions().drop().call(STOPS).unreachable().end();
    let kept = main.byte_len() + 1;
    main.raw([0x41]).raw(padded(16));
    main.instructions().drop().call(USED).end();
    bodies.push((main, vec![(said, 4, SAID_WORD), (named, 1, LONELY), (kept, 4, KEPT_WORD)]));
    for function in [STOP, STOPS, USED, LONELY] {
        let mut body = Function::new([(1, ValType::I32)]);
        let mut references = Vec::new();
        match function {
            STOPS => {
                body.instructions().call(STOP);
            }
            USED => {
                references.push((body.byte_len() + 1, 4, READ_WORD));
                body.raw([0x41]).raw(padded(24));
                body.instructions().local_set(0);
            }
            _ => {
                body.instructions().i32_const(7).local_set(0);
            }
        }
        body.instructions().end();
        bodies.push((body, references));
    }

    let mut types = TypeSection::new();
    types.ty().function([ValType::I32], []);
    types.ty().function([], []);
    let mut functions = FunctionSection::new();
    functions.function(0);
    (1..5).for_each(|_| {
        functions.function(1);
    });
    let mut tables = TableSection::new();
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: 2,
        maximum: None,
        shared: false,
    });
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut exports = ExportSection::new();
    exports.export("main", ExportKind::Func, MAIN);
    let mut elements = ElementSection::new();
    elements.active(None, &ConstExpr::i32_const(1), Elements::Functions(vec![LONELY].into()));
    let mut code = CodeSection::new();
    let mut relocations = Vec::new();
    // from the start of the section: the number of bodies, then each with its length
    let mut at = 1;
    for (body, references) in &bodies {
        at += 1;
        for (within, kind, symbol) in references {
            relocations.push((at + within, *kind, *symbol));
        }
        at += body.byte_len();
        code.function(body);
    }
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(16), *b"keptsaidread");
    let mut module = Encoder::new();
    module.section(&types).section(&functions).section(&tables).section(&memories).section(&exports);
    module.section(&elements).section(&code).section(&data);

    let mut symbols = SymbolTable::new();
    for (index, name) in (0..).zip(FUNCTIONS) {
        symbols.function(0, index, Some(name));
    }
    for (offset, name) in [(0, "kept"), (4, "said"), (8, "read")] {
        symbols.data(0, name, Some(DataSymbolDefinition { index: 0, offset, size: 4 }));
    }
    let mut linking = LinkingSection::new();
    linking.symbol_table(&symbols);
    module.section(&linking);
    let mut names = NameMap::new();
    (0..).zip(FUNCTIONS).for_each(|(index, name)| names.append(index, name));
    let mut named = NameSection::new();
    named.functions(&names);
    module.section(&named);
    let mut reloc = Vec::new();
    6_u32.encode(&mut reloc);
    u32::try_from(relocations.len()).expect("few").encode(&mut reloc);
    for (offset, kind, symbol) in relocations {
        reloc.push(kind);
        u32::try_from(offset).expect("small").encode(&mut reloc);
        symbol.encode(&mut reloc);
        if kind == 4 {
            reloc.push(0);
        }
    }
    module.section(&CustomSection { name: "reloc.CODE".into(), data: reloc.into() });
    module.finish()
}

/// The module without these functions, and what of it can be reached; what lies behind `doors` comes later.
fn pruned(cut: &[u32], doors: &[u32]) -> (Vec<u8>, HashSet<Thing>) {
    with_stand_ins(cut, doors, HashMap::new())
}

/// The same, where functions stand in for doors.
fn with_stand_ins(cut: &[u32], doors: &[u32], stand_ins: HashMap<u32, u32>) -> (Vec<u8>, HashSet<Thing>) {
    let wasm = linked();
    let module = Module::read(&wasm).expect("the module is read");
    let bodies = bodies::read(&wasm, &module, &cut.iter().copied().collect()).expect("bodies are read");
    let reached = reach::from_roots(&module, &bodies);
    let later = Later::behind(&doors.iter().copied().collect(), &module, &bodies, &reached);
    let later = Later { stand_ins, ..later };
    (write::write(&wasm, &module, &bodies, &reached, &later).expect("it is written"), reached)
}

fn is_valid(wasm: &[u8]) {
    Validator::new().validate_all(wasm).expect("the module is valid");
}

/// The functions of [`FUNCTIONS`] that can be reached.
fn names(reached: &HashSet<Thing>) -> Vec<&'static str> {
    (0..)
        .zip(FUNCTIONS)
        .filter(|(index, _)| reached.contains(&Thing::Function(*index)))
        .map(|(_, name)| name)
        .collect()
}

fn data(wasm: &[u8]) -> Vec<u8> {
    let module = Parser::new(0).parse_all(wasm);
    let segments = module.filter_map(|payload| match payload {
        Ok(Payload::DataSection(section)) => Some(section),
        _ => None,
    });
    segments.flatten().flat_map(|segment| segment.expect("a segment").data.to_vec()).collect()
}

#[test]
fn where_nothing_is_cut_everything_stays_that_is_named() {
    let (wasm, reached) = pruned(&[], &[]);
    assert_eq!(names(&reached), FUNCTIONS);
    assert_eq!(data(&wasm), b"keptsaidread");
    is_valid(&wasm);
}

#[test]
fn what_only_leads_to_a_stop_goes_with_its_data_and_its_place_in_the_table() {
    let (wasm, reached) = pruned(&[STOP], &[]);
    assert_eq!(names(&reached), ["main", "used"]);
    assert_eq!(data(&wasm), b"kept\0\0\0\0read");
    is_valid(&wasm);
    assert_ne!(Module::read_unnoted(&wasm).table, [LONELY], "the slot no longer holds it");
}

#[test]
fn what_decides_whether_to_stop_stays() {
    let (wasm, _) = pruned(&[STOP], &[]);
    let module = Module::read_unnoted(&wasm);
    let operators = operators(&wasm, &module.bodies[MAIN as usize]).expect("a body");
    let written: Vec<String> = operators.iter().map(|(_, operator)| format!("{operator:?}")).collect();
    let expected = [
        "Block { blockty: Empty }",
        "LocalGet { local_index: 0 }",
        "BrIf { relative_depth: 0 }",
        "Unreachable",
        "End",
        "I32Const { value: 16 }",
        "Drop",
        "Call { function_index: 3 }",
        "End",
    ];
    assert_eq!(written, expected);
}

#[test]
fn the_same_module_is_pruned_the_same() {
    assert_eq!(pruned(&[STOP], &[]).0, pruned(&[STOP], &[]).0);
}

#[test]
fn a_module_without_notes_is_not_read() {
    let (wasm, _) = pruned(&[STOP], &[]);
    assert!(!notes::are_there(&wasm).expect("a module"), "the notes are left out");
    assert!(Module::read(&wasm).is_err());
    assert!(notes::are_there(&linked()).expect("a module"));
    let names: HashMap<u32, String> = HashMap::new();
    assert!(never::functions(&names).is_err());
}

#[test]
fn a_function_that_is_never_called_may_not_be_called() {
    let wasm = linked();
    let module = Module::read(&wasm).expect("the module is read");
    let calls = |cut: &[u32]| {
        bodies::calls_from_outside(&wasm, &module, &cut.iter().copied().collect()).expect("bodies are read")
    };
    assert_eq!(calls(&[LONELY]), [""; 0], "it stands in the table only");
    assert_eq!(calls(&[STOP]), ["stops calls stop"]);
    assert_eq!(calls(&[STOP, STOPS]), ["main calls stops"]);
}

/// The instructions of a function by its place among those that are not imported.
fn written(wasm: &[u8], place: usize) -> Vec<String> {
    let module = Module::read_unnoted(wasm);
    let operators = operators(wasm, &module.bodies[place]).expect("a body");
    operators.iter().map(|(_, operator)| format!("{operator:?}")).collect()
}

#[test]
fn what_comes_later_is_called_through_the_table_that_it_fills() {
    let (wasm, _) = pruned(&[STOP], &[USED]);
    let Parts { first, second } = apart::apart(&wasm).expect("it is parted").expect("something comes later");
    is_valid(&first);
    is_valid(&second);
    let door = ["I32Const { value: 2 }", "CallIndirect { type_index: 1, table_index: 0 }", "End"];
    assert_eq!(written(&first, USED as usize), door, "the table had two slots");
    assert_eq!(written(&second, 0), ["I32Const { value: 24 }", "LocalSet { local_index: 0 }", "End"]);
    let second = Module::read_unnoted(&second);
    assert_eq!((second.table_start, second.table), (2, vec![0]));
}

#[test]
fn data_of_what_comes_later_comes_later_and_both_share_one_memory() {
    // all of `main` comes later but its name: nothing can be exported that is not there
    let (wasm, _) = pruned(&[], &[MAIN]);
    let refused = apart::apart(&wasm).err().expect("the outside calls it at once").to_string();
    assert!(refused.contains("`main` is exported"), "{refused}");

    let (wasm, _) = pruned(&[STOP], &[USED]);
    let Parts { first, second } = apart::apart(&wasm).expect("it is parted").expect("something comes later");
    assert_eq!(data(&first), b"kept\0\0\0\0\0\0\0\0");
    assert_eq!(data(&second), b"read");
    let (mut shown, mut used) = (Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(&first) {
        if let Payload::ExportSection(exports) = payload.expect("a section") {
            shown.extend(exports.into_iter().map(|export| export.expect("an export").name.to_owned()));
        }
    }
    for payload in Parser::new(0).parse_all(&second) {
        if let Payload::ImportSection(imports) = payload.expect("a section") {
            used.extend(imports.into_imports().map(|import| import.expect("an import").name.to_owned()));
        }
    }
    assert_eq!(used, ["-t0", "-m"]);
    assert!(used.iter().all(|name| shown.contains(name)), "{shown:?}");
}

#[test]
fn a_module_of_which_nothing_comes_later_stays_one() {
    assert!(apart::apart(&pruned(&[STOP], &[]).0).expect("it is read").is_none());
}

#[test]
fn what_stands_in_is_in_the_slot_until_what_comes_later_fills_it() {
    let (wasm, _) = with_stand_ins(&[], &[USED], HashMap::from([(LONELY, USED)]));
    let Parts { first, second } = apart::apart(&wasm).expect("it is parted").expect("something comes later");
    is_valid(&first);
    let first = Module::read_unnoted(&first);
    assert_eq!((first.table_start, first.table), (1, vec![LONELY, LONELY]));
    assert_eq!(Module::read_unnoted(&second).table_start, 2);
}
