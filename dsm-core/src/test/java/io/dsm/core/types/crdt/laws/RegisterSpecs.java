// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.laws;

import io.dsm.crdt.Crdts;
import io.dsm.crdt.DisableWinsFlag;
import io.dsm.crdt.EnableWinsFlag;
import io.dsm.crdt.FencedRegister;
import io.dsm.crdt.LwwRegister;
import io.dsm.crdt.MaxRegister;
import io.dsm.crdt.MinRegister;
import io.dsm.crdt.MvRegister;
import io.dsm.lease.Admission;
import io.dsm.lease.FencingToken;
import io.dsm.register.Version;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What registers and flags mean: a write supersedes everything its replica knew. */
final class RegisterSpecs {
  private RegisterSpecs() {}

  static final class EnableWins extends Spec<EnableWinsFlag> {
    EnableWins() {
      super("enable-wins-flag", Crdts.enableWinsFlag());
    }

    @Override
    void update(EnableWinsFlag handle, Op op) {
      if (op.isVerb(0, 2)) {
        handle.enable();
      } else {
        handle.disable();
      }
    }

    @Override
    public long superseded(Op op, Past past) {
      return past.everything();
    }

    @Override
    public Object read(EnableWinsFlag handle) {
      return handle.isEnabled();
    }

    @Override
    public Object meaning(Past past) {
      return past.alive().stream().anyMatch(op -> op.isVerb(0, 2));
    }
  }

  static final class DisableWins extends Spec<DisableWinsFlag> {
    DisableWins() {
      super("disable-wins-flag", Crdts.disableWinsFlag());
    }

    @Override
    void update(DisableWinsFlag handle, Op op) {
      if (op.isVerb(0, 2)) {
        handle.enable();
      } else {
        handle.disable();
      }
    }

    @Override
    public long superseded(Op op, Past past) {
      return past.everything();
    }

    @Override
    public Object read(DisableWinsFlag handle) {
      return handle.isEnabled();
    }

    @Override
    public Object meaning(Past past) {
      List<Op> alive = past.alive();
      return !alive.isEmpty() && alive.stream().allMatch(op -> op.isVerb(0, 2));
    }
  }

  static final class MultiValue extends Spec<MvRegister<String>> {
    MultiValue() {
      super("mv-register", Crdts.mvRegister(String.class));
    }

    @Override
    void update(MvRegister<String> handle, Op op) {
      if (op.isVerb(1, 4)) {
        handle.clear();
      } else {
        handle.set(op.text());
      }
    }

    @Override
    public long superseded(Op op, Past past) {
      return past.everything();
    }

    @Override
    public Object read(MvRegister<String> handle) {
      return handle.values();
    }

    @Override
    public Object meaning(Past past) {
      return past.alive().stream()
          .filter(op -> !op.isVerb(1, 4))
          .map(Op::text)
          .collect(Collectors.toSet());
    }
  }

  static final class LastWriter extends Spec<LwwRegister<String>> {
    LastWriter() {
      super("lww-register", Crdts.lwwRegister(String.class));
    }

    @Override
    void update(LwwRegister<String> handle, Op op) {
      if (op.isVerb(1, 4)) {
        handle.clear();
      } else {
        handle.set(op.text());
      }
    }

    @Override
    public long superseded(Op op, Past past) {
      op.written = Stamping.above(op.stamp, past.alive(), seen -> !seen.isVerb(1, 4));
      return past.everything();
    }

    @Override
    public Object read(LwwRegister<String> handle) {
      return handle.value();
    }

    @Override
    public Object meaning(Past past) {
      return past.alive().stream()
          .filter(op -> !op.isVerb(1, 4))
          .max(Comparator.comparing(op -> op.written))
          .map(Op::text);
    }
  }

  /** What a stamp must be for a write made after reading others. */
  static final class Stamping {
    private Stamping() {}

    static Version above(Version stamp, List<Op> alive, Predicate<Op> isWrite) {
      Optional<Version> greatest =
          alive.stream().filter(isWrite).map(op -> op.written).max(Comparator.naturalOrder());
      return greatest.isEmpty() || stamp.compareTo(greatest.get()) > 0
          ? stamp
          : new Version(
              0, greatest.get().physicalMillis(), greatest.get().counter() + 1, stamp.origin());
    }
  }

  static final class Maximum extends Spec<MaxRegister> {
    Maximum() {
      super("max-register", Crdts.maxRegister());
    }

    @Override
    void update(MaxRegister handle, Op op) {
      handle.offer(op.amount);
    }

    @Override
    public Object read(MaxRegister handle) {
      return handle.value();
    }

    @Override
    public OptionalLong meaning(Past past) {
      return past.all().stream().mapToLong(op -> op.amount).max();
    }
  }

  static final class Minimum extends Spec<MinRegister> {
    Minimum() {
      super("min-register", Crdts.minRegister());
    }

    @Override
    void update(MinRegister handle, Op op) {
      handle.offer(op.amount);
    }

    @Override
    public Object read(MinRegister handle) {
      return handle.value();
    }

    @Override
    public OptionalLong meaning(Past past) {
      return past.all().stream().mapToLong(op -> op.amount).min();
    }
  }

  static final class Fenced extends Spec<FencedRegister<String>> {
    Fenced() {
      super("fenced-register", Crdts.fencedRegister(String.class));
    }

    private static FencingToken token(Op op) {
      return FencingToken.of(op.amount + 5);
    }

    @Override
    public Object act(FencedRegister<String> handle, Op op) {
      return handle.set(token(op), op.text());
    }

    @Override
    public Object answer(Op op, Past past) {
      return past.all().stream()
          .map(Fenced::token)
          .max(Comparator.naturalOrder())
          .filter(greatest -> greatest.compareTo(token(op)) > 0)
          .<Admission>map(Admission.Refused::new)
          .orElseGet(Admission.Admitted::new);
    }

    @Override
    public long superseded(Op op, Past past) {
      op.written = Stamping.above(op.stamp, past.all(), seen -> token(seen).equals(token(op)));
      return 0;
    }

    @Override
    public Object read(FencedRegister<String> handle) {
      return handle.value();
    }

    @Override
    public Object meaning(Past past) {
      return past.all().stream()
          .max(Comparator.comparing(Fenced::token).thenComparing(op -> op.written))
          .map(Op::text);
    }
  }
}
