//! Faces that are installed on the machine: listed when the first character is met that the given faces lack, and only
//! if a caller asked for them. This is the one place of the library, beside [`Folder`](crate::resource::Folder), that
//! reads the disk.

use super::Slot;
use super::face::Bytes;
use crate::style::Slope;
use fontdb::{Database, ID, Source, Style};
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// The installed faces, in an order that does not depend on how the disk lists them.
pub(super) struct System {
    database: Database,
    /// By family, weight, slope and file.
    ids: Vec<ID>,
    pub slots: Vec<Slot>,
}

impl System {
    /// Lists what is installed.
    pub fn scan() -> Self {
        let mut database = Database::new();
        database.load_system_fonts();
        let mut found: Vec<_> = database
            .faces()
            .filter_map(|face| {
                let family = face.families.first()?.0.clone();
                let slope = if face.style == Style::Normal { Slope::Roman } else { Slope::Italic };
                let path = match &face.source {
                    Source::File(path) | Source::SharedFile(path, _) => path.clone(),
                    Source::Binary(_) => PathBuf::new(),
                };
                Some(((family, face.weight.0, slope == Slope::Italic, path, face.index), slope, face.id))
            })
            .collect();
        found.sort_by(|a, b| a.0.cmp(&b.0));
        let slots = found
            .iter()
            .map(|((family, weight, _, _, index), slope, _)| Slot {
                family: Cow::Owned(family.clone()),
                weight: *weight,
                slope: *slope,
                index: *index,
                data: Bytes::None,
                face: OnceLock::new(),
            })
            .collect();
        let ids = found.into_iter().map(|(_, _, id)| id).collect();
        Self { database, ids, slots }
    }

    /// The bytes of a face's file.
    pub fn bytes(&self, index: usize) -> Option<Bytes> {
        let data = self.database.with_face_data(self.ids[index], |data, _| data.to_vec())?;
        Some(Bytes::Shared(Arc::new(data)))
    }

    /// Whether a face that could be drawn has all these characters, without keeping anything of it.
    pub fn covers(&self, index: usize, text: &str) -> bool {
        let covers = |data: &[u8], face| super::face::covers(data, face, text);
        self.database.with_face_data(self.ids[index], covers).unwrap_or(false)
    }
}
