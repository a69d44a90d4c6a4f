// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import io.dsm.DsmRuntime;
import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterSpec;
import io.dsm.stream.Change;
import io.dsm.stream.Position;
import io.dsm.stream.Positioned;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** The publishers keep the rules of Reactive Streams, by its own TCK. */
class ReactiveStreamsTest {

  /** More elements than this are changes without end. */
  private static final int PRESENT_MAX = 1_000;

  /** What a rule waits for something to happen, for nothing to happen, and between two looks. */
  private static final int TIMEOUT_MILLIS = 5_000;

  private static final int SILENCE_MILLIS = 50;

  private static final ExecutorService CALLBACKS = Executors.newVirtualThreadPerTaskExecutor();
  private static final ExecutorService LOOP = Executors.newSingleThreadExecutor();

  /** Rules that only one of the two streams can show; no rule is in both sets. */
  private static final Set<String> ONLY_WITHOUT_END =
      Set.of("required_spec317_mustNotSignalOnErrorWhenPendingAboveLongMaxValue");

  private static final Set<String> ONLY_WITH_AN_END =
      Set.of(
          "required_createPublisher1MustProduceAStreamOfExactly1Element",
          "required_createPublisher3MustProduceAStreamOfExactly3Elements",
          "required_spec102_maySignalLessThanRequestedAndTerminateSubscription",
          "required_spec105_mustSignalOnCompleteWhenFiniteStreamTerminates",
          "required_spec107_mustNotEmitFurtherSignalsOnceOnCompleteHasBeenSignalled",
          "required_spec109_mayRejectCallsToSubscribeIfPublisherIsUnableOrUnwillingToServeThem"
              + "RejectionMustTriggerOnErrorAfterOnSubscribe",
          "required_spec317_mustSupportACumulativePendingElementCountUpToLongMaxValue",
          "required_spec317_mustSupportAPendingElementCountUpToLongMaxValue");

  @AfterAll
  static void stop() {
    LOOP.shutdown();
    CALLBACKS.shutdown();
  }

  @TestFactory
  List<DynamicTest> aStreamThatEndsKeepsTheRules() {
    return Rules.of(EndingStream::new, ONLY_WITHOUT_END);
  }

  @TestFactory
  List<DynamicTest> theStreamOfARunningNodeKeepsTheRules() {
    return Rules.of(StreamOfANode::new, ONLY_WITH_AN_END);
  }

  private static TestEnvironment environment() {
    return new TestEnvironment(TIMEOUT_MILLIS, SILENCE_MILLIS, SILENCE_MILLIS);
  }

  /** What is there, and then completion, because nothing more can come. */
  private static final class EndingStream extends FlowPublisherVerification<Change<Integer>> {
    EndingStream() {
      super(environment(), TIMEOUT_MILLIS);
    }

    @Override
    public Flow.Publisher<Change<Integer>> createFlowPublisher(long elements) {
      Store store = new Store(CALLBACKS, LOOP, 16);
      int present = (int) Math.min(elements, PRESENT_MAX);
      for (int i = 0; i < present; i++) {
        store.put("k" + i, i);
      }
      Flow.Publisher<Change<Integer>> changes = store.hub.changes();
      return subscriber -> {
        changes.subscribe(subscriber);
        store.hub.close();
      };
    }

    @Override
    public Flow.Publisher<Change<Integer>> createFailedFlowPublisher() {
      return new Store(
              _ -> {
                throw new RejectedExecutionException("stopped");
              },
              LOOP,
              16)
          .hub.changes();
    }

    @Override
    public long maxElementsFromPublisher() {
      return PRESENT_MAX;
    }
  }

  /**
   * What is there, and then what is written meanwhile, without end. Each rule has a node of its
   * own, because some leave a subscriber behind that always asks for more, and a writer on a
   * platform thread, because a virtual one that never waits keeps a carrier for itself: together
   * they can keep callbacks of others from ever being run.
   */
  private static final class StreamOfANode extends FlowPublisherVerification<Positioned<Integer>>
      implements AutoCloseable {

    private final DsmRuntime node = DsmRuntime.builder().clusterId("c").serviceId("s").build();
    private final RegisterCollection<Integer> numbers =
        node.register(RegisterSpec.of("shared", "tck", "numbers", Integer.class).build());
    private final Thread writer;
    private volatile boolean over;

    StreamOfANode() {
      super(environment(), TIMEOUT_MILLIS);
      node.start();
      writer = Thread.ofPlatform().start(this::writeOnAndOn);
    }

    private void writeOnAndOn() {
      for (int i = 0; !over; i++) {
        numbers.put("k" + i % 100, i);
        Thread.onSpinWait();
      }
    }

    @Override
    public Flow.Publisher<Positioned<Integer>> createFlowPublisher(long elements) {
      return numbers.changes(Position.BEGINNING);
    }

    @Override
    public Flow.@Nullable Publisher<Positioned<Integer>> createFailedFlowPublisher() {
      return null;
    }

    @Override
    public long maxElementsFromPublisher() {
      return publisherUnableToSignalOnComplete();
    }

    @Override
    public void close() throws InterruptedException {
      over = true;
      writer.join();
      node.close();
    }
  }
}
