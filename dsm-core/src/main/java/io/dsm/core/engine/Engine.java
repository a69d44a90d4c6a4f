// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import java.util.List;

/**
 * The eventual tier as a function: one event, at one moment, gives effects. Dispatch only; each
 * event has its handler. Not thread-safe: the loop calls it.
 */
public final class Engine {

  private final Handler<Event.PutRequested> put;
  private final Handler<Event.RemoveRequested> remove;
  private final Handler<Event.UpdateRequested> update;
  private final Handler<Event.MergeRequested> merge;
  private final Handler<Event.ExportRequested> export;
  private final Handler<Event.CollectionOpened> opened;
  private final Handler<Event.Started> started;
  private final Handler<Event.Stopping> stopping;
  private final Handler<Event.ViewChanged> view;
  private final Handler<Event.DeltaReceived> delta;
  private final Handler<Event.DigestReceived> digest;
  private final Handler<Event.VectorReceived> vector;
  private final Handler<Event.FingerprintsReceived> fingerprints;
  private final Handler<Event.AckReceived> ack;
  private final Handler<Event.SchemaReceived> schema;
  private final Handler<Event.SnapshotRequested> snapshotRequest;
  private final Handler<Event.SnapshotChunkReceived> snapshotChunk;
  private final Handler<Event.SnapshotAckReceived> snapshotAck;
  private final Handler<Event.SnapshotDoneReceived> snapshotDone;
  private final Handler<Event.GoodbyeReceived> goodbye;
  private final Handler<Event.RepairTick> repairTick;
  private final Handler<Event.ExpiryTick> expiryTick;
  private final Handler<Event.AckTimedOut> ackTimeout;
  private final Handler<Event.ContentRecovered> recovered;
  private final Handler<Event.JournalChanged> journalChanged;
  private final Handler<Event.OperationDurable> operationDurable;

  public Engine(EngineState state) {
    Originator originator = new Originator(state);
    Applier applier = new Applier(state);
    Repairer repairer = new Repairer(state);
    Acknowledgements acknowledgements = new Acknowledgements(state);
    Contents contents = new Contents(state);
    LifeHandler life = new LifeHandler(state);
    JournalHandler journal = new JournalHandler(state);
    put = new PutHandler(state, originator);
    remove = new RemoveHandler(state, originator);
    update = new UpdateHandler(state, originator);
    merge = new MergeHandler(state, originator);
    export = new ExportHandler(state);
    opened = new CollectionOpenedHandler(state, repairer);
    started = life::started;
    stopping = life::stopping;
    view = new ViewHandler(state, repairer, contents);
    delta = new DeltaHandler(state, applier, repairer);
    digest = new DigestHandler(state, acknowledgements, repairer, contents);
    vector = new VectorHandler(state, acknowledgements, repairer);
    fingerprints = new FingerprintsHandler(state, contents);
    ack = new AckHandler(state, acknowledgements);
    schema = new SchemaHandler(state);
    snapshotRequest = new SnapshotRequestHandler(state, repairer);
    snapshotChunk = new SnapshotChunkHandler(state, applier);
    snapshotAck = new SnapshotAckHandler(state, repairer);
    snapshotDone = new SnapshotDoneHandler(state, repairer);
    goodbye = life::goodbye;
    repairTick = new RepairTickHandler(state, repairer, contents);
    expiryTick = new ExpiryTickHandler(state);
    ackTimeout = new AckTimeoutHandler(state);
    recovered = journal::recovered;
    journalChanged = journal::changed;
    operationDurable = journal::operationDurable;
  }

  /** Handles an event; returns what must be done, in order. */
  public List<Effect> step(Event event, Moment now) {
    Effects out = new Effects();
    switch (event) {
      case Event.PutRequested e -> put.handle(e, now, out);
      case Event.RemoveRequested e -> remove.handle(e, now, out);
      case Event.UpdateRequested e -> update.handle(e, now, out);
      case Event.MergeRequested e -> merge.handle(e, now, out);
      case Event.ExportRequested e -> export.handle(e, now, out);
      case Event.CollectionOpened e -> opened.handle(e, now, out);
      case Event.Started e -> started.handle(e, now, out);
      case Event.Stopping e -> stopping.handle(e, now, out);
      case Event.ViewChanged e -> view.handle(e, now, out);
      case Event.DeltaReceived e -> delta.handle(e, now, out);
      case Event.DigestReceived e -> digest.handle(e, now, out);
      case Event.VectorReceived e -> vector.handle(e, now, out);
      case Event.FingerprintsReceived e -> fingerprints.handle(e, now, out);
      case Event.AckReceived e -> ack.handle(e, now, out);
      case Event.SchemaReceived e -> schema.handle(e, now, out);
      case Event.SnapshotRequested e -> snapshotRequest.handle(e, now, out);
      case Event.SnapshotChunkReceived e -> snapshotChunk.handle(e, now, out);
      case Event.SnapshotAckReceived e -> snapshotAck.handle(e, now, out);
      case Event.SnapshotDoneReceived e -> snapshotDone.handle(e, now, out);
      case Event.GoodbyeReceived e -> goodbye.handle(e, now, out);
      case Event.RepairTick e -> repairTick.handle(e, now, out);
      case Event.ExpiryTick e -> expiryTick.handle(e, now, out);
      case Event.AckTimedOut e -> ackTimeout.handle(e, now, out);
      case Event.ContentRecovered e -> recovered.handle(e, now, out);
      case Event.JournalChanged e -> journalChanged.handle(e, now, out);
      case Event.OperationDurable e -> operationDurable.handle(e, now, out);
    }
    return out.list();
  }
}
