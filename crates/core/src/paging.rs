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

use futures_core::Stream;

use crate::{Call, Draft, Error, Reply, Response, decode::Slot, request};

/// How a list is continued, by the names of its query parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Paging {
    /// By the number of items to pass over.
    Offset {
        /// That number.
        offset: &'static str,
        /// How many items a page has.
        limit: &'static str,
    },
    /// By the number of the page.
    Page {
        /// That number.
        page: &'static str,
        /// How many items a page has.
        limit: &'static str,
        /// Number of the first page.
        first: i64,
    },
    /// By a mark that the page before gives: a marker, or the id of its last item.
    Marker {
        /// That mark.
        marker: &'static str,
    },
    /// By a link that the page before gives.
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

    /// The mark or the link of the next page; none on the last one.
    fn next(&self) -> Option<&str> {
        None
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
/// An error ends it.
#[must_use = "no page is fetched before it is asked for"]
pub struct Pages<T> {
    /// The next page to be fetched.
    draft: Option<Draft>,
    fetching: Option<Call<T>>,
    seen: HashSet<String>,
}

impl<T: Page> Pages<T> {
    pub(crate) fn new(draft: Draft) -> Self {
        Pages { draft: Some(draft), fetching: None, seen: HashSet::new() }
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
    fn after(&mut self, page: &T, mut draft: Draft) -> Result<Option<Draft>, Error> {
        let Some(paging) = draft.operation().paging else { return Ok(None) };
        match paging {
            Paging::Offset { offset, limit } => {
                let next = number(&draft, offset).unwrap_or(0).saturating_add(page.count() as i64);
                let is_last = page.total().is_some_and(|total| next >= total);
                if is_last || is_short(page, number(&draft, limit)) {
                    return Ok(None);
                }
                draft.query(offset, &next);
            }
            Paging::Page { page: name, limit, first } => {
                let (number_now, limit) = (number(&draft, name).unwrap_or(first), number(&draft, limit));
                let passed = limit.map(|limit| (number_now - first).saturating_add(1).saturating_mul(limit));
                let is_last = passed.zip(page.total()).is_some_and(|(passed, total)| passed >= total);
                if is_last || is_short(page, limit) {
                    return Ok(None);
                }
                draft.query(name, &number_now.saturating_add(1));
            }
            Paging::Marker { marker } => {
                let Some(next) = page.next().filter(|next| !next.is_empty() && page.count() > 0) else {
                    return Ok(None);
                };
                self.is_new(next, &draft)?;
                draft.query(marker, &next.to_owned());
            }
            Paging::Link => {
                let Some(next) = page.next().filter(|next| !next.is_empty()) else { return Ok(None) };
                self.is_new(next, &draft)?;
                draft.set_query(request::query_of(next));
            }
        }
        Ok(Some(draft))
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

/// A number that was given as query parameter.
fn number(draft: &Draft, name: &str) -> Option<i64> {
    draft.query_values().iter().find(|given| given.name == name)?.text.parse().ok()
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
