// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Member;
import io.dsm.core.watch.WatchSettings;
import io.dsm.spi.probe.Probe;
import io.dsm.spi.probe.ProbeEvent;
import java.util.concurrent.Executor;

/** What the change streams of all collections of a node have in common. */
final class ChangeStreams {

  private final Member self;
  private final Settings settings;
  private final Executor callbacks;
  private final Executor loop;
  private final Probe probe;

  /**
   * @param loop runs a task as a step of the eventual tier
   */
  ChangeStreams(Member self, Settings settings, Executor callbacks, Executor loop, Probe probe) {
    this.self = self;
    this.settings = settings;
    this.callbacks = callbacks;
    this.loop = loop;
    this.probe = probe;
  }

  WatchSettings of(CollectionAddress collection) {
    return new WatchSettings(
        self + "/" + collection,
        callbacks,
        loop,
        settings.count(Setting.WATCH_BACKLOG),
        settings.number(Setting.WATCH_BACKLOG_BYTES),
        dropped -> probe.observe(new ProbeEvent.SubscriberFellBehind(collection, dropped)));
  }
}
