// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.jgroups;

import io.dsm.bench.system.BenchNode;
import io.dsm.bench.system.SharedLocks;
import io.dsm.bench.system.SharedMap;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jspecify.annotations.Nullable;

/** One member: kind, number, length of key, key, value is a message. */
final class RawNode implements BenchNode, Receiver {

  private static final byte PUT = 0;
  private static final byte PUT_AND_ANSWER = 1;
  private static final byte QUESTION = 2;
  private static final byte ANSWER = 3;
  private static final int HEADER = 1 + Long.BYTES + Integer.BYTES;

  private final JChannel channel;
  private final Map<String, String> entries = new ConcurrentHashMap<>();
  private final Map<Long, CompletableFuture<Boolean>> waiting = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  RawNode(JChannel channel) {
    this.channel = channel;
  }

  @Override
  public int members() {
    return channel.view() == null ? 0 : channel.view().size();
  }

  @Override
  public Optional<SharedMap> map() {
    return Optional.of(
        new Entries() {
          @Override
          public void put(String key, String value) throws Exception {
            entries.put(key, value);
            channel.send(message(null, PUT, 0, key, value));
          }
        });
  }

  @Override
  public Optional<SharedMap> acknowledgedMap() {
    return Optional.of(
        new Entries() {
          @Override
          public void put(String key, String value) throws Exception {
            entries.put(key, value);
            ask(null, PUT_AND_ANSWER, key, value);
          }
        });
  }

  @Override
  public Optional<SharedLocks> locks() {
    // The coordinator would ask itself, which costs nothing and shows nothing.
    return isCoordinator() ? Optional.empty() : Optional.of(new TwoQuestions());
  }

  @Override
  public void receive(Message message) {
    ByteBuffer in = ByteBuffer.wrap(message.getArray(), message.getOffset(), message.getLength());
    byte kind = in.get();
    long number = in.getLong();
    if (kind == ANSWER) {
      CompletableFuture<Boolean> future = waiting.remove(number);
      if (future != null) {
        future.complete(true);
      }
      return;
    }
    byte[] key = new byte[in.getInt()];
    in.get(key);
    byte[] value = new byte[in.remaining()];
    in.get(value);
    if (kind != QUESTION) {
      entries.put(
          new String(key, StandardCharsets.UTF_8), new String(value, StandardCharsets.UTF_8));
    }
    if (kind != PUT) {
      answer(message.getSrc(), number);
    }
  }

  @Override
  public void close() {
    channel.close();
  }

  private boolean isCoordinator() {
    return channel.view().getCoord().equals(channel.address());
  }

  private void answer(Address to, long number) {
    try {
      channel.send(message(to, ANSWER, number, "", ""));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void ask(@Nullable Address to, byte kind, String key, String value) throws Exception {
    long number = numbers.incrementAndGet();
    CompletableFuture<Boolean> future = new CompletableFuture<>();
    waiting.put(number, future);
    channel.send(message(to, kind, number, key, value));
    future.get(10, TimeUnit.SECONDS);
  }

  private static Message message(
      @Nullable Address to, byte kind, long number, String key, String value) {
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    byte[] valueBytes = value.getBytes(StandardCharsets.UTF_8);
    byte[] bytes =
        ByteBuffer.allocate(HEADER + keyBytes.length + valueBytes.length)
            .put(kind)
            .putLong(number)
            .putInt(keyBytes.length)
            .put(keyBytes)
            .put(valueBytes)
            .array();
    return new BytesMessage(to, bytes).setFlag(Message.TransientFlag.DONT_LOOPBACK);
  }

  private abstract class Entries implements SharedMap {
    @Override
    public @Nullable String get(String key) {
      return entries.get(key);
    }
  }

  /** What a lock costs at least: the coordinator is asked to grant, then to take back. */
  private final class TwoQuestions implements SharedLocks {

    @Override
    public boolean isLeader() {
      return false;
    }

    @Override
    public Held acquire(String name) throws Exception {
      question(name);
      return new Held() {
        @Override
        public boolean isValid() {
          return true;
        }

        @Override
        public void release() throws Exception {
          question(name);
        }
      };
    }

    private void question(String name) throws Exception {
      ask(channel.view().getCoord(), QUESTION, name, "");
    }
  }
}
