//! Reading a linked module, section by section.

use wasmparser::{
    ConstExpr, CustomSectionReader, Data, DataKind, Element, ElementItems, ElementKind, ExternalKind,
    KnownCustom, Linking, Name, Operator, Parser, Payload, RelocationEntry, RelocationType, SymbolInfo,
    TypeRef,
};

use crate::Trouble;
use crate::module::{Module, Thing, narrow};

/// What the sections say, before it is put together.
#[derive(Default)]
pub struct Notes<'a> {
    /// Where sections begin in the file, in their order.
    pub sections: Vec<usize>,
    /// The numbers that globals begin with, where they are constants.
    pub globals: Vec<Option<u32>>,
    /// The globals that the outside may read.
    pub exported_globals: Vec<u32>,
    /// What the linker names.
    pub symbols: Vec<SymbolInfo<'a>>,
    /// For a section, by its number: where it refers to a symbol.
    pub relocations: Vec<(usize, Vec<RelocationEntry>)>,
}

/// Whether the linker noted what refers to what.
pub fn are_there(wasm: &[u8]) -> Result<bool, Trouble> {
    for payload in Parser::new(0).parse_all(wasm) {
        if matches!(payload?, Payload::CustomSection(custom) if custom.name() == "linking") {
            return Ok(true);
        }
    }
    Ok(false)
}

impl<'a> Notes<'a> {
    /// Reads the sections; what needs no putting together goes straight into the module.
    pub fn read(wasm: &'a [u8], module: &mut Module) -> Result<Self, Trouble> {
        let mut notes = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            if let Some((_, range)) = payload.as_section() {
                notes.sections.push(narrow(&range).start);
            }
            match payload {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        match import?.ty {
                            TypeRef::Func(_) => module.imported += 1,
                            TypeRef::Global(_) => notes.globals.push(None),
                            _ => {}
                        }
                    }
                }
                Payload::GlobalSection(section) => {
                    for global in section {
                        notes.globals.push(constant(&global?.init_expr)?);
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        match export.kind {
                            ExternalKind::Func => module.roots.push(Thing::Function(export.index)),
                            ExternalKind::Global => notes.exported_globals.push(export.index),
                            _ => {}
                        }
                    }
                }
                Payload::StartSection { func, .. } => module.roots.push(Thing::Function(func)),
                Payload::ElementSection(elements) => {
                    for element in elements {
                        table(element?, module)?;
                    }
                }
                Payload::CodeSectionEntry(body) => module.bodies.push(narrow(&body.range())),
                Payload::DataSection(segments) => {
                    for data in segments {
                        segment(&data?, module)?;
                    }
                }
                Payload::CustomSection(custom) => notes.custom(&custom, module)?,
                _ => {}
            }
        }
        Ok(notes)
    }

    fn custom(&mut self, custom: &CustomSectionReader<'a>, module: &mut Module) -> Result<(), Trouble> {
        match custom.as_known() {
            KnownCustom::Name(parts) => {
                for part in parts {
                    let Name::Function(names) = part? else { continue };
                    for name in names {
                        let name = name?;
                        module.names.insert(name.index, format!("{:#}", rustc_demangle::demangle(name.name)));
                    }
                }
            }
            KnownCustom::Linking(parts) => {
                for part in parts.subsections() {
                    if let Linking::SymbolTable(table) = part? {
                        self.symbols = table.into_iter().collect::<Result<_, _>>()?;
                    }
                }
            }
            KnownCustom::Reloc(section) => {
                let entries = section.entries().into_iter().collect::<Result<_, _>>()?;
                self.relocations.push((section.section_index() as usize, entries));
            }
            _ => {}
        }
        Ok(())
    }
}

fn segment(segment: &Data<'_>, module: &mut Module) -> Result<(), Trouble> {
    let DataKind::Active { offset_expr, .. } = &segment.kind else {
        return Err("a segment of data has no fixed place".into());
    };
    module.addresses.push(constant(offset_expr)?.ok_or("a segment of data begins at no constant")?);
    let end = narrow(&segment.range).end;
    module.segments.push(end - segment.data.len()..end);
    Ok(())
}

/// Takes over the one table of functions that the linker makes.
fn table(element: Element<'_>, module: &mut Module) -> Result<(), Trouble> {
    match (element.kind, element.items) {
        (ElementKind::Active { table_index: None | Some(0), offset_expr }, ElementItems::Functions(list))
            if module.table.is_empty() =>
        {
            module.table_start = constant(&offset_expr)?.ok_or("the table begins at no constant")?;
            module.table = list.into_iter().collect::<Result<_, _>>()?;
            Ok(())
        }
        _ => Err("the module has tables of another kind than the linker makes".into()),
    }
}

/// Whether a relocation refers to a slot of the table or to data. Calls are read from the code itself, and what is said of types,
/// globals and tables is of no use here; trouble with what is not known.
pub fn is_of_use(relocation: &RelocationEntry) -> Result<bool, Trouble> {
    use RelocationType::{
        FunctionIndexLeb, GlobalIndexLeb, MemoryAddrI32, MemoryAddrLeb, MemoryAddrSleb, TableIndexI32,
        TableIndexSleb, TableNumberLeb, TypeIndexLeb,
    };
    match relocation.ty {
        TableIndexSleb | TableIndexI32 | MemoryAddrLeb | MemoryAddrSleb | MemoryAddrI32 => Ok(true),
        FunctionIndexLeb | TypeIndexLeb | GlobalIndexLeb | TableNumberLeb => Ok(false),
        other => Err(format!("a relocation of a kind that is not known here: {other:?}").into()),
    }
}

/// The number that an expression of one constant stands for.
fn constant(expression: &ConstExpr<'_>) -> Result<Option<u32>, Trouble> {
    let mut operators = expression.get_operators_reader();
    Ok(match operators.read()? {
        Operator::I32Const { value } => Some(value.cast_unsigned()),
        _ => None,
    })
}
