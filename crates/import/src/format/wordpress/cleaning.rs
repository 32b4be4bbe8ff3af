//! Items made clean on all cores while the reader reads on.

use super::channel::Channel;
use super::convert::{self, Setting};
use super::item::RawItem;
use crate::body::OwnHosts;
use crate::draft::Blog;
use crate::message::{Message, Options};
use rayon::prelude::*;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::Scope;

/// Batches that are cleaned or wait for it while the next is read: with each, memory grows by what its texts take.
const AHEAD: usize = 2;

/// Items, with what was known of their channel when the last of them was read.
pub(super) struct Batch {
    pub items: Vec<RawItem>,
    pub channel: Arc<Channel>,
    pub blog: Blog,
}

/// Takes batches and gives back what was made of them, in their order.
pub(super) struct Cleaning {
    batches: SyncSender<Batch>,
    cleaned: Receiver<Vec<Message>>,
    /// How many batches were taken and not given back.
    under_way: usize,
}

impl Cleaning {
    /// Cleans in a thread of `scope`, and from there on all cores, until it is dropped.
    pub(super) fn begin<'scope>(scope: &'scope Scope<'scope, '_>, options: &'scope Options) -> Self {
        let (batches, to_clean) = sync_channel::<Batch>(AHEAD);
        let (done, cleaned) = sync_channel(AHEAD);
        scope.spawn(move || {
            for batch in to_clean {
                // Nobody takes any more where reading was stopped.
                if done.send(clean(batch, options)).is_err() {
                    return;
                }
            }
        });
        Self { batches, cleaned, under_way: 0 }
    }

    /// Takes a batch; hands over what was made of an earlier one if enough are under way.
    pub(super) fn take(
        &mut self,
        batch: Batch,
        sink: &mut dyn FnMut(Message) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        if self.under_way == AHEAD {
            self.give_back(sink)?;
        }
        // The thread ends by itself only where cleaning panics, which its scope passes on.
        self.under_way += usize::from(self.batches.send(batch).is_ok());
        ControlFlow::Continue(())
    }

    /// Hands over all that is under way.
    pub(super) fn finish(&mut self, sink: &mut dyn FnMut(Message) -> ControlFlow<()>) -> ControlFlow<()> {
        while self.under_way > 0 {
            self.give_back(sink)?;
        }
        ControlFlow::Continue(())
    }

    fn give_back(&mut self, sink: &mut dyn FnMut(Message) -> ControlFlow<()>) -> ControlFlow<()> {
        self.under_way -= 1;
        self.cleaned.recv().into_iter().flatten().try_for_each(sink)
    }
}

fn clean(batch: Batch, options: &Options) -> Vec<Message> {
    let own = OwnHosts::new(batch.channel.home(), &options.own_hosts);
    let setting = Setting {
        channel: &batch.channel,
        host: &batch.blog.host,
        lang: batch.blog.lang.as_ref(),
        own: &own,
        zone: &options.time_zone,
    };
    let message = |mut raw: RawItem| {
        raw.mend();
        convert::message(&raw, &setting)
    };
    batch.items.into_par_iter().map(message).collect()
}
