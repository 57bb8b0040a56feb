//! Prints many articles, which are analysed on all cores, in the order in which they were named.
//!
//! JSON has one document per line, the table has a column for the source, lists count the mentions in all articles, and text
//! is printed under headings like `==> name <==`. An article that fails is reported and does not stop the others. Each article
//! is written as soon as it is its turn, and memory use does not grow with their number.

use super::annotated::AnnotatedDocument;
use super::grep::NameQuery;
use super::open::{AnalysedArticle, AnalysedSource, analyse_single_threaded, open_source};
use super::pool::{NextResult, Pool, WORKER_NAME};
use super::progress_bar::{ProgressBar, REDRAW_INTERVAL};
use super::totals::{EntityTotal, Totals, count_entities};
use super::{
    article, explain, grep, html, is_broken_pipe, json, report, tsv, write_error, write_feed,
};
use crate::cli::{OutputFormat, PrintOptions};
use crate::entities::EntityKind;
use crate::error::{Error, StoreError};
use crate::load;
use crate::store::Store;
use std::io::{self, Write};
use std::sync::{Arc, Once};
use std::thread;

/// What the worker threads need to print an article.
struct PrintJob {
    options: PrintOptions,
    store: Store,
    /// The name to search for in [`OutputFormat::Grep`].
    query: Option<NameQuery>,
}

/// The output for one article.
#[derive(Default)]
struct ArticleOutput {
    text: Vec<u8>,
    /// The counts for lists over all articles.
    counts: Vec<EntityTotal>,
    store_errors: Vec<StoreError>,
}

/// Prints the sources named in `options` to `out`, using that many `workers`, and returns the exit code. With `show_progress`,
/// a progress bar is shown on standard error.
///
/// # Errors
/// If writing fails, unless the reader of `out` has closed the pipe.
pub fn print_many(
    options: &PrintOptions,
    store: &Store,
    workers: usize,
    show_progress: bool,
    out: &mut impl Write,
) -> Result<u8, Error> {
    let job = Arc::new(PrintJob {
        options: options.clone(),
        store: store.clone(),
        query: match &options.format {
            OutputFormat::Grep(name) => Some(NameQuery::new(name)),
            _ => None,
        },
    });
    silence_worker_panics();
    let shared = Arc::clone(&job);
    let pool = Pool::start(options.sources.len(), workers, move |index, goes_on| {
        shared.run(index, goes_on)
    });
    let bar = ProgressBar::new(options.sources.len(), show_progress);
    let mut writer = OutputWriter::new(&job, bar);
    match writer.write_all(&pool, out) {
        Ok(()) => Ok(writer.exit_code()),
        Err(error) if is_broken_pipe(&error) => Ok(0),
        Err(error) => Err(write_error(&error)),
    }
}

/// Keeps the panic hook from printing the panics of worker threads, which are reported as errors.
pub(super) fn silence_worker_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let default_hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if thread::current().name() != Some(WORKER_NAME) {
                default_hook(panic);
            }
        }));
    });
}

/// A failpoint for the tests: panics at the second article if it is set. Does nothing in a release.
fn panic_failpoint(index: usize) {
    #[cfg(debug_assertions)]
    {
        let is_set = std::env::var_os("BYLINE_TEST_FAILURE").is_some_and(|name| name == "print");
        assert!(!(is_set && index == 1), "asked for by the tests");
    }
    #[cfg(not(debug_assertions))]
    let _ = index;
}

impl PrintJob {
    /// The output for the source at `index`; `goes_on` says whether it is still needed.
    fn run(&self, index: usize, goes_on: &dyn Fn() -> bool) -> Result<ArticleOutput, Error> {
        panic_failpoint(index);
        let mut output = ArticleOutput::default();
        let Some(source) = self.options.sources.get(index) else {
            return Ok(output);
        };
        let (options, store) = (&self.options, &self.store);
        let opened = open_source(
            source,
            options,
            store,
            &|_| goes_on(),
            analyse_single_threaded,
        )?;
        // Writing to memory does not fail.
        let _ = match opened {
            AnalysedSource::Feed(feed) => write_feed(&feed, options, &mut output.text),
            AnalysedSource::Article(article) => self.write_article(&article, &mut output),
        };
        Ok(output)
    }

    fn write_article(
        &self,
        AnalysedArticle {
            document,
            entities,
            store_errors,
        }: &AnalysedArticle,
        output: &mut ArticleOutput,
    ) -> io::Result<()> {
        output.store_errors.clone_from(store_errors);
        let article = AnnotatedDocument { document, entities };
        let out = &mut output.text;
        match &self.options.format {
            OutputFormat::Article => article::write_marked(article, &self.options, out)?,
            OutputFormat::Plain => article::write_plain(article, &self.options, out)?,
            OutputFormat::Json { reasons } => json::write(article, *reasons, out)?,
            OutputFormat::Tsv => tsv::write_mentions(article, true, out)?,
            OutputFormat::Html => html::write(article, out)?,
            OutputFormat::People => output.counts = count_entities(entities, EntityKind::Person),
            OutputFormat::Countries => {
                output.counts = count_entities(entities, EntityKind::Country);
            }
            OutputFormat::Explain(name) => {
                explain::write(article, name, out)?;
            }
            OutputFormat::Grep(_) => {
                let source = Some(document.meta().source.as_str());
                if let Some(query) = &self.query {
                    grep::write(article, query, source, self.options.styled, out)?;
                }
            }
        }
        Ok(())
    }
}

/// Writes the output of all articles in order.
struct OutputWriter<'a> {
    options: &'a PrintOptions,
    bar: ProgressBar,
    /// Articles that are finished, printed or failed.
    done: usize,
    printed: usize,
    /// Whether any article failed.
    failed: bool,
    /// Whether anything was found in any article.
    found: bool,
    totals: Totals,
}

impl<'a> OutputWriter<'a> {
    fn new(job: &'a PrintJob, bar: ProgressBar) -> Self {
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

    /// Takes all results from `pool` and writes them.
    fn write_all(
        &mut self,
        pool: &Pool<Result<ArticleOutput, Error>>,
        out: &mut impl Write,
    ) -> io::Result<()> {
        loop {
            match pool.next(REDRAW_INTERVAL) {
                NextResult::End => break,
                NextResult::Waiting => {}
                NextResult::Done(result) => {
                    let source = self.options.sources.get(self.done);
                    let name = || {
                        source.map_or_else(
                            || load::display_name(&load::Source::Stdin),
                            load::display_name,
                        )
                    };
                    let output = result.unwrap_or_else(|_| Err(Error::Internal(name())));
                    match output {
                        Ok(output) => self.write_one(output, name().as_str(), out)?,
                        Err(error) => {
                            self.failed = true;
                            self.bar.erase();
                            report(&error);
                        }
                    }
                    self.done += 1;
                }
            }
            self.bar.draw(self.done);
        }
        self.bar.erase();
        std::mem::take(&mut self.totals).write(out)?;
        out.flush()
    }

    /// Writes the output of one article and flushes it.
    fn write_one(
        &mut self,
        output: ArticleOutput,
        name: &str,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let is_first = self.printed == 0;
        let has_header = is_first && self.options.format == OutputFormat::Tsv;
        if has_header || !(output.store_errors.is_empty() && output.text.is_empty()) {
            self.bar.erase();
        }
        output.store_errors.iter().for_each(report);
        self.totals.add_article(output.counts);
        self.printed += 1;
        match self.options.format {
            OutputFormat::Article | OutputFormat::Plain if is_first => {
                writeln!(out, "==> {name} <==\n")?;
            }
            OutputFormat::Article | OutputFormat::Plain => writeln!(out, "\n==> {name} <==\n")?,
            OutputFormat::Tsv if has_header => tsv::write_header(true, out)?,
            _ => {}
        }
        self.found |= !output.text.is_empty();
        out.write_all(&output.text)?;
        out.flush()
    }

    fn exit_code(&self) -> u8 {
        let found_nothing = matches!(self.options.format, OutputFormat::Grep(_)) && !self.found;
        if found_nothing {
            grep::report_none(&self.options.format);
        }
        u8::from(self.failed || found_nothing)
    }
}
