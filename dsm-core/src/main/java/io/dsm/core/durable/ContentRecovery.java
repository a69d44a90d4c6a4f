// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.durable;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.engine.Event;
import io.dsm.core.engine.Replica;
import io.dsm.core.replication.Declaration;
import io.dsm.core.replication.Operation;
import io.dsm.spi.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads a content journal back: into the open durable collections, the rest aside. */
final class ContentRecovery implements Journal.RecordVisitor {

  private static final int BATCH = 256;

  private final String location;
  private final Map<CollectionAddress, Replica> open;
  private final Consumer<Event> engine;
  private final Catalogue catalogue;
  private final Unclaimed unclaimed;
  private final List<Operation> batch = new ArrayList<>();
  private boolean rebuildOwed;

  /** Where what is read goes. */
  record Targets(
      Map<CollectionAddress, Replica> open,
      Consumer<Event> engine,
      Catalogue catalogue,
      Unclaimed unclaimed) {}

  ContentRecovery(String location, Targets targets) {
    this.location = location;
    this.open = targets.open();
    this.engine = targets.engine();
    this.catalogue = targets.catalogue();
    this.unclaimed = targets.unclaimed();
  }

  @Override
  public void visit(long record, int kind, byte[] payload) {
    try {
      switch (kind) {
        case ContentFormat.DECLARED -> declared(payload);
        case ContentFormat.WRITE, ContentFormat.JOIN -> operation(kind, payload);
        case ContentFormat.REBUILD -> rebuildOwed = ContentFormat.rebuild(payload);
        default -> throw new MalformedBytes("no record of kind " + kind);
      }
    } catch (MalformedBytes e) {
      throw new DsmException.Fatal(
          "Journal %s: record %d of kind %d is intact but cannot be read: %s. Nothing was changed on disk. It was probably written by newer software: start this node with that."
              .formatted(location, record, kind, e.getMessage()),
          e);
    }
  }

  /** Hands over what is left. */
  void finish() {
    if (!batch.isEmpty()) {
      engine.accept(new Event.ContentRecovered(List.copyOf(batch)));
      batch.clear();
    }
  }

  /** Whether content was lost and peers have not given it back. */
  boolean rebuildOwed() {
    return rebuildOwed;
  }

  private void declared(byte[] payload) {
    ContentFormat.Declared declared = ContentFormat.declared(payload);
    catalogue.found(declared);
    Replica replica = open.get(declared.declaration().address());
    if (replica != null && replica.durable()) {
      catalogue.admit(replica.declaration(), location);
    }
  }

  private void operation(int kind, byte[] payload) {
    int collection = ContentFormat.collection(payload);
    Declaration declaration = catalogue.declaration(collection);
    if (declaration == null) {
      throw new MalformedBytes("collection " + collection + " was not declared before");
    }
    Replica replica = open.get(declaration.address());
    if (replica == null || !replica.durable()) {
      unclaimed.keep(collection, kind, payload);
      return;
    }
    batch.add(ContentFormat.operation(kind, payload, declaration.tag()));
    if (batch.size() >= BATCH) {
      finish();
    }
  }
}
