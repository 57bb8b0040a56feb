//! A row of the table of options.

/// An option. What depends on its value is that of the options that the row was made for.
pub struct Row<'a> {
    /// Its name in the configuration.
    pub name: &'static str,
    /// Its name in earlier versions.
    pub old_name: Option<&'static str>,
    /// What it does.
    pub description: &'static str,
    /// The flag that sets it.
    pub flag: Flag,
    /// Its value.
    pub field: Field<'a>,
}

/// The flag that sets an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag {
    /// None: the option is set in the configuration only.
    None,
    /// `--NAME VALUE`; what the help calls the value.
    Value(&'static str),
    /// `--NAME WORD`; the help lists the words.
    Word,
    /// `--NAME`, which switches the option on.
    On,
    /// `--no-NAME`, which switches the option off; what it does.
    Off(&'static str),
}

/// The value of an option where it is kept, and which values it takes.
pub struct Field<'a> {
    /// What the value must be: "a number from 20 to 200".
    pub expected: String,
    /// The value as the configuration writes it.
    pub value: String,
    /// The words that are values, if there are only a few.
    pub words: Vec<Word>,
    /// What comments in the configuration add to the description.
    pub file_note: String,
    /// What the help of the flag adds to the description.
    pub flag_note: String,
    pub(super) set: Box<Setter<'a>>,
}

/// A word that is a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The word itself.
    pub word: &'static str,
    /// Whether it is from an earlier version: it is accepted, but never printed.
    pub is_old: bool,
}

/// A value as the user wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written<'a> {
    /// A number in the configuration.
    Integer(i64),
    /// `true` or `false` in the configuration.
    Boolean(bool),
    /// A string in the configuration.
    Text(&'a str),
    /// Something else in the configuration, which no option takes.
    Other,
    /// The value of a flag.
    Flag(&'a str),
}

type Setter<'a> = dyn FnMut(Written<'_>) -> Result<(), String> + 'a;

impl<'a> Field<'a> {
    /// The value in `field`, written as `value`, which must be what `expected` says. `read` reads another one; its error is what
    /// to do about the value of a flag.
    pub(super) fn new<T>(
        field: &'a mut T,
        value: String,
        expected: &str,
        read: impl Fn(Written<'_>) -> Result<T, String> + 'a,
    ) -> Self {
        Self {
            expected: expected.to_owned(),
            value,
            words: Vec::new(),
            file_note: String::new(),
            flag_note: String::new(),
            set: Box::new(move |written| {
                *field = read(written)?;
                Ok(())
            }),
        }
    }

    /// Sets the value to one that was written like this.
    ///
    /// # Errors
    /// If it is not allowed; what to do about it, if it is that of a flag.
    pub fn set(&mut self, written: Written<'_>) -> Result<(), String> {
        (self.set)(written)
    }
}

impl Row<'_> {
    /// Whether the option is called `name`, or was in an earlier version.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.old_name == Some(name)
    }
}

impl<'a> Written<'a> {
    /// The string, or the value of a flag.
    pub(super) fn text(self) -> Option<&'a str> {
        match self {
            Self::Text(text) | Self::Flag(text) => Some(text),
            Self::Integer(_) | Self::Boolean(_) | Self::Other => None,
        }
    }
}
