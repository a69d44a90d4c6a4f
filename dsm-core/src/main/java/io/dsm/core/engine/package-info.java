// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * What must happen, as a pure function: an event and the state give effects and the next state. The
 * loop of the runtime calls it, one event at a time, and carries out the effects. Nothing here may
 * read a clock, start a thread, touch a socket or a file, or log.
 */
@NullMarked
package io.dsm.core.engine;

import org.jspecify.annotations.NullMarked;
