//! Names in the configuration, which are those of the code in kebab case.

/// The name in the configuration of a variant: "NextMention" → "next-mention".
pub(super) fn kebab_case(variant: &str) -> String {
    let mut name = String::new();
    for c in variant.chars() {
        if c.is_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.extend(c.to_lowercase());
    }
    name
}
