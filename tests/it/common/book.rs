//! Builds EPUB books for tests: zip archives with a package file that lists the chapters.

use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

/// A zip archive of `files`.
pub(crate) fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let method = if *name == "mimetype" {
            zip::CompressionMethod::Stored
        } else {
            zip::CompressionMethod::Deflated
        };
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The first file of every book.
pub(crate) const MIMETYPE: (&str, &[u8]) = ("mimetype", b"application/epub+zip");

/// The file that names the package file.
pub(crate) const CONTAINER: (&str, &[u8]) = (
    "META-INF/container.xml",
    br#"<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
    <rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#,
);

/// A package file with this manifest and spine.
pub(crate) fn package(manifest: &str, spine: &str) -> String {
    format!(
        r##"<?xml version="1.0" encoding="utf-8"?>
        <package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
        <dc:title id="sub">A Tale of Fjords</dc:title><dc:title id="main">The Long &amp; Quiet Border</dc:title>
        <meta refines="#main" property="title-type">main</meta>
        <dc:creator id="a">Ingrid Solberg</dc:creator><meta refines="#a" property="role">aut</meta>
        <dc:creator id="b">Per Dahl</dc:creator><meta refines="#b" property="role">ill</meta>
        <dc:date>2025-11-02</dc:date><dc:publisher>Nordlys</dc:publisher><dc:language>en</dc:language>
        </metadata><manifest>{manifest}</manifest><spine>{spine}</spine></package>"##
    )
}

/// A chapter with this body.
pub(crate) fn chapter(body: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title>no</title></head>\
         <body>{body}</body></html>"
    )
}

/// A valid book with the chapters `bodies`, in files named c1, c2 and so on.
pub(crate) fn book(bodies: &[&str]) -> Vec<u8> {
    let (mut manifest, mut spine) = (String::new(), String::new());
    let mut chapters = Vec::new();
    for (index, body) in bodies.iter().enumerate() {
        let n = index + 1;
        manifest +=
            &format!("<item id='c{n}' href='c{n}.xhtml' media-type='application/xhtml+xml'/>");
        spine += &format!("<itemref idref='c{n}'/>");
        chapters.push((format!("OEBPS/c{n}.xhtml"), chapter(body)));
    }
    let package = package(&manifest, &spine);
    let mut files = vec![MIMETYPE, CONTAINER, ("OEBPS/book.opf", package.as_bytes())];
    files.extend(
        chapters
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_bytes())),
    );
    archive(&files)
}
