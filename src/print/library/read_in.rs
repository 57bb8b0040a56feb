//! Reads articles into the library: all cores load and analyse, and one thread writes, many articles at a time.
//!
//! Where the output is not a terminal, the name of each article is printed as soon as the article is on disk.

use super::super::open::analyse_single_threaded;
use super::super::pool::{NextResult, Pool};
use super::super::progress_bar::{ProgressBar, REDRAW_INTERVAL};
use super::{articles, describe_dropped, print_line, report, write_to};
use crate::cli::ReadInOptions;
use crate::dates;
use crate::entities::corrections;
use crate::error::{Error, SafeText, StoreError};
use crate::library::{
    ArticleRecord, Dropped, INTRODUCTION, Library, LibraryWriter, PreparedArticle, Reading,
};
use crate::load::{self, Content, Source};
use crate::store::{Store, article_id};
use std::collections::HashSet;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant, UNIX_EPOCH};

/// The most articles that are written at once.
const BATCH: usize = 100;

/// How long an article may wait until it is written.
const MAX_WAIT: Duration = Duration::from_millis(400);

/// What the workers need.
struct ReadInJob {
    files: Vec<PathBuf>,
    options: ReadInOptions,
    store: Store,
    keeps_text: bool,
}

/// An article that is ready to be written.
struct ReadyArticle {
    article: PreparedArticle,
    store_errors: Vec<StoreError>,
}

/// Reads the files in `options` into `library`; returns the exit code: 1 if one of them could not be read.
pub(super) fn read_in(
    options: &ReadInOptions,
    library: &Library,
    store: &Store,
    out: &mut impl Write,
) -> Result<u8, Error> {
    let files = files_in(&options.files)?;
    let mut writer = library.writer()?;
    if writer.introduce()? {
        report(INTRODUCTION);
    }
    let before = dropped(library)?;
    let job = Arc::new(ReadInJob {
        options: options.clone(),
        store: store.clone(),
        keeps_text: library.keeping().text,
        files,
    });
    let shared = Arc::clone(&job);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    super::super::batch::silence_worker_panics();
    let pool = Pool::start(job.files.len(), workers, move |index, goes_on| {
        shared.run(index, goes_on)
    });
    let mut shelf = Shelf {
        writer,
        out,
        bar: ProgressBar::new(job.files.len(), io::stderr().is_terminal()),
        batch: Vec::new(),
        since: Instant::now(),
        lists_names: !io::stdout().is_terminal(),
        kept: 0,
    };
    let failed = shelf.take_all(&job, &pool)?;
    let kept = shelf.kept;
    let lists_names = shelf.lists_names;
    shelf.writer.finish();
    if !lists_names {
        let summary = match failed {
            0 => format!("{} read in", articles(kept)),
            failed => format!(
                "{} read in; {} could not be read",
                articles(kept),
                articles(failed)
            ),
        };
        print_line(out, &summary)?;
    }
    let after = dropped(library)?;
    let new = Dropped {
        texts: after.texts - before.texts.min(after.texts),
        articles: after.articles - before.articles.min(after.articles),
    };
    describe_dropped(new).iter().for_each(report);
    Ok(u8::from(failed > 0))
}

fn dropped(library: &Library) -> Result<Dropped, Error> {
    let reader = library.reader()?;
    Ok(reader
        .map(|reader| reader.dropped())
        .transpose()?
        .unwrap_or_default())
}

/// Where articles wait to be written.
struct Shelf<'a, W: Write> {
    writer: LibraryWriter,
    out: &'a mut W,
    bar: ProgressBar,
    /// Articles with their files' numbers.
    batch: Vec<(usize, PreparedArticle)>,
    /// When the first of them came.
    since: Instant,
    /// Whether the names of those that are written are printed.
    lists_names: bool,
    kept: usize,
}

impl<W: Write> Shelf<'_, W> {
    /// Takes all articles from `pool` and writes them; returns how many could not be read.
    fn take_all(
        &mut self,
        job: &ReadInJob,
        pool: &Pool<Result<ReadyArticle, Error>>,
    ) -> Result<usize, Error> {
        let mut store_errors: HashSet<String> = HashSet::new();
        let (mut done, mut failed) = (0, 0);
        loop {
            match pool.next(REDRAW_INTERVAL) {
                NextResult::End => break,
                NextResult::Waiting => {}
                NextResult::Done(result) => {
                    let path = job.files.get(done).map_or(Path::new(""), PathBuf::as_path);
                    let crashed = |_| Err(Error::Internal(SafeText::from_path(path)));
                    match result.unwrap_or_else(crashed) {
                        Ok(ready) => {
                            for error in ready.store_errors {
                                let sentence = error.to_string();
                                if store_errors.insert(sentence.clone()) {
                                    self.bar.erase();
                                    report(sentence);
                                }
                            }
                            if self.batch.is_empty() {
                                self.since = Instant::now();
                            }
                            self.batch.push((done, ready.article));
                        }
                        Err(error) => {
                            failed += 1;
                            self.bar.erase();
                            report(error);
                        }
                    }
                    done += 1;
                }
            }
            let is_due = self.since.elapsed() >= MAX_WAIT || self.batch.len() >= BATCH;
            if is_due && !self.batch.is_empty() {
                self.write(job)?;
            }
            self.bar.draw(done);
        }
        self.write(job)?;
        self.bar.erase();
        Ok(failed)
    }

    /// Writes the articles that wait.
    fn write(&mut self, job: &ReadInJob) -> Result<(), Error> {
        let (numbers, articles): (Vec<usize>, Vec<PreparedArticle>) =
            std::mem::take(&mut self.batch).into_iter().unzip();
        let kept = self.writer.keep(&articles);
        if let Some(sentence) = self.writer.take_set_aside() {
            self.bar.erase();
            report(sentence);
        }
        kept?;
        self.kept += articles.len();
        if !self.lists_names {
            return Ok(());
        }
        let files = numbers
            .into_iter()
            .filter_map(|number| job.files.get(number));
        write_to(self.out, |out| {
            for file in files {
                writeln!(out, "{}", SafeText::from_path(file))?;
            }
            out.flush()
        })
    }
}

impl ReadInJob {
    /// Loads and analyses the file with this number.
    fn run(&self, index: usize, goes_on: &dyn Fn() -> bool) -> Result<ReadyArticle, Error> {
        let path = self.files.get(index).cloned().unwrap_or_default();
        let read_at = modified(&path);
        let source = Source::Path(path);
        let document = match load::open_content(&source, &self.options.load, &|_| goes_on())? {
            Content::Feed(feed) => load::feed_document(&feed),
            Content::Article(document) => document,
        };
        let stored = self.store.load(&document);
        let found = analyse_single_threaded(&document, self.options.analysis.min_confidence);
        let entities = corrections::apply(document.text(), &found, &stored.corrections);
        let reading = Reading {
            identity: article_id(document.text()),
            address: load::reopen_location(&source),
            read_at,
            ..Reading::default()
        };
        let record = ArticleRecord::new(&document, &entities, reading);
        Ok(ReadyArticle {
            article: record.prepare(self.keeps_text),
            store_errors: stored.errors,
        })
    }
}

/// When the file was last changed, which is taken for when it was read; never later than now.
fn modified(path: &Path) -> u64 {
    let now = dates::now();
    let changed = fs::metadata(path).and_then(|file| file.modified()).ok();
    let changed = changed.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    changed.map_or(now, |time| time.as_secs().min(now))
}

/// The files among `paths`, and all files in the folders among them, at any depth; without those whose names begin with a dot. Links
/// to folders are not followed.
fn files_in(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = Vec::new();
    for path in paths {
        if path.is_dir() {
            folders.push(path.clone());
        } else {
            files.push(path.clone());
        }
    }
    while let Some(folder) = folders.pop() {
        let failed = |error: io::Error| Error::ReadFailed {
            name: SafeText::from_path(&folder),
            why: SafeText::new(error.kind().to_string()),
        };
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(_) if entry.path().is_file() => files.push(entry.path()),
                _ => {}
            }
        }
    }
    files.sort_unstable();
    files.dedup();
    Ok(files)
}
