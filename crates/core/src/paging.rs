//! Lists that come in pages.
//!
//! In: a draft, and what generated code states about how its operation is continued. Out: pages, or their items, one
//! after the other; none is fetched before it is asked for.

use std::{
    collections::HashSet,
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
    vec,
};

use bytes::Bytes;
use futures_core::Stream;

use crate::{Call, Draft, Error, Reply, Response, decode::Slot, request};

/// How a list is continued, by the names of its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Paging {
    /// By the number of items to pass over.
    Offset {
        /// That number.
        offset: &'static str,
        /// How many items a page has.
        limit: Option<&'static str>,
        /// That number for the first page.
        first: i64,
    },
    /// By the number of the page.
    Page {
        /// That number.
        page: &'static str,
        /// How many items a page has.
        limit: Option<&'static str>,
        /// Number of the first page.
        first: i64,
    },
    /// By a mark that the page before gives: a marker, or the id of its last item.
    Marker {
        /// That mark.
        marker: &'static str,
        /// How many items a page has.
        limit: Option<&'static str>,
    },
    /// By a link that the page before gives. What was given and the link does not name, is sent again: a limit or a
    /// filter holds for all pages.
    Link,
}

/// A reply that is a page of a list; generated code implements it.
pub trait Page: Reply + Send + 'static {
    /// An item of the list.
    type Item: Send + 'static;

    /// How many items the page has.
    fn count(&self) -> usize;

    /// The items of the page.
    fn into_items(self) -> Vec<Self::Item>;

    /// How many items the list has in all.
    fn total(&self) -> Option<i64> {
        None
    }

    /// The mark or the link of the next page.
    fn next(&self) -> Next<'_> {
        Next::End
    }
}

/// How a page says that the list goes on.
///
/// A mark or a link that is absent, null or empty is how services document the last page, and ends the list; it is never
/// sent, for an empty one would ask for the first page again. Only where the same page tells in its total that there are
/// more items than came, the end is an error: what is missing would be missed by nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next<'a> {
    /// It is the last one.
    End,
    /// With this mark or link; an empty one is missing where there should be one.
    Mark(&'a str),
}

impl<'a> Next<'a> {
    /// What the page says about the next one: nothing on the last one.
    pub fn said(mark: Option<&'a str>) -> Self {
        mark.filter(|mark| !mark.is_empty()).map_or(Next::End, Next::Mark)
    }

    /// The mark of an item, which every item has to have.
    pub fn of_item(mark: Option<&'a str>) -> Self {
        Next::Mark(mark.unwrap_or_default())
    }
}

/// A list that is the whole reply.
impl<T: Slot + Send + 'static> Page for Vec<T> {
    type Item = T;

    fn count(&self) -> usize {
        self.len()
    }

    fn into_items(self) -> Vec<T> {
        self
    }
}

/// The pages of a list: [`Pages::try_next`] gives one after the other, and so does [`Stream`].
///
/// It ends where the list says so: with its total, or without a mark or link of a next page. Where a list tells neither,
/// it ends with a page that is empty or shorter than one before; a page shorter than the limit that was asked for is no
/// end, for services cut limits to their own. An error ends it, too.
#[must_use = "no page is fetched before it is asked for"]
pub struct Pages<T> {
    /// The next page to be fetched.
    draft: Option<Draft>,
    fetching: Option<Call<T>>,
    seen: HashSet<String>,
    /// The page before, where numbers lead from one to the next.
    last: Option<Bytes>,
    /// Items up to here from the beginning of the list, where it can be told.
    passed: Passed,
    /// How many items the longest page has had so far.
    longest: usize,
}

/// How many items of a list were passed over or fetched.
#[derive(Clone, Copy)]
enum Passed {
    /// Nothing was fetched yet.
    Begin,
    Known(i64),
    /// The list began somewhere, and where cannot be told.
    Unknown,
}

impl<T: Page> Pages<T> {
    pub(crate) fn new(draft: Draft) -> Self {
        let (fetching, seen, last) = (None, HashSet::new(), None);
        Pages { draft: Some(draft), fetching, seen, last, passed: Passed::Begin, longest: 0 }
    }

    /// The next page; nothing after the last one.
    ///
    /// # Errors
    /// Of the call that fetches it; or the list would go round in circles.
    pub async fn try_next(&mut self) -> Result<Option<Response<T>>, Error> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await.transpose()
    }

    /// The items of all pages.
    pub fn items(self) -> Items<T> {
        Items { pages: self, items: Vec::new().into_iter() }
    }

    /// What is to be fetched after this page.
    fn after(&mut self, reply: &Response<T>, draft: Draft) -> Result<Option<Draft>, Error> {
        let Some(paging) = draft.operation().paging else { return Ok(None) };
        let page = &**reply;
        self.passed = self.passed.on(page.count(), || before(&draft, paging));
        match paging {
            Paging::Offset { offset, limit, first } => {
                let next = draft.number(offset).unwrap_or(first).saturating_add(page.count() as i64);
                self.turn(reply, draft, (offset, next), limit)
            }
            Paging::Page { page: name, limit, first } => {
                let next = draft.number(name).unwrap_or(first).saturating_add(1);
                self.turn(reply, draft, (name, next), limit)
            }
            Paging::Marker { marker, limit } => self.follow_mark(page, draft, marker, limit),
            Paging::Link => self.follow_link(page, draft),
        }
    }

    /// The page with the next number.
    fn turn(
        &mut self,
        reply: &Response<T>,
        mut draft: Draft,
        (name, next): (&'static str, i64),
        limit: Option<&'static str>,
    ) -> Result<Option<Draft>, Error> {
        let count = reply.count();
        if count == 0 {
            return self.at_empty_page(&**reply, &draft);
        }
        let limit = limit.and_then(|limit| draft.number(limit));
        if self.is_last(count, reply.total(), limit) {
            return Ok(None);
        }
        self.longest = self.longest.max(count);
        // A service that knows no such parameter answers with the first page for ever.
        if self.last.replace(reply.raw().clone()).is_some_and(|last| last == reply.raw()) {
            let what = format!("the list goes round in circles: `{name}` {next} follows a page that came twice");
            return Err(Error::endless(what).of(draft.operation()));
        }
        draft.give_number(name, next);
        Ok(Some(draft))
    }

    /// Whether no page follows one with so many items.
    ///
    /// That it is shorter than the limit says nothing: services cut a limit that is too large for them to their own, and
    /// who believed them to be at their end would lose the rest without a word. So the list itself tells how long a page
    /// may be, where it does not tell its total; one request more is the price.
    fn is_last(&self, count: usize, total: Option<i64>, limit: Option<i64>) -> bool {
        let is_short = count < self.longest;
        match (self.passed, total) {
            (Passed::Known(passed), Some(total)) if passed < total => false,
            // A total that is just what one full page holds may be that of the page.
            (Passed::Known(passed), Some(total)) if passed == total => limit != Some(total) || total != count as i64,
            _ => is_short,
        }
    }

    /// An empty page behind others is the end, unless the list says that it has more than came: then its numbers mean
    /// something else than its documentation says, and what was passed over would be missed by nobody.
    fn at_empty_page(&self, page: &T, draft: &Draft) -> Result<Option<Draft>, Error> {
        match (self.passed, page.total()) {
            (Passed::Known(passed), Some(total)) if passed < total && self.longest > 0 => {
                let what = format!(
                    "the list cannot be continued: it has {total} items, {passed} came, and the page after them is empty"
                );
                Err(Error::endless(what).of(draft.operation()))
            }
            _ => Ok(None),
        }
    }

    /// The page after a mark.
    fn follow_mark(
        &mut self,
        page: &T,
        mut draft: Draft,
        marker: &'static str,
        limit: Option<&'static str>,
    ) -> Result<Option<Draft>, Error> {
        if page.count() == 0 {
            return Ok(None);
        }
        let next = match page.next() {
            Next::End => return self.end(page, &draft),
            // A full page without one cannot be continued, other than the last one.
            Next::Mark("") if is_short(page, limit.and_then(|limit| draft.number(limit))) => {
                return self.end(page, &draft);
            }
            Next::Mark("") => {
                let what = "the list cannot be continued: its last item has no mark";
                return Err(Error::endless(what).of(draft.operation()));
            }
            Next::Mark(next) => next.to_owned(),
        };
        self.is_new(&next, &draft)?;
        draft.give_text(marker, &next);
        Ok(Some(draft))
    }

    fn follow_link(&mut self, page: &T, mut draft: Draft) -> Result<Option<Draft>, Error> {
        let Next::Mark(next) = page.next() else { return self.end(page, &draft) };
        self.is_new(next, &draft)?;
        draft.follow(request::query_of(next));
        Ok(Some(draft))
    }

    /// The end of a list whose last page has neither mark nor link, unless that page says that there is more.
    fn end(&self, page: &T, draft: &Draft) -> Result<Option<Draft>, Error> {
        match (self.passed, page.total()) {
            (Passed::Known(passed), Some(total)) if passed < total && page.count() > 0 => {
                let what = format!(
                    "the list cannot be continued: it has {total} items, {passed} came, \
                     and the last page tells neither mark nor link of the next one"
                );
                Err(Error::endless(what).of(draft.operation()))
            }
            _ => Ok(None),
        }
    }

    /// A mark that comes twice leads round in circles.
    fn is_new(&mut self, mark: &str, draft: &Draft) -> Result<(), Error> {
        if self.seen.insert(mark.to_owned()) {
            return Ok(());
        }
        Err(Error::endless(format!("the list goes round in circles: its page `{mark}` comes twice"))
            .of(draft.operation()))
    }
}

impl Passed {
    /// With these items more; how many were before the first page is only asked for there.
    fn on(self, count: usize, before: impl FnOnce() -> Option<i64>) -> Self {
        let passed = match self {
            Passed::Begin => before(),
            Passed::Known(passed) => Some(passed),
            Passed::Unknown => None,
        };
        passed.map_or(Passed::Unknown, |passed| Passed::Known(passed.saturating_add(count as i64)))
    }
}

/// How many items stand before the page that the draft asks for.
fn before(draft: &Draft, paging: Paging) -> Option<i64> {
    match paging {
        Paging::Offset { offset, first, .. } => Some(draft.number(offset).unwrap_or(first) - first),
        Paging::Page { page, limit, first } => match draft.number(page).unwrap_or(first) - first {
            0 => Some(0),
            pages => Some(pages.saturating_mul(draft.number(limit?)?)),
        },
        Paging::Marker { marker, .. } => (!draft.has(marker)).then_some(0),
        // Which parameter says where a page begins, only the links know.
        Paging::Link => draft.query_values().is_empty().then_some(0),
    }
}

/// Whether the page has less than it might have.
fn is_short(page: &impl Page, limit: Option<i64>) -> bool {
    page.count() == 0 || limit.is_some_and(|limit| (page.count() as i64) < limit)
}

impl<T: Page> Stream for Pages<T> {
    type Item = Result<Response<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let Some(draft) = &this.draft else { return Poll::Ready(None) };
        let fetching = this.fetching.get_or_insert_with(|| Call::new(draft.clone()));
        let fetched = ready!(Pin::new(fetching).poll(context));
        this.fetching = None;
        let draft = this.draft.take();
        Poll::Ready(Some(fetched.and_then(|page| {
            this.draft = draft.map(|draft| this.after(&page, draft)).transpose()?.flatten();
            Ok(page)
        })))
    }
}

impl<T> Unpin for Pages<T> {}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("next", &self.draft).finish_non_exhaustive()
    }
}

/// The items of a list, whatever the pages are: [`Items::try_next`] gives one after the other, and so does [`Stream`].
///
/// An error ends it.
#[must_use = "no page is fetched before it is asked for"]
pub struct Items<T: Page> {
    pages: Pages<T>,
    items: vec::IntoIter<T::Item>,
}

impl<T: Page> Items<T> {
    /// The next item; nothing after the last one.
    ///
    /// # Errors
    /// As those of [`Pages::try_next`].
    pub async fn try_next(&mut self) -> Result<Option<T::Item>, Error> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await.transpose()
    }

    /// All items.
    ///
    /// # Errors
    /// As those of [`Pages::try_next`].
    pub async fn try_collect(mut self) -> Result<Vec<T::Item>, Error> {
        let mut all = Vec::new();
        while let Some(item) = self.try_next().await? {
            all.push(item);
        }
        Ok(all)
    }
}

impl<T: Page> Stream for Items<T> {
    type Item = Result<T::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                Some(Ok(page)) => self.items = page.into_inner().into_items().into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T: Page> Unpin for Items<T> {}

impl<T: Page> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).field("ready", &self.items.len()).finish()
    }
}
