//! Pictures that are written out in their reference: `data:image/png;base64,…` (RFC 2397). Saved pages carry them.

use super::{LARGEST, Resources, Unusable};
use data_url::DataUrl;

/// The bytes behind a reference: those that it spells out itself, else what the resources have.
///
/// # Errors
/// As [`Resources::load`].
pub fn load(resources: &dyn Resources, reference: &str) -> Result<Vec<u8>, Unusable> {
    match reference.get(..5) {
        Some(scheme) if scheme.eq_ignore_ascii_case("data:") => decoded(reference),
        _ => resources.load(reference),
    }
}

fn decoded(reference: &str) -> Result<Vec<u8>, Unusable> {
    if reference.len() as u64 > LARGEST {
        return Err(format!("is larger than {} MB", LARGEST >> 20).into());
    }
    let url = DataUrl::process(reference).map_err(|_| "is written out in its address, but has no data")?;
    let (data, _) = url.decode_to_vec().map_err(|_| "is written out in its address, but damaged")?;
    Ok(data)
}

#[cfg(test)]
mod tests {
    use super::super::NoResources;
    use super::*;

    #[test]
    fn what_is_written_out_is_read() {
        let read = |reference: &str| load(&NoResources, reference);
        assert_eq!(read("data:image/png;base64,aGVsbG8=").unwrap(), b"hello");
        assert_eq!(read("DATA:;charset=x;BASE64,aGVs\n bG8").unwrap(), b"hello");
        assert_eq!(read("data:image/svg+xml,%3Csvg/>").unwrap(), b"<svg/>");
        assert_eq!(read("data:,100%").unwrap(), b"100%");
        assert!(read("data:image/png;base64,a*").is_err());
        assert!(read("data:image/png").is_err());
        assert!(read("a.png").is_err());
    }
}
