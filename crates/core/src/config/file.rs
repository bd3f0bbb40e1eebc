//! The file of credentials that the vendor's other clients read: `~/.huaweicloud/credentials`, sections of `name = value`.
//!
//! What it says is what the environment would say in variables, and is taken as that.

use std::{collections::BTreeMap, fs, io, path::Path};

/// The variable that names the file.
pub(super) const NAMED_BY: &str = "HUAWEICLOUD_SDK_CREDENTIALS_FILE";

/// Where in the home the file is looked for, if no variable names it.
pub(super) const PLACE: &str = ".huaweicloud/credentials";

/// Sections in which credentials stand, the better first: for projects, for a whole domain.
const SECTIONS: &[&str] = &["basic", "global"];

/// What the file says, as variables; nothing where there is no such file.
pub(super) fn read(path: &Path) -> Result<Option<BTreeMap<String, String>>, String> {
    match fs::read_to_string(path) {
        Ok(text) => parse(&text).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}

/// The values of the best section that is there. Errors name lines, never what stands on them.
fn parse(text: &str) -> Result<BTreeMap<String, String>, String> {
    let mut sections: BTreeMap<&str, BTreeMap<String, String>> = BTreeMap::new();
    let mut section = "";
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name.trim();
            continue;
        }
        let (name, value) = line
            .split_once('=')
            .ok_or_else(|| format!("line {} is neither a section nor `name = value`", number + 1))?;
        let name = format!("HUAWEICLOUD_SDK_{}", name.trim().to_ascii_uppercase());
        sections.entry(section).or_default().insert(name, value.trim().to_owned());
    }
    SECTIONS
        .iter()
        .find_map(|name| sections.remove(name))
        .ok_or_else(|| format!("none of the sections {}", SECTIONS.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_for_projects_goes_first() {
        let text = "# mine\n[global]\nak = g\n\n[basic]\nak=AK\nsk = S=K \n; end\n";
        let values = parse(text).unwrap();
        assert_eq!(values["HUAWEICLOUD_SDK_AK"], "AK");
        assert_eq!(values["HUAWEICLOUD_SDK_SK"], "S=K");
        assert_eq!(parse("[global]\ndomain_id=d").unwrap()["HUAWEICLOUD_SDK_DOMAIN_ID"], "d");
    }

    #[test]
    fn errors_name_the_line_and_not_what_stands_there() {
        assert_eq!(parse("[basic]\nhunter2").unwrap_err(), "line 2 is neither a section nor `name = value`");
        assert_eq!(parse("[other]\nak = a").unwrap_err(), "none of the sections basic, global");
    }
}
