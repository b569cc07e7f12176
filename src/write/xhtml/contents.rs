//! The list of a packet's parts, as a page of the book.

use super::Xhtml;
use super::escape::{Within, attribute};
use crate::model::{Inline, PageRef};

/// A line of the list.
pub(in super::super) enum Line<'a> {
    /// A section begins.
    Section(&'a str),
    /// What follows is in no section.
    SectionEnds,
    /// A part.
    Part {
        /// Its number, if it has one.
        number: Option<&'a str>,
        /// Its title.
        title: &'a [Inline],
        /// Its language and direction, as attributes, if they are not the list's own.
        language: String,
        /// Who wrote it where and when.
        facts: &'a str,
        /// Where it is.
        at: &'a PageRef,
    },
}

impl<'a> Xhtml<'a> {
    /// The list. Titles lead to their parts; the number of the page stands behind, where there is one.
    pub(super) fn contents(&mut self, lines: &'a [Line<'a>]) {
        let mut in_section = false;
        self.out.push_str("<ol class=\"contents\">\n");
        for line in lines {
            match line {
                Line::Section(title) => {
                    if in_section {
                        self.out.push_str("</ol>\n</li>\n");
                    }
                    self.out.push_str("<li><p class=\"group\">");
                    self.words(title, Within::Text);
                    self.out.push_str("</p>\n<ol>\n");
                    in_section = true;
                }
                Line::SectionEnds => {
                    if in_section {
                        self.out.push_str("</ol>\n</li>\n");
                    }
                    in_section = false;
                }
                Line::Part { number, title, language, facts, at } => {
                    self.line_of_contents(*number, (title, language), facts, at);
                }
            }
        }
        self.out.push_str(if in_section { "</ol>\n</li>\n</ol>\n" } else { "</ol>\n" });
    }

    fn line_of_contents(
        &mut self,
        number: Option<&str>,
        (title, language): (&'a [Inline], &str),
        facts: &str,
        at: &PageRef,
    ) {
        let places = &self.around.places;
        let href = places.href(at);
        // What is below a title that has a number stands below its first letter.
        self.out.push_str(if number.is_some() { "<li class=\"article\">" } else { "<li>" });
        if let Some(href) = &href {
            self.out.push_str(&format!("<a href=\"{}\">", attribute(href)));
        }
        // Within a link there can be no other.
        let link = std::mem::replace(&mut self.link, super::InLink::Yes { after: String::new() });
        if let Some(number) = number {
            self.out.push_str("<span class=\"number\">");
            self.words(number, Within::Text);
            self.out.push_str("</span> ");
        }
        if language.is_empty() {
            self.inlines(title);
        } else {
            self.out.push_str(&format!("<span{language}>"));
            self.inlines(title);
            self.out.push_str("</span>");
        }
        self.link = link;
        if href.is_some() {
            self.out.push_str("</a>");
        }
        // Without pages it would be the number again.
        if let Some(super::Called::Page(_, label)) = places.called(at) {
            self.out.push_str(" <span class=\"page\">");
            self.words(label, Within::Text);
            self.out.push_str("</span>");
        }
        if !facts.is_empty() {
            self.out.push_str(" <span class=\"facts\">");
            self.words(facts, Within::Text);
            self.out.push_str("</span>");
        }
        self.out.push_str("</li>\n");
    }
}
