//! The running mock, as a test sees it.

use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, PoisonError};

use crate::answer::Answers;
use crate::fault::Fault;
use crate::requests::Requests;
use crate::sample::Sample;
use crate::server::Server;
use crate::state::State;

/// A mock that runs, until it is dropped.
pub struct Cloud {
    server: Server,
    answers: Arc<Answers>,
    address: SocketAddr,
}

impl Cloud {
    pub(crate) fn new(server: Server, answers: Arc<Answers>, address: SocketAddr) -> Self {
        Cloud { server, answers, address }
    }

    /// Where to send requests: `http://127.0.0.1:` and the port. IAM's `POST /v3/auth/tokens` is here, too.
    pub fn endpoint(&self) -> &str {
        &self.answers.endpoint
    }

    /// Address and port.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The keys of all operations that are served, `POST /v2/{}/apigw/instances`.
    pub fn operations(&self) -> impl Iterator<Item = &str> {
        self.answers.services.operations.iter().map(|prepared| prepared.operation.key.as_str())
    }

    /// A request that the operation accepts: the documented one, or one made of the documented types. The operation is
    /// told by its key or its id.
    pub fn sample(&self, operation: &str) -> Option<Sample> {
        let mut all = self.answers.services.operations.iter();
        let prepared = all.find(|prepared| prepared.names().contains(&operation))?;
        Some(Sample::of(prepared, self.endpoint(), self.answers.settings.rules))
    }

    /// Forgets all resources that were created.
    pub fn forget_resources(&self) {
        self.answers.state.iter().for_each(State::clear);
    }

    /// The requests that came so far, oldest first.
    pub fn requests(&self) -> Requests {
        self.answers.log.all()
    }

    /// Forgets the requests that came so far.
    pub fn forget_requests(&self) {
        self.answers.log.clear();
    }

    /// Answers the next request with this status and its documented error body.
    pub fn fail_next(&self, status: u16) {
        self.script([Fault::status(status)]);
    }

    /// Lets these faults happen, the first one first.
    pub fn script(&self, faults: impl IntoIterator<Item = Fault>) {
        self.answers.script.lock().unwrap_or_else(PoisonError::into_inner).add(faults);
    }

    /// Forgets the faults that have not happened yet.
    pub fn clear_script(&self) {
        self.answers.script.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Ends all tokens and temporary keys that were issued: with [`strict_tokens`](crate::Mock::strict_tokens), the next call gets a 401.
    pub fn revoke_tokens(&self) {
        self.answers.issued.revoke();
    }

    /// Serves until the program ends.
    pub fn wait(self) {
        // The sender stays in the server, so that the thread has no reason to end.
        self.server.wait();
    }
}

/// The requests are not shown: they are many.
impl fmt::Debug for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cloud").field("address", &self.address).finish_non_exhaustive()
    }
}
