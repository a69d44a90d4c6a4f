// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;

/**
 * One change in one method of one class of the product.
 *
 * @param type binary name of the class
 * @param method its name; lambdas inside count as its code, unless {@code alone}
 * @param alone whether lambdas inside stay as they are
 * @param places how many places the change must fit; any other number means that the product has
 *     changed and the mistake must be made anew
 */
record Cut(String type, String method, boolean alone, int places, Twist twist) {

  static Cut in(String type, String method, Twist twist) {
    return new Cut("io.dsm." + type, method, false, 1, twist);
  }

  /** The same without the lambdas in it. */
  static Cut of(String type, String method, Twist twist) {
    return new Cut("io.dsm." + type, method, true, 1, twist);
  }

  Cut at(int howMany) {
    return new Cut(type, method, alone, howMany, twist);
  }

  /** The class with the change. */
  byte[] apply(String mistake, byte[] compiled, ClassLoader others) {
    ClassFile files =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(others)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    ClassModel model = files.parse(compiled);
    int[] hits = {0};
    byte[] changed =
        files.transformClass(
            model,
            ClassTransform.transformingMethodBodies(this::isHere, twist.changing(() -> hits[0]++)));
    if (hits[0] != places) {
      throw new DoesNotFit(mistake, this, hits[0]);
    }
    return changed;
  }

  private boolean isHere(MethodModel candidate) {
    String name = candidate.methodName().stringValue();
    return name.equals(method) || (!alone && name.startsWith("lambda$" + method + "$"));
  }

  /** The product has changed, so that a mistake cannot be made any more as it is written here. */
  static final class DoesNotFit extends AssertionError {
    private static final long serialVersionUID = 1;

    DoesNotFit(String mistake, Cut cut, int hits) {
      super(
          ("the mistake '%s' fits %d places in %s.%s instead of %d, so it was not made. The product"
                  + " has changed there: look whether the mistake can still be made, then adapt its"
                  + " line in io.dsm.sim.mistake (class, method, call or number it looks for), or"
                  + " replace it by one that can")
              .formatted(mistake, hits, cut.type(), cut.method(), cut.places()));
    }
  }
}
