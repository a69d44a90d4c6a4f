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
  private final Handler<Event.ViewSettled> viewSettled;
  private final Handler<Event.DeltaReceived> delta;
  private final Handler<Event.DigestReceived> digest;
  private final Handler<Event.VectorReceived> vector;
  private final Handler<Event.FingerprintsReceived> fingerprints;
  private final Handler<Event.AckReceived> ack;
  private final Handler<Event.SchemaReceived> schema;
  private final Handler<Event.RepairAdvised> repairAdvised;
  private final Handler<Event.RangeAskReceived> rangeAsk;
  private final Handler<Event.RangeAnswerReceived> rangeAnswer;
  private final Handler<Event.RangeTick> rangeTick;
  private final Handler<Event.KnowledgeAsked> knowledgeAsked;
  private final Handler<Event.KnowledgeTold> knowledgeTold;
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
    Contents contents = new Contents(state);
    Repairer repairer = new Repairer(state, contents);
    Reconciler reconciler = new Reconciler(state, applier, repairer);
    Acknowledgements acknowledgements = new Acknowledgements(state);
    LifeHandler life = new LifeHandler(state);
    JournalHandler journal = new JournalHandler(state);
    put = new PutHandler(state, originator);
    remove = new RemoveHandler(state, originator);
    update = new UpdateHandler(state, originator);
    merge = new MergeHandler(state, originator);
    export = new ExportHandler(state);
    opened = new CollectionOpenedHandler(state, repairer, reconciler);
    started = life::started;
    stopping = life::stopping;
    ViewHandler views = new ViewHandler(state, repairer, reconciler);
    view = views;
    viewSettled = views::settled;
    delta = new DeltaHandler(state, applier, repairer);
    digest = new DigestHandler(state, acknowledgements, repairer, contents);
    vector = new VectorHandler(state, acknowledgements, repairer);
    fingerprints = new FingerprintsHandler(state, contents, reconciler);
    ack = new AckHandler(state, acknowledgements);
    schema = new SchemaHandler(state);
    repairAdvised = new RepairAdvisedHandler(state, reconciler);
    rangeAsk = new RangeAskHandler(state, applier, repairer);
    rangeAnswer = reconciler::answered;
    rangeTick = reconciler::tick;
    KnowledgeHandler knowledge = new KnowledgeHandler(state, repairer, reconciler);
    knowledgeAsked = knowledge::asked;
    knowledgeTold = knowledge::told;
    goodbye = life::goodbye;
    repairTick = new RepairTickHandler(state, repairer, reconciler);
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
      case Event.ViewSettled e -> viewSettled.handle(e, now, out);
      case Event.DeltaReceived e -> delta.handle(e, now, out);
      case Event.DigestReceived e -> digest.handle(e, now, out);
      case Event.VectorReceived e -> vector.handle(e, now, out);
      case Event.FingerprintsReceived e -> fingerprints.handle(e, now, out);
      case Event.AckReceived e -> ack.handle(e, now, out);
      case Event.SchemaReceived e -> schema.handle(e, now, out);
      case Event.RepairAdvised e -> repairAdvised.handle(e, now, out);
      case Event.RangeAskReceived e -> rangeAsk.handle(e, now, out);
      case Event.RangeAnswerReceived e -> rangeAnswer.handle(e, now, out);
      case Event.RangeTick e -> rangeTick.handle(e, now, out);
      case Event.KnowledgeAsked e -> knowledgeAsked.handle(e, now, out);
      case Event.KnowledgeTold e -> knowledgeTold.handle(e, now, out);
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
