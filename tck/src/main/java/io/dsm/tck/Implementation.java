// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck;

import java.util.List;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/**
 * The one thing a runner must tell the suite: what an application has to bring along to use DSM in
 * that container. Found by {@link java.util.ServiceLoader}; without one nothing is added, which is
 * right where deployments see the class path of the test.
 */
@FunctionalInterface
public interface Implementation {

  /** Libraries for {@code WEB-INF/lib} of every deployment. */
  List<JavaArchive> libraries();
}
