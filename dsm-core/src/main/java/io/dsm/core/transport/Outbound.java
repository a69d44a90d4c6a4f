// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.transport;

import io.dsm.cluster.Member;
import io.dsm.core.replication.Operation;
import io.dsm.spi.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends, on a thread of its own and in order, what the loop gives it. Neighbouring operations
 * travel in one frame: it leaves when it is full or nothing more waits. When more bytes wait than
 * allowed, what comes is dropped and counted; repair makes up for it.
 *
 * <p>Adding never blocks and is for any thread.
 */
public final class Outbound {

  /** What a message without operations counts for in the queue. */
  private static final int SMALL = 128;

  /** Of so many messages one may be a patient one even while others wait. */
  private static final int PATIENCE = 256;

  private final Transport transport;
  private final Member self;
  private final Executor executor;
  private final Limits limits;
  private final Fragments fragments = new Fragments();
  private final Queue<Item> queue = new ConcurrentLinkedQueue<>();

  /** Questions and answers about ranges: sent when nothing else waits. Their order is free. */
  private final Queue<Item> background = new ConcurrentLinkedQueue<>();

  private final AtomicLong queuedBytes = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicBoolean running = new AtomicBoolean();

  // The frame being packed: touched only by whoever runs.
  private int taken;
  private final List<Operation> packed = new ArrayList<>();
  private long packedFirst;
  private int packedBytes;
  private boolean packedAcknowledge;

  public Outbound(Transport transport, Member self, Executor executor, Limits limits) {
    this.transport = transport;
    this.self = self;
    this.executor = executor;
    this.limits = limits;
  }

  /**
   * Bounds.
   *
   * @param lane tells senders of one node apart
   * @param frameBytes size at which a frame of operations is full
   * @param queueBytes what may wait at most
   */
  public record Limits(int lane, int frameBytes, long queueBytes) {}

  /** Sends an operation of this node to all peers. */
  public void replicate(long number, Operation operation, boolean acknowledge) {
    add(new Item.One(number, operation, acknowledge), operation.weight());
  }

  public void send(Member target, Message message) {
    boolean patient = message instanceof Message.RangeAsk || message instanceof Message.RangeAnswer;
    add(patient ? background : queue, new Item.To(target, message), weight(message));
  }

  public void broadcast(Message message) {
    add(new Item.All(message), weight(message));
  }

  /** Messages and operations dropped because too much waited. */
  public long dropped() {
    return dropped.get();
  }

  /** Whether what comes now would be dropped. */
  public boolean isFull() {
    return queuedBytes.get() > limits.queueBytes();
  }

  /** What may wait at most. */
  public long queueBytes() {
    return limits.queueBytes();
  }

  /** Bytes that wait, about. */
  public long queuedBytes() {
    return queuedBytes.get();
  }

  /** Sends what waits, in the calling thread, unless the sender is at it. */
  public void flush() {
    run();
  }

  /** Whether nothing waits and nothing is being sent. */
  public boolean isIdle() {
    return isEmpty() && !running.get();
  }

  private void add(Item item, long weight) {
    add(queue, item, weight);
  }

  private void add(Queue<Item> to, Item item, long weight) {
    // The last message may exceed the bound: it is a bound on waiting, not on size.
    if (isFull()) {
      dropped.incrementAndGet();
      return;
    }
    queuedBytes.addAndGet(weight);
    to.add(item);
    if (!running.get()) {
      try {
        executor.execute(this::run);
      } catch (RejectedExecutionException e) {
        // The node is closing: what matters was flushed before.
        dropped.incrementAndGet();
      }
    }
  }

  private void run() {
    while (!isEmpty() && running.compareAndSet(false, true)) {
      try {
        drain();
      } finally {
        running.set(false);
      }
    }
  }

  private void drain() {
    for (Item item = next(); item != null; item = next()) {
      queuedBytes.addAndGet(-item.weight());
      switch (item) {
        case Item.One one -> pack(one);
        case Item.To(Member target, Message message) -> {
          sendPacked();
          frames(message).forEach(frame -> transport.send(target, frame));
        }
        case Item.All(Message message) -> {
          sendPacked();
          frames(message).forEach(transport::broadcast);
        }
      }
    }
    sendPacked();
  }

  private @Nullable Item next() {
    // Now and then what is patient goes first, or it might wait for ever.
    boolean turn = ++taken % PATIENCE == 0;
    Item item = turn ? background.poll() : queue.poll();
    if (item == null) {
      item = turn ? queue.poll() : background.poll();
    }
    return item;
  }

  private boolean isEmpty() {
    return queue.isEmpty() && background.isEmpty();
  }

  private void pack(Item.One one) {
    boolean follows = one.number() == packedFirst + packed.size();
    if (!packed.isEmpty() && (!follows || packedBytes >= limits.frameBytes())) {
      sendPacked();
    }
    if (packed.isEmpty()) {
      packedFirst = one.number();
    }
    packed.add(one.operation());
    packedBytes += one.operation().weight();
    packedAcknowledge |= one.acknowledge();
  }

  private void sendPacked() {
    if (packed.isEmpty()) {
      return;
    }
    Message delta = new Message.Delta(self, packedFirst, List.copyOf(packed), packedAcknowledge);
    packed.clear();
    packedBytes = 0;
    packedAcknowledge = false;
    frames(delta).forEach(transport::broadcast);
  }

  private List<byte[]> frames(Message message) {
    return fragments.split(MessageCodec.encode(message), limits.lane(), transport.frameBytesMax());
  }

  private static long weight(Message message) {
    return SMALL
        + switch (message) {
          case Message.Delta delta -> RangeWeights.of(delta.operations());
          case Message.RangeAsk(long _, int _, RangeQuery query) -> RangeWeights.of(query);
          case Message.RangeAnswer(long _, int _, RangeResult result) -> RangeWeights.of(result);
          case Message.Knowledge knowledge -> 64L * knowledge.known().counters().size();
          case Message.Consensus consensus -> consensus.payload().length;
          case Message.Vector vector -> 64L * vector.known().counters().size();
          case Message.Schema schema -> 128L * schema.declarations().size();
          case Message.Fingerprints fingerprints -> 128L * fingerprints.contents().size();
          case Message.Digest _,
              Message.Ack _,
              Message.RepairAdvised _,
              Message.KnowledgeAsk _,
              Message.Goodbye _ ->
              0;
        };
  }

  private sealed interface Item {
    long weight();

    record One(long number, Operation operation, boolean acknowledge) implements Item {
      @Override
      public long weight() {
        return operation.weight();
      }
    }

    record To(Member target, Message message) implements Item {
      @Override
      public long weight() {
        return Outbound.weight(message);
      }
    }

    record All(Message message) implements Item {
      @Override
      public long weight() {
        return Outbound.weight(message);
      }
    }
  }
}
