//! How the rows of the two tables become types: data only, no control flow.

/// Makes [`Mode`](super::Mode) from the rows of the table of modes.
macro_rules! modes {
    ($(#[doc = $doc:literal] $mode:ident, $title:expr, $location:literal, $types:literal, [$($opener:ident),*];)*) => {
        /// What has the keyboard. Each mode has key bindings of its own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Mode {
            $(#[doc = $doc] $mode,)*
        }

        impl Mode {
            /// All modes.
            pub const ALL: [Self; [$(Self::$mode),*].len()] = [$(Self::$mode),*];

            /// Its name in the configuration.
            pub fn name(self) -> &'static str {
                match self {$(
                    Self::$mode => {
                        static NAME: LazyLock<String> = LazyLock::new(|| kebab_case(stringify!($mode)));
                        &NAME
                    }
                )*}
            }

            /// The heading of its keys on the help screen; `None` for the text, whose keys are listed anyway.
            pub fn title(self) -> Option<&'static str> {
                match self {
                    $(Self::$mode => $title,)*
                }
            }

            /// Where its keys work, to end a sentence with: "in the text".
            pub fn location(self) -> &'static str {
                match self {
                    $(Self::$mode => $location,)*
                }
            }

            /// Whether letters are typed as text in this mode, so that none of them can be bound to a command.
            pub fn is_text_input(self) -> bool {
                match self {
                    $(Self::$mode => $types,)*
                }
            }

            /// The actions that lead to this mode, one after the other, from the text of an article that is just opened;
            /// none for the text itself, and where no action leads.
            pub fn opened_by(self) -> &'static [Action] {
                match self {
                    $(Self::$mode => &[$(Action::$opener),*],)*
                }
            }
        }
    };
}

/// Makes [`Action`](super::Action), [`CommandGroup`](super::CommandGroup) and [`COMMANDS`](super::COMMANDS) from the rows of the table.
macro_rules! commands {
    ($(
        #[doc = $group_doc:literal]
        $group:ident, $title:literal {$(
            $action:ident, [$($text_key:literal),*], $description:literal
            $({ $($modes:tt: [$($key:literal),*] $($there:literal)?),* $(,)? })?;
        )*}
    )*) => {
        /// What the user can do with a key.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "the table of commands describes each")]
        pub enum Action {
            $($($action,)*)*
        }

        impl Action {
            /// Its name in the configuration.
            pub fn name(self) -> &'static str {
                match self {$($(
                    Self::$action => {
                        static NAME: LazyLock<String> = LazyLock::new(|| kebab_case(stringify!($action)));
                        &NAME
                    }
                )*)*}
            }
        }

        /// A group of commands on the help screen.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum CommandGroup {
            $(#[doc = $group_doc] $group,)*
        }

        impl CommandGroup {
            /// All groups, in the order of the help screen.
            pub const ALL: [Self; [$(Self::$group),*].len()] = [$(Self::$group),*];

            /// Its heading.
            pub fn title(self) -> &'static str {
                match self {
                    $(Self::$group => $title,)*
                }
            }
        }

        /// Every command, group by group in the order of the help screen.
        pub const COMMANDS: &[CommandSpec] = &[$($(
            CommandSpec {
                action: Action::$action,
                group: CommandGroup::$group,
                text_keys: &[$($text_key),*],
                mode_keys: &[$($(ModeKeys {
                    modes: &$modes,
                    keys: &[$($key),*],
                    description: {
                        let [first, ..] = [$($there,)? $description];
                        first
                    },
                }),*)?],
                description: $description,
            },
        )*)*];
    };
}

pub(super) use {commands, modes};
