// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spi.probe;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.cluster.Member;

/** What a probe can see. */
public sealed interface ProbeEvent {

  /** The node saw another set of members. */
  record ClusterSizeChanged(int members) implements ProbeEvent {}

  /** A peer vanished from the view without having left. */
  record PartitionSuspected(Member peer) implements ProbeEvent {}

  /** A frame or entry was dropped because it could not be read or was not allowed. */
  record MessageDropped(Member sender, String reason) implements ProbeEvent {}

  /** An update was refused because its stamp was too far ahead of the local clock. */
  record StampRefused(Member origin, long aheadMillis) implements ProbeEvent {}

  /** A write lost to a greater version. */
  record WriteDiscarded(CollectionAddress collection) implements ProbeEvent {}

  /** A write was refused because too much waited. */
  record WriteRefused(CollectionAddress collection, DsmException.Overloaded.Queue full)
      implements ProbeEvent {}

  /** A watcher was given a gap instead of that many changes. */
  record SubscriberFellBehind(CollectionAddress collection, long dropped) implements ProbeEvent {}

  /** A difference with a peer was healed by sending it data. */
  record RepairSent(Member peer, long bytes) implements ProbeEvent {}

  /** A lease command was answered. */
  record LeaseCommandAnswered(
      CollectionAddress collection, String command, String answer, long nanos)
      implements ProbeEvent {}
}
