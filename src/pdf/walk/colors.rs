//! What the operators of colours do.

use super::super::color::Space;
use super::super::lex::Operation;
use super::super::objects::{name_of, number};
use super::super::state::Ink;
use super::{Level, Run};
use lopdf::Object;
use std::rc::Rc;

impl<'a> Run<'_, 'a> {
    pub(super) fn color_operation(&mut self, level: &mut Level<'a>, operation: &Operation<'_>) -> Option<()> {
        let operands = &operation.operands;
        let name = || operands.last().and_then(name_of);
        match operation.operator {
            b"g" | b"rg" | b"k" | b"G" | b"RG" | b"K" => {
                let device = match operation.operator {
                    b"g" | b"G" => "DeviceGray",
                    b"rg" | b"RG" => "DeviceRGB",
                    _ => "DeviceCMYK",
                };
                let space = self.space(level, &Object::Name(device.as_bytes().to_vec()));
                let values: Option<Vec<_>> = operands.iter().map(number).collect();
                let values = values.filter(|values| values.len() == space.components())?;
                let ink = Ink { space: Rc::new(space), values, pattern: None };
                match operation.operator[0] {
                    b'g' | b'r' | b'k' => level.state.fill = ink,
                    _ => level.state.stroke = ink,
                }
            }
            b"cs" | b"CS" => {
                let named = name()?;
                let device = matches!(named, b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK" | b"Pattern");
                if !device {
                    self.resource(level, "ColorSpace", named);
                }
                let space = self.space(level, operands.last()?);
                let ink = Ink { values: space.initial(), space: Rc::new(space), pattern: None };
                if operation.operator == b"cs" { level.state.fill = ink } else { level.state.stroke = ink }
            }
            b"sc" | b"scn" | b"SC" | b"SCN" => {
                let pattern = name().map(<[u8]>::to_vec);
                let values: Vec<_> = operands.iter().filter_map(number).collect();
                let fills = operation.operator[0] == b's';
                let ink = if fills { &mut level.state.fill } else { &mut level.state.stroke };
                ink.values = values;
                ink.pattern = pattern.clone();
                if let Some(pattern) = pattern {
                    self.pattern(level, &pattern);
                }
            }
            _ => return None,
        }
        Some(())
    }

    pub(super) fn space(&self, level: &Level<'a>, object: &Object) -> Space {
        Space::read(self.walker.document, level.resources, object, 0)
    }
}
