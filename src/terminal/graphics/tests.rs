//! What is sent for a picture, and when.

use super::*;
use ratatui::buffer::Cell;

fn picture(width: usize, height: usize) -> Picture {
    let pixels: Vec<u8> = (0..width * height * 3).map(|n| (n % 251) as u8).collect();
    Picture::from_pixels(width, height, 3, &pixels).unwrap()
}

fn on_screen() -> ScreenPicture {
    ScreenPicture {
        area: layout::Rect {
            x: 2,
            y: 1,
            width: 4,
            height: 2,
        },
        // Higher than its cells, whatever the size of a cell.
        picture: picture(10, 80),
    }
}

const KITTY: GraphicsAnswers = GraphicsAnswers {
    kitty: true,
    sixel: false,
    cell: None,
};

fn graphics(asks: bool, iterm2: bool) -> Graphics {
    Graphics::new(GraphicsOptions { asks, iterm2 })
}

/// The frame after `update`, and what was sent.
fn frame(
    graphics: &mut Graphics,
    picture: Option<ScreenPicture>,
    answers: GraphicsAnswers,
) -> (Buffer, String) {
    let mut buffer = Buffer::filled(Rect::new(0, 0, 9, 5), Cell::new("x"));
    let sent = graphics.update(&mut buffer, picture, answers);
    (buffer, String::from_utf8(sent).unwrap())
}

/// The cells that are written whatever was there (`!`), left alone (`.`), or as ever (`x`).
fn options(buffer: &Buffer) -> String {
    let cells = buffer.content.iter().map(|cell| match cell.diff_option {
        CellDiffOption::AlwaysUpdate => '!',
        CellDiffOption::Skip => '.',
        _ => 'x',
    });
    cells.collect()
}

const AS_EVER: &str = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
const WRITTEN: &str = "xxxxxxxxxxx!!!!xxxxx!!!!xxxxxxxxxxxxxxxxxxxxx";
const LEFT_ALONE: &str = "xxxxxxxxxxx....xxxxx....xxxxxxxxxxxxxxxxxxxxx";

/// Protects: a picture is sent once, its cells are left alone while it stays, and it is deleted and its cells are written again when it
/// goes, is replaced, or the screen was cleared.
#[test]
fn a_picture_is_sent_once_and_deleted() {
    let mut graphics = graphics(true, false);
    let (buffer, sent) = frame(&mut graphics, Some(on_screen()), KITTY);
    assert_eq!(options(&buffer), WRITTEN);
    assert_eq!(buffer.cell((2, 1)).unwrap().symbol(), " ");
    assert!(
        sent.starts_with("\x1b[2;3H\x1b_Ga=T,f=100,t=d,i=6453612,p=1,r=2,C=1,q=2,m="),
        "{sent}"
    );
    assert!(graphics.is_in_memory());
    let (buffer, sent) = frame(&mut graphics, Some(on_screen()), KITTY);
    assert_eq!((options(&buffer).as_str(), sent.as_str()), (LEFT_ALONE, ""));
    let (buffer, sent) = frame(&mut graphics, None, KITTY);
    assert_eq!(
        (options(&buffer).as_str(), sent),
        (WRITTEN, delete_sequence())
    );
    assert!(!graphics.is_in_memory());
    let (buffer, sent) = frame(&mut graphics, None, KITTY);
    assert_eq!((options(&buffer).as_str(), sent.as_str()), (AS_EVER, ""));
    frame(&mut graphics, Some(on_screen()), KITTY);
    graphics.forget();
    let (buffer, sent) = frame(&mut graphics, Some(on_screen()), KITTY);
    assert_eq!(options(&buffer), WRITTEN);
    assert!(sent.starts_with(&delete_sequence()) && sent.contains("a=T"));
    let other = Some(ScreenPicture {
        picture: picture(20, 40),
        ..on_screen()
    });
    let (_, sent) = frame(&mut graphics, other, KITTY);
    assert!(sent.starts_with(&delete_sequence()) && sent.contains("a=T"));
}

/// Protects: a terminal that has not answered, or that must not be asked, gets half blocks and not one byte more.
#[test]
fn an_unknown_terminal_is_sent_nothing() {
    let silent = GraphicsAnswers::default();
    for (mut graphics, answers) in [
        (graphics(true, false), silent),
        (graphics(false, false), KITTY),
    ] {
        let (buffer, sent) = frame(&mut graphics, Some(on_screen()), answers);
        assert_eq!((options(&buffer).as_str(), sent.as_str()), (AS_EVER, ""));
    }
    assert!(!graphics(true, true).asks());
}

/// Protects: iTerm2 gets a file in one sequence, whose size in cells is that of the picture.
#[test]
fn iterm2_is_sent_a_file() {
    let (_, sent) = frame(
        &mut graphics(true, true),
        Some(on_screen()),
        GraphicsAnswers::default(),
    );
    let start = "\x1b[2;3H\x1b]1337;File=inline=1;size=";
    assert!(sent.starts_with(start) && sent.ends_with('\x07'), "{sent}");
    assert!(sent.contains(";width=4;height=2;preserveAspectRatio=1;"));
    assert_eq!(sent.matches('\x1b').count(), 2);
}

/// Protects: a large picture is sent in pieces that kitty takes, and only what the cells show.
#[test]
fn kitty_is_sent_pieces() {
    let mut sent = String::new();
    let mut state = 1_u32;
    let noise: Vec<u8> = (0..100 * 100 * 3)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .collect();
    let noise = Picture::from_pixels(100, 100, 3, &noise).unwrap();
    protocols::write_kitty(&png::encode(&noise), Rect::new(0, 0, 9, 9), true, &mut sent);
    let pieces: Vec<&str> = sent.split_terminator("\x1b\\").collect();
    assert!(pieces.len() > 2);
    for (nth, piece) in pieces.iter().enumerate() {
        let (keys, data) = piece
            .strip_prefix("\x1b_G")
            .unwrap()
            .split_once(';')
            .unwrap();
        assert!(
            data.len() <= 4096
                && keys.ends_with(if nth + 1 < pieces.len() { "m=1" } else { "m=0" })
        );
    }
}

/// Protects: our PNG files are PNG files with the same pixels.
#[cfg(feature = "images")]
#[test]
fn png_files_can_be_read() {
    let original = picture(33, 7);
    let file = png::encode(&original);
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(file))
        .read_info()
        .unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    assert_eq!(pixels, original.pixels());
}

/// Protects: Sixel data defines what it uses, draws each pixel in one colour, and holds nothing but printable characters.
#[test]
fn sixel_draws_every_pixel() {
    let pixels = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255];
    let four = Picture::from_pixels(4, 1, 3, &pixels)
        .unwrap()
        .scaled_to(8, 8);
    let mut sent = String::new();
    sixel::write(&four, &mut sent);
    let data = sent.strip_prefix("\x1bP0;1;0q\"1;1;8;8").unwrap();
    let data = data.strip_suffix("\x1b\\").unwrap();
    assert!(data.bytes().all(|byte| byte.is_ascii_graphic()));
    assert!(data.starts_with("#5;2;0;0;100#36;2;0;100;0#210;2;100;0;0#251;2;100;100;100"));
    assert!(
        data.ends_with("#5!4?BB$#36??BB$#210BB$#251!6?BB-"),
        "{data}"
    );
    assert_eq!(data.matches('-').count(), 2, "two bands");
}

/// Protects: grey between two levels becomes a mixture of both that is as light as the grey.
#[test]
fn sixel_mixes_colours() {
    let grey = Picture::from_pixels(60, 60, 1, &[100; 3600]).unwrap();
    let mut sent = String::new();
    sixel::write(&grey, &mut sent);
    let colours = sent.matches(";2;").count();
    assert!((2..=12).contains(&colours), "{colours}");
}

/// Protects: without the size of a cell there is no Sixel picture, which would have any size.
#[test]
fn sixel_needs_the_size_of_a_cell() {
    let mut answers = GraphicsAnswers {
        sixel: true,
        ..GraphicsAnswers::default()
    };
    let mut graphics = graphics(true, false);
    if window_cell().is_none() {
        assert_eq!(graphics.protocol(answers), None);
    }
    answers.cell = CellSize::new(9, 18);
    assert!(matches!(
        graphics.protocol(answers),
        Some(Protocol::Sixel(_))
    ));
    let (_, sent) = frame(&mut graphics, Some(on_screen()), answers);
    assert!(sent.starts_with("\x1b[2;3H\x1bP0;1;0q"), "{sent}");
}
