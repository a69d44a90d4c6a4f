// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit.junit;

import io.dsm.testkit.Beans;
import io.dsm.testkit.SimulatedCluster;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test a cluster of its own, on virtual time, as a parameter of type {@link
 * SimulatedCluster}; its nodes {@code n1}, {@code n2} and so on vote and have started when the test
 * begins. A parameter of type {@link Beans} is an object of the application on every node; its
 * class has a constructor that takes a {@code DsmRuntime} and nothing else.
 *
 * <p>On a method it replaces the one on its class. When the test ends, the inside of every running
 * node is checked for contradictions; when it fails, the failure names the seed.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ClusterExtension.class)
public @interface DsmCluster {

  /** Nodes that vote: 1 to 9. */
  int nodes() default 3;

  /** Further nodes, named {@code x1}, {@code x2} and so on, that do not vote: 0 to 9. */
  int others() default 0;

  /** Decides everything that is left to chance. */
  long seed() default 1;

  /** Settings of all nodes, each {@code key=value}, keys without {@code dsm.} before them. */
  String[] settings() default {};
}
