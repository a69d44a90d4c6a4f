// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** How the compiled code of a method is changed. */
@FunctionalInterface
interface Twist {

  /** Changes code; calls {@code hit} for every place it has changed. */
  CodeTransform changing(Runnable hit);

  /** The method does something else altogether. */
  static Twist body(Consumer<CodeBuilder> code) {
    return hit ->
        new CodeTransform() {
          @Override
          public void atStart(CodeBuilder builder) {
            hit.run();
            code.accept(builder);
          }

          @Override
          public void accept(CodeBuilder builder, CodeElement element) {}
        };
  }

  /** Something happens before the method begins. */
  static Twist first(Consumer<CodeBuilder> code) {
    return hit ->
        new CodeTransform() {
          @Override
          public void atStart(CodeBuilder builder) {
            hit.run();
            code.accept(builder);
          }

          @Override
          public void accept(CodeBuilder builder, CodeElement element) {
            builder.with(element);
          }
        };
  }

  /** A method without a result does nothing. */
  static Twist doesNothing() {
    return body(CodeBuilder::return_);
  }

  /** A method always answers yes or no. */
  static Twist answers(boolean answer) {
    return body(code -> code.loadConstant(answer ? 1 : 0).ireturn());
  }

  /** A call, written {@code Class.method}, is left out; it answers 0, false or null. */
  static Twist without(String call) {
    return replacing(
        InvokeInstruction.class,
        it -> isCall(it, call),
        (code, it) -> {
          drop(code, it);
          pushDefault(code, TypeKind.from(it.typeSymbol().returnType()));
        });
  }

  /** Something happens to the answer of a call. */
  static Twist after(String call, Consumer<CodeBuilder> change) {
    return replacing(
        InvokeInstruction.class,
        it -> isCall(it, call),
        (code, it) -> {
          code.with(it);
          change.accept(code);
        });
  }

  /** Something else than a call happens to its receiver and arguments. */
  static Twist instead(String call, Consumer<CodeBuilder> change) {
    return replacing(
        InvokeInstruction.class, it -> isCall(it, call), (code, it) -> change.accept(code));
  }

  /** Something happens to what is read from a field. */
  static Twist afterReading(String field, Consumer<CodeBuilder> change) {
    return replacing(
        FieldInstruction.class,
        it -> isField(it, field, Opcode.GETFIELD),
        (code, it) -> {
          code.with(it);
          change.accept(code);
        });
  }

  /** A field is not written. */
  static Twist notWriting(String field) {
    return replacing(
        FieldInstruction.class,
        it -> isField(it, field, Opcode.PUTFIELD),
        (code, it) -> {
          pop(code, TypeKind.from(it.typeSymbol()));
          code.pop();
        });
  }

  /** A constant of an enum is another one of the same. */
  static Twist otherConstant(String right, String wrong) {
    return replacing(
        FieldInstruction.class,
        it -> isField(it, right, Opcode.GETSTATIC),
        (code, it) -> code.getstatic(it.owner().asSymbol(), wrong, it.typeSymbol()));
  }

  /** A constant of type {@code long} is another one. */
  static Twist number(long right, long wrong) {
    return replacing(
        ConstantInstruction.class,
        it -> it.constantValue() instanceof Long number && number == right,
        (code, it) -> code.loadConstant(wrong));
  }

  /** A constant of type {@code int} is another one. */
  static Twist number(int right, int wrong) {
    return replacing(
        ConstantInstruction.class,
        it -> it.constantValue() instanceof Integer number && number == right,
        (code, it) -> code.loadConstant(wrong));
  }

  /** The n-th comparison of a kind is another one. */
  static Twist comparison(int nth, Opcode right, Opcode wrong) {
    return hit -> {
      int[] seen = {0};
      return replacing(
              BranchInstruction.class,
              it -> it.opcode() == right && ++seen[0] == nth,
              (code, it) -> code.branch(wrong, it.target()))
          .changing(hit);
    };
  }

  /** An operator is another one. */
  static Twist operator(Opcode right, Opcode wrong) {
    return replacing(
        OperatorInstruction.class,
        it -> it.opcode() == right,
        (code, it) -> code.with(OperatorInstruction.of(wrong)));
  }

  /** Turns yes to no. */
  static Consumer<CodeBuilder> not() {
    return code -> code.iconst_1().ixor();
  }

  /** Adds to a {@code long}. */
  static Consumer<CodeBuilder> plus(long amount) {
    return code -> code.loadConstant(amount).ladd();
  }

  /** Forgets an {@code int} or a reference and takes a constant. */
  static Consumer<CodeBuilder> constant(int value) {
    return code -> code.pop().loadConstant(value);
  }

  private static <T extends CodeElement> Twist replacing(
      Class<T> kind, Predicate<T> which, Replacement<T> replacement) {
    return hit ->
        (code, element) -> {
          if (kind.isInstance(element) && which.test(kind.cast(element))) {
            hit.run();
            replacement.write(code, kind.cast(element));
          } else {
            code.with(element);
          }
        };
  }

  private static boolean isCall(InvokeInstruction it, String call) {
    String owner = it.owner().asInternalName();
    return call.equals(owner.substring(owner.lastIndexOf('/') + 1) + "." + it.name().stringValue());
  }

  private static boolean isField(FieldInstruction it, String field, Opcode how) {
    return it.opcode() == how && it.name().equalsString(field);
  }

  private static void drop(CodeBuilder code, InvokeInstruction it) {
    MethodTypeDesc type = it.typeSymbol();
    for (int i = type.parameterCount() - 1; i >= 0; i--) {
      pop(code, TypeKind.from(type.parameterType(i)));
    }
    if (it.opcode() != Opcode.INVOKESTATIC) {
      code.pop();
    }
  }

  private static void pop(CodeBuilder code, TypeKind kind) {
    if (kind.slotSize() == 2) {
      code.pop2();
    } else {
      code.pop();
    }
  }

  private static void pushDefault(CodeBuilder code, TypeKind kind) {
    switch (kind.asLoadable()) {
      case VOID -> {}
      case LONG -> code.lconst_0();
      case DOUBLE -> code.dconst_0();
      case FLOAT -> code.fconst_0();
      case REFERENCE -> code.aconst_null();
      case INT, BOOLEAN, BYTE, CHAR, SHORT -> code.iconst_0();
    }
  }

  /** Writes something in place of an element. */
  @FunctionalInterface
  interface Replacement<T> {
    void write(CodeBuilder code, T replaced);
  }
}
