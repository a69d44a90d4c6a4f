// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * What the application uses, told by its injection points and observers: discovered by either kind
 * of extension, merged by name, checked, and handed to the runtime half as text. Called by the
 * extensions at deployment and by the life cycle at start-up. It must never depend on a container:
 * no type of an extension API appears here.
 */
@NullMarked
package io.dsm.cdi.model;

import org.jspecify.annotations.NullMarked;
