//! A line of text as words with their places.

/// The words of a text.
pub(super) struct Words<'a> {
    text: &'a str,
    /// Where each word begins and ends.
    places: Vec<(usize, usize)>,
}

impl<'a> Words<'a> {
    pub(super) fn of(text: &'a str) -> Words<'a> {
        let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
        let places = text.split_whitespace().map(|word| (start(word), start(word) + word.len())).collect();
        Words { text, places }
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    pub(super) fn get(&self, word: usize) -> Option<&'a str> {
        self.places.get(word).map(|&(start, end)| &self.text[start..end])
    }

    /// Where a word begins in the text.
    pub(super) fn start(&self, word: usize) -> usize {
        self.places.get(word).map_or(self.text.len(), |&(start, _)| start)
    }

    /// The text from a word up to another.
    pub(super) fn phrase(&self, first: usize, end: usize) -> &'a str {
        match self.places.get(first..end) {
            Some([(start, _), .., (_, end)] | [(start, end)]) => &self.text[*start..*end],
            _ => "",
        }
    }

    pub(super) fn ends_sentence(&self, word: usize) -> bool {
        self.get(word).is_some_and(|word| word.ends_with(['.', ':', ';', ')', '"', '。']))
    }
}
