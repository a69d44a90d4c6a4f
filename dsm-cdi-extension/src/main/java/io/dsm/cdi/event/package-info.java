// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Changes become container events: the stream of an observed collection calls exactly the observers
 * of that name, under the deployment's class loader. Started and ended by the life cycle. It must
 * never watch a collection nobody observes, and never let one observer's failure reach another.
 */
@NullMarked
package io.dsm.cdi.event;

import org.jspecify.annotations.NullMarked;
