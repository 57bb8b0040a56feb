//! Many articles, read on all cores and printed in the order they were named.
//!
//! Owns what several articles are in each form: JSON is a document to the line, the table has a column for the source, lists
//! count over all of them, text stands under `==> name <==`. Promises that one that fails is told in a sentence and stops no other,
//! that each goes out as soon as it is its turn, and that the memory does not grow with their number.

use super::bar::{Bar, OFTEN};
use super::grep::Wanted;
use super::open::{Article, Opened, among_others, open};
use super::pool::{Next, Pool, WORKER};
use super::totals::{Count, Totals, counts};
use super::{article, feed, grep, html, is_heard, json, not_written, tables, tell};
use crate::cli::{Format, PrintOptions};
use crate::entities::Kind;
use crate::error::{Error, Keeping};
use crate::load;
use crate::store::Store;
use std::io::{self, Write};
use std::sync::{Arc, Once};
use std::thread;

/// What there is to do, for the threads.
struct Job {
    options: PrintOptions,
    store: Store,
    /// Whom the sentences are to be about.
    wanted: Option<Wanted>,
}

/// What is printed of one article.
#[derive(Default)]
struct Sheet {
    text: Vec<u8>,
    /// For lists over all articles.
    counts: Vec<Count>,
    troubles: Vec<Keeping>,
}

/// Print all of them to `out` with so many `workers`; a `bar` says how far it is. Returns the exit code.
///
/// # Errors
/// If writing fails for another reason than that nobody listens any more.
pub fn many(
    options: &PrintOptions,
    store: &Store,
    (workers, bar): (usize, bool),
    out: &mut impl Write,
) -> Result<u8, Error> {
    let job = Arc::new(Job {
        options: options.clone(),
        store: store.clone(),
        wanted: match &options.format {
            Format::Grep(name) => Some(Wanted::new(name)),
            _ => None,
        },
    });
    hush();
    let work = Arc::clone(&job);
    let pool = Pool::start(options.sources.len(), workers, move |index, still| {
        work.sheet(index, still)
    });
    let bar = Bar::new(options.sources.len(), bar);
    let mut desk = Desk::new(&job, bar);
    match desk.write(&pool, out) {
        Ok(()) => Ok(desk.exit_code()),
        Err(error) if is_heard(&error) => Err(not_written(&error)),
        Err(_) => Ok(0),
    }
}

/// A panic of a worker is told in a sentence, not by the system.
fn hush() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if thread::current().name() != Some(WORKER) {
                before(panic);
            }
        }));
    });
}

/// Where the tests ask for it, break down over the second article. Not in a release.
fn break_down_on_purpose(index: usize) {
    #[cfg(debug_assertions)]
    {
        let asked = std::env::var_os("BYLINE_TEST_FAILURE").is_some_and(|asked| asked == "print");
        assert!(!(asked && index == 1), "asked for by the tests");
    }
    #[cfg(not(debug_assertions))]
    let _ = index;
}

impl Job {
    /// What is printed of the article at `index`.
    fn sheet(&self, index: usize, still: &dyn Fn() -> bool) -> Result<Sheet, Error> {
        break_down_on_purpose(index);
        let mut sheet = Sheet::default();
        let Some(source) = self.options.sources.get(index) else {
            return Ok(sheet);
        };
        let how = (&self.options, &self.store);
        // Memory takes everything that is written to it.
        let _ = match open(source, how, &|_| still(), among_others)? {
            Opened::Feed(list) => feed(&list, &self.options, &mut sheet.text),
            Opened::Article(article) => self.fill(article, &mut sheet),
        };
        Ok(sheet)
    }

    fn fill(&self, article: Article, sheet: &mut Sheet) -> io::Result<()> {
        let Article {
            document,
            entities,
            troubles,
        } = article;
        sheet.troubles = troubles;
        let out = &mut sheet.text;
        match &self.options.format {
            Format::Article => article::marked(&document, &entities, &self.options, out)?,
            Format::Plain => article::spoken(&document, &entities, &self.options, out)?,
            Format::Json => json::write(&document, &entities, out)?,
            Format::Tsv => tables::mentions(&document, &entities, true, out)?,
            Format::Html => html::write(&document, &entities, out)?,
            Format::People => sheet.counts = counts(&entities, Kind::Person),
            Format::Countries => sheet.counts = counts(&entities, Kind::Country),
            Format::Grep(_) => {
                let source = Some(document.meta().source.as_str());
                if let Some(wanted) = &self.wanted {
                    let found = (&document, &entities);
                    grep::write(found, wanted, (source, self.options.styled), out)?;
                }
            }
        }
        Ok(())
    }
}

/// Where the sheets come together.
struct Desk<'a> {
    options: &'a PrintOptions,
    bar: Bar,
    /// How many were taken, whatever came of them.
    done: usize,
    printed: usize,
    failed: bool,
    found: bool,
    totals: Totals,
}

impl<'a> Desk<'a> {
    fn new(job: &'a Job, bar: Bar) -> Self {
        Self {
            options: &job.options,
            bar,
            done: 0,
            printed: 0,
            failed: false,
            found: false,
            totals: Totals::default(),
        }
    }

    fn write(&mut self, pool: &Pool<Result<Sheet, Error>>, out: &mut impl Write) -> io::Result<()> {
        loop {
            match pool.next(OFTEN) {
                Next::End => break,
                Next::Waiting => {}
                Next::Done(result) => {
                    let source = self.options.sources.get(self.done);
                    let name =
                        || source.map_or_else(|| load::name(&load::Source::Stdin), load::name);
                    let sheet = result.unwrap_or_else(|_| Err(Error::Broken(name())));
                    match sheet {
                        Ok(sheet) => self.put(sheet, name().as_str(), out)?,
                        Err(error) => {
                            self.failed = true;
                            self.bar.erase();
                            tell(&error);
                        }
                    }
                    self.done += 1;
                }
            }
            self.bar.paint(self.done);
        }
        self.bar.erase();
        std::mem::take(&mut self.totals).write(out)?;
        out.flush()
    }

    /// Write one sheet; it is out when this returns.
    fn put(&mut self, sheet: Sheet, name: &str, out: &mut impl Write) -> io::Result<()> {
        let first = self.printed == 0;
        let heading = first && self.options.format == Format::Tsv;
        if heading || !(sheet.troubles.is_empty() && sheet.text.is_empty()) {
            self.bar.erase();
        }
        sheet.troubles.iter().for_each(tell);
        self.totals.add(sheet.counts);
        self.printed += 1;
        match self.options.format {
            Format::Article | Format::Plain if first => writeln!(out, "==> {name} <==\n")?,
            Format::Article | Format::Plain => writeln!(out, "\n==> {name} <==\n")?,
            Format::Tsv if heading => tables::heading(true, out)?,
            _ => {}
        }
        self.found |= !sheet.text.is_empty();
        out.write_all(&sheet.text)?;
        out.flush()
    }

    fn exit_code(&self) -> u8 {
        let nothing = matches!(self.options.format, Format::Grep(_)) && !self.found;
        u8::from(self.failed || nothing)
    }
}
