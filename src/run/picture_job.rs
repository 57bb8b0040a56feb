//! Loads and decodes a picture, on a thread of its own.

use super::load_job::LoadTarget;
use super::{CancelToken, Message};
use crate::app::Event;
use crate::app::pictures::PictureId;
use crate::load;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;
use std::thread;

/// Starts to load the picture `id` of the article that was opened as `article`. The result is sent to `outbox`, unless the job has
/// been cancelled.
pub(super) fn start(id: PictureId, article: &LoadTarget, outbox: &Sender<Message>) -> CancelToken {
    let token = CancelToken::default();
    let (job, article, results) = (token.clone(), article.clone(), outbox.clone());
    let wanted = id.clone();
    let run = move || {
        let goes_on = |_| !job.is_cancelled();
        let load = || {
            load::open_picture(&id.address, &article.source, &article.options, &goes_on)
                .map_err(|error| error.to_string())
        };
        let result = catch_unwind(AssertUnwindSafe(load)).unwrap_or_else(|_panic| {
            let name = load::picture_name(&id.address);
            Err(format!("cannot show {name} because of a bug in byline"))
        });
        if !job.is_cancelled() {
            let _ = results.send(Message::Job(job, Event::PictureLoaded(id, result)));
        }
    };
    let thread = thread::Builder::new().name("picture".to_owned());
    if let Err(error) = thread.spawn(run) {
        let event = Event::PictureLoaded(wanted, Err(format!("Cannot start loading: {error}")));
        let _ = outbox.send(Message::Job(token.clone(), event));
    }
    token
}
