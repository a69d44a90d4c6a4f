// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.transport;

import io.dsm.cluster.Member;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Superseded;
import io.dsm.spi.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends in order what the loop gives it. Neighbouring operations travel in one frame: it leaves
 * when it is full, or when nothing more waits and the transport is not busy with earlier ones. So
 * what comes alone leaves at once, by the thread that brought it, and under load frames fill. Of a
 * backlog the last write of each key is sent, the others are {@link Superseded}. When more bytes
 * wait than allowed, what comes is dropped and counted; repair makes up for it.
 *
 * <p>Adding never blocks and is for any thread.
 */
public final class Outbound {

  /** So many frames are not held back, however busy the transport is: it knows what to drop. */
  private static final int HELD_FRAMES = 32;

  /** When more waits, what waits is looked through for what need not be sent. */
  private static final int BACKLOG_BYTES = 512 << 10;

  /** So many operations are looked through at once. */
  private static final int BACKLOG_MAX = 1 << 16;

  /** Messages sent by a thread that is not ours before our own goes on. */
  private static final int HELP = 256;

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

  /** Whether a frame that is not full waits for more to fill it. */
  private volatile boolean held;

  /** Whether somebody is adding who will call {@link #relieve} afterwards. */
  private volatile BooleanSupplier collecting = () -> false;

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
    transport.whenFree(this::freed);
  }

  /** Wakes nobody for what is added while that is so: {@link #relieve} is called afterwards. */
  public void collectWhile(BooleanSupplier adding) {
    collecting = adding;
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
    add(patient ? background : queue, new Item.To(target, message), MessageWeights.of(message));
  }

  public void broadcast(Message message) {
    add(new Item.All(message), MessageWeights.of(message));
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

  /** Sends all that waits, in the calling thread, unless the sender is at it. */
  public void flush() {
    run(true, Integer.MAX_VALUE);
  }

  /**
   * Sends what waits, in the calling thread if that is short and the transport takes it at once.
   * Else the sender does it, or the transport asks for it when it is free.
   */
  public void relieve() {
    if (isEmpty() || running.get()) {
      return;
    }
    boolean much = queuedBytes.get() >= (long) HELD_FRAMES * limits.frameBytes();
    if (much || transport.mayWait()) {
      wake();
    } else if (!transport.isBusy()) {
      run(false, HELP);
      if (!isEmpty()) {
        wake();
      }
    }
  }

  /** Whether nothing waits and nothing is being sent. */
  public boolean isIdle() {
    return isEmpty() && !held && !running.get();
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
    if (!collecting.getAsBoolean() && !running.get()) {
      wake();
    }
  }

  private void wake() {
    try {
      executor.execute(() -> run(false, Integer.MAX_VALUE));
    } catch (RejectedExecutionException e) {
      // The node is closing: what matters was flushed before.
      dropped.incrementAndGet();
    }
  }

  /** On a thread of the transport, which can send the next frame now. */
  private void freed() {
    if (held || !isEmpty()) {
      run(false, Integer.MAX_VALUE);
    }
  }

  /**
   * @param whole whether also what does not fill a frame leaves while the transport is busy
   * @param atMost messages taken from the queue
   */
  private void run(boolean whole, int atMost) {
    int left = atMost;
    while (left > 0 && isDue(whole) && running.compareAndSet(false, true)) {
      try {
        left -= drain(whole, left);
      } finally {
        held = !packed.isEmpty();
        running.set(false);
      }
    }
  }

  private boolean isDue(boolean whole) {
    return !isEmpty() || (held && (whole || !transport.isBusy()));
  }

  private int drain(boolean whole, int atMost) {
    int drained = 0;
    while (drained < atMost) {
      Item item = next();
      if (item == null) {
        break;
      }
      take(item, item);
      drained++;
      if (queuedBytes.get() > BACKLOG_BYTES && atMost > HELP) {
        drained += drainBacklog();
      }
    }
    if (whole || !transport.isBusy()) {
      sendPacked();
    }
    return drained;
  }

  /** When writers are faster than the network, only the last write of each key is worth sending. */
  private int drainBacklog() {
    List<Item.One> ones = new ArrayList<>();
    Item item = queue.poll();
    while (item instanceof Item.One one && ones.size() < BACKLOG_MAX) {
      ones.add(one);
      item = queue.poll();
    }
    boolean[] superseded = Superseded.among(ones);
    for (int i = 0; i < superseded.length; i++) {
      Item.One one = ones.get(i);
      take(one, superseded[i] ? one.superseded() : one);
    }
    if (item != null) {
      take(item, item);
    }
    return ones.size();
  }

  /** Sends an item, or packs it, that stands for one that waited. */
  private void take(Item waited, Item item) {
    queuedBytes.addAndGet(-waited.weight());
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
    if (!packed.isEmpty() && !follows) {
      sendPacked();
    }
    if (packed.isEmpty()) {
      packedFirst = one.number();
    }
    packed.add(one.operation());
    packedBytes += one.operation().weight();
    packedAcknowledge |= one.acknowledge();
    if (packedBytes >= limits.frameBytes()) {
      sendPacked();
    }
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
}
