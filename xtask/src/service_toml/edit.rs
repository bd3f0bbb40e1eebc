//! What commands change in a `service.toml`, with all that a person wrote there left as it is.

use super::ServiceTomlError;

/// The text of a `service.toml` with another pin of its main documentation and another version; all else stays as it is.
pub fn with_update(text: &str, revision: &str, pages: &str, version: Option<&str>) -> Result<String, ServiceTomlError> {
    let mut file = edited(text)?;
    if let Some(version) = version {
        let service = file.get_mut("service").and_then(toml_edit::Item::as_table_mut);
        put(service.ok_or_else(|| ServiceTomlError::at(text, None, "no table [service]"))?, "version", version);
    }
    let main = main_entry(text, &mut file)?;
    put(main, "revision", revision);
    put(main, "pages", pages);
    Ok(file.to_string())
}

/// The text of a `service.toml` whose main documentation is pinned to pages; a commit that held others is no pin.
pub fn with_pages(text: &str, pages: &str) -> Result<String, ServiceTomlError> {
    let mut file = edited(text)?;
    let main = main_entry(text, &mut file)?;
    let before = main.get("pages").and_then(toml_edit::Item::as_str);
    if before.is_some_and(|before| before != pages) {
        main.remove("revision");
    }
    put(main, "pages", pages);
    Ok(file.to_string())
}

fn edited(text: &str) -> Result<toml_edit::DocumentMut, ServiceTomlError> {
    text.parse().map_err(|error: toml_edit::TomlError| ServiceTomlError::at(text, error.span(), error.message()))
}

/// The entry of the repository that the service is made from.
fn main_entry<'a>(
    text: &str,
    file: &'a mut toml_edit::DocumentMut,
) -> Result<&'a mut toml_edit::Table, ServiceTomlError> {
    let entries = file.get_mut("documentation").and_then(toml_edit::Item::as_array_of_tables_mut);
    let main = entries.and_then(|entries| entries.iter_mut().find(|entry| entry.contains_key("git")));
    main.ok_or_else(|| ServiceTomlError::at(text, None, "no [[documentation]] with git"))
}

/// Sets a value and keeps the comment behind the one that stood there.
fn put(table: &mut toml_edit::Table, key: &str, text: &str) {
    let mut value = toml_edit::Value::from(text);
    if let Some(before) = table.get(key).and_then(toml_edit::Item::as_value) {
        *value.decor_mut() = before.decor().clone();
    }
    table.insert(key, toml_edit::Item::Value(value));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_update_changes_pin_and_version_and_nothing_else() {
        let text = "# A comment.\n[service]\ncrate = \"c\"  # x\ntitle = \"T\"\n\n[[documentation]]\npublic = \"p\"\n\n\
                    [[documentation]]\ngit = \"g\"\nrevision = \"0\" # pin\nfolder = \"f\"\n";
        let updated = with_update(text, "abc", "f00", Some("0.2.0")).unwrap();
        let expected = text.replace("\"0\" # pin", "\"abc\" # pin").replace("\"T\"\n", "\"T\"\nversion = \"0.2.0\"\n");
        assert_eq!(updated, format!("{expected}pages = \"f00\"\n"));
        assert_eq!(with_update(&updated, "0", "f00", None).unwrap(), updated.replace("abc", "0"));
        assert!(with_update("[service]\n", "abc", "f00", None).is_err());
    }

    #[test]
    fn a_commit_stays_pinned_until_the_pages_are_others() {
        let text = "[service]\ncrate = \"c\"\ntitle = \"T\"\n\n[[documentation]]\ngit = \"g\"\nrevision = \"0\"\n";
        let first = with_pages(text, "f00").unwrap();
        assert_eq!(first, format!("{text}pages = \"f00\"\n"));
        assert_eq!(with_pages(&first, "f00").unwrap(), first);
        let other = text.replace("revision = \"0\"\n", "pages = \"f01\"\n");
        assert_eq!(with_pages(&first, "f01").unwrap(), other);
    }
}
