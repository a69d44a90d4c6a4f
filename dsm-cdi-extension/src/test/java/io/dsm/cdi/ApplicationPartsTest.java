// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cdi.support.Deployment;
import io.dsm.cdi.support.ExtensionKind;
import io.dsm.codec.ValueCodec;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.CrdtDefinition;
import io.dsm.inject.DsmCrdt;
import io.dsm.inject.DsmRegister;
import io.dsm.register.RegisterCollection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Codecs and CRDTs of the application's own. */
class ApplicationPartsTest {

  /** A handle DSM does not know. */
  public interface Highest {
    void offer(long value);

    long value();
  }

  /** Defines it, as a bean or as a plain class. */
  public static class Highests implements CrdtDefinition<Highest, Long> {
    @Override
    public String kind() {
      return "highest/v1";
    }

    @Override
    public Long bottom() {
      return 0L;
    }

    @Override
    public Long join(Long left, Long right) {
      return Math.max(left, right);
    }

    @Override
    public byte[] encode(Long state) {
      return ByteBuffer.allocate(Long.BYTES).putLong(state).array();
    }

    @Override
    public Long decode(byte[] bytes) {
      return ByteBuffer.wrap(bytes).getLong();
    }

    @Override
    public Highest handle(CrdtCell<Long> cell) {
      return new Highest() {
        @Override
        public void offer(long value) {
          cell.update((current, dot) -> Math.max(current, value));
        }

        @Override
        public long value() {
          return cell.state();
        }
      };
    }
  }

  @ApplicationScoped
  public static class HighestBean extends Highests {}

  /** A type without structure DSM could see. */
  public static final class Opaque {
    final Object text;

    Opaque(String text) {
      this.text = text;
    }
  }

  static final class OpaqueCodec implements ValueCodec<Opaque> {
    @Override
    public byte[] encode(Opaque value) {
      return value.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Opaque decode(byte[] bytes) {
      return new Opaque(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @ApplicationScoped
  public static class Peaks {
    @Inject
    @DsmCrdt("peaks")
    CrdtCollection<Highest> peaks;

    long highestOf(long first, long second) {
      peaks.at("k").offer(first);
      peaks.at("k").offer(second);
      return peaks.at("k").value();
    }
  }

  @ApplicationScoped
  public static class Opaques {
    @Inject
    @DsmRegister("opaque")
    RegisterCollection<Opaque> opaque;

    Object written(String text) {
      opaque.put("k", new Opaque(text));
      return opaque.get("k").orElseThrow().text;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDefinitionThatIsABeanIsFoundByItsHandle(ExtensionKind kind) {
    try (Deployment deployment =
        Deployment.of(Peaks.class, HighestBean.class).extension(kind).start()) {
      assertThat(deployment.bean(Peaks.class).highestOf(7, 3)).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDefinitionCanBeNamed(ExtensionKind kind) {
    try (Deployment deployment =
        Deployment.of(Peaks.class)
            .extension(kind)
            .setting("dsm.collections.peaks.definition", Highests.class.getName())
            .start()) {
      assertThat(deployment.bean(Peaks.class).highestOf(3, 7)).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCodecCanBeNamed(ExtensionKind kind) {
    try (Deployment deployment =
        Deployment.of(Opaques.class)
            .extension(kind)
            .setting("dsm.collections.opaque.codec", OpaqueCodec.class.getName())
            .start()) {
      assertThat(deployment.bean(Opaques.class).written("x")).isEqualTo("x");
    }
  }
}
