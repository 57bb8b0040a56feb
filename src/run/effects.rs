//! Carries out what the program asks for: in the background, by other programs, or on the terminal.

use super::external::ExternalCommands;
use super::jobs::Jobs;
use super::saver::CorrectionChange;
use crate::app::effect::Effect;
use crate::terminal::Session;
use std::io;
use std::ops::ControlFlow;

/// Carries out the effects that the program asks for.
pub(super) struct Services {
    /// Those that are done in the background.
    pub(super) jobs: Jobs,
    /// Those that need other programs.
    pub(super) external: ExternalCommands,
}

/// Carries out an effect. Returns the exit code if the program quits, else whether a frame must be drawn even if the
/// program reports no change.
pub(super) fn apply_effect(
    session: &mut Session,
    Services { jobs, external }: &mut Services,
    effect: Effect,
) -> io::Result<ControlFlow<u8, bool>> {
    let mut redraw = false;
    match effect {
        Effect::Quit(code) => return Ok(ControlFlow::Break(code)),
        Effect::Open(request) => jobs.open(request),
        Effect::Reopen {
            request,
            whole_page,
        } => jobs.reopen(request, whole_page),
        Effect::CancelOpen => jobs.cancel_load(),
        Effect::KeepPage(id) => jobs.pages().keep_replaced(id),
        Effect::ShowPage(id) => jobs.show_page(id),
        Effect::UnloadPage(id) => jobs.pages().unload(id),
        Effect::ForgetPage(id) => jobs.pages().forget(id),
        Effect::SavePosition(snapshot) => jobs.save_position(Some(snapshot)),
        Effect::CloseManual => jobs.close_manual(),
        Effect::CopyToClipboard(text) => external.copy(session, text)?,
        Effect::OpenInBrowser(target) => external.browse(session, &target)?,
        Effect::Pipe(request) => external.pipe(session, request)?,
        Effect::LoadRecentArticles => jobs.list_recent(),
        Effect::Search(request) => jobs.search(request),
        Effect::AskLibrary(question) => jobs.ask_library(question),
        Effect::DecideInLibrary(decision, question) => jobs.decide_in_library(decision, question),
        Effect::LoadPicture(id) => jobs.load_picture(id),
        Effect::CancelPicture => jobs.cancel_picture(),
        Effect::SaveCorrection(correction) => {
            jobs.save_correction(CorrectionChange::Save, correction);
        }
        Effect::DeleteCorrection(correction) => {
            jobs.save_correction(CorrectionChange::Delete, correction);
        }
        Effect::Suspend => session.stop_job()?,
        Effect::Redraw => {
            session.repaint();
            redraw = true;
        }
        Effect::CaptureMouse(on) => session.report_mouse(on)?,
    }
    Ok(ControlFlow::Continue(redraw))
}
