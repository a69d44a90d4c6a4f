// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import static io.dsm.core.engine.Given.CALLER;
import static io.dsm.core.engine.Given.HINTS;
import static io.dsm.core.engine.Given.PEER;
import static io.dsm.core.engine.Given.VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.DsmException.Overloaded.Queue;
import io.dsm.core.codec.Codecs;
import io.dsm.core.command.Command;
import io.dsm.core.command.Outcome;
import io.dsm.core.replication.Declaration;
import io.dsm.core.transport.Message;
import io.dsm.core.types.register.RegisterState;
import io.dsm.register.WriteOptions.Acknowledgement;
import io.dsm.spi.probe.ProbeEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Given a node in which too much waits, when a caller wants more, then it is told so. */
class OverloadEventsTest {

  private static final CollectionAddress KEPT = new CollectionAddress("t", "app", "kept");

  @Test
  void aWriteBeyondThoseThatMayWaitIsRefusedBeforeItIsMade() {
    Given given = Given.withPeer();
    for (int i = 0; i < Given.PENDING_WRITES; i++) {
      given.putAwaiting(Acknowledgement.ALL);
    }
    long made = given.state.known().of(Given.SELF);

    List<Effect> effects = given.putAwaiting(Acknowledgement.ALL);

    assertThat(refusal(effects, HINTS).queue()).isEqualTo(Queue.PENDING_WRITES);
    assertThat(given.state.known().of(Given.SELF)).isEqualTo(made);
    assertThat(given.state.counters().refusedWrites()).isEqualTo(1);
    assertThat(given.state.pendingWrites()).isEqualTo(Given.PENDING_WRITES);
  }

  @Test
  void aWriteNobodyWaitsForIsMadeEvenThen() {
    Given given = Given.withPeer();
    for (int i = 0; i < Given.PENDING_WRITES; i++) {
      given.putAwaiting(Acknowledgement.ALL);
    }

    assertThat(given.put("k")).noneMatch(OverloadEventsTest::isFailure);
  }

  @Test
  void anAcknowledgementMakesRoom() {
    Given given = Given.withPeer();
    for (int i = 0; i < Given.PENDING_WRITES; i++) {
      given.putAwaiting(Acknowledgement.ALL);
    }
    given.when(new Event.AckReceived(PEER, new Message.Ack(1)));

    assertThat(given.state.pendingWrites()).isEqualTo(Given.PENDING_WRITES - 1);
    assertThat(given.putAwaiting(Acknowledgement.ALL)).noneMatch(OverloadEventsTest::isFailure);
  }

  @Test
  void whileTheDiskIsBehindADurableCollectionRefusesAndOthersGoOn() {
    Given given = Given.withPeer();
    Declaration declared = new Declaration(KEPT, "kept/v1", "register");
    RegisterState<String> kept =
        new RegisterState<>(Codecs.forType(String.class, Optional.empty()));
    given.when(new Event.CollectionOpened(new Replica.Registers<>(declared, kept, true)));
    given.when(new Event.JournalChanged(new JournalState.Behind()));

    Command.Put put = new Command.Put(KEPT, "k", VALUE, 0, Optional.empty(), Optional.empty());
    List<Effect> effects = given.when(new Event.PutRequested(put, CALLER));

    assertThat(refusal(effects, KEPT).queue()).isEqualTo(Queue.JOURNAL);
    assertThat(given.put("k")).noneMatch(OverloadEventsTest::isFailure);
    given.when(new Event.JournalChanged(new JournalState.Accepting()));
    assertThat(given.when(new Event.PutRequested(put, CALLER)))
        .noneMatch(OverloadEventsTest::isFailure);
  }

  private static DsmException.Overloaded refusal(
      List<Effect> effects, CollectionAddress collection) {
    assertThat(effects).hasSize(2);
    Effect.CompleteCaller complete = (Effect.CompleteCaller) effects.getLast();
    DsmException reason = ((Outcome.Failed) complete.outcome()).reason();
    assertThat(reason).isInstanceOf(DsmException.Overloaded.class);
    DsmException.Overloaded overloaded = (DsmException.Overloaded) reason;
    assertThat(effects.getFirst())
        .isEqualTo(new Effect.Observe(new ProbeEvent.WriteRefused(collection, overloaded.queue())));
    return overloaded;
  }

  private static boolean isFailure(Effect effect) {
    return effect instanceof Effect.CompleteCaller complete
        && complete.outcome() instanceof Outcome.Failed;
  }
}
