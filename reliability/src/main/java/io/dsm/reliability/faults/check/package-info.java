// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Histories of what nodes said, and the judgement on them. Fed by the rig line by line. It must
 * never report a violation that a correct system could have caused: all uncertainty is granted to
 * the accused.
 */
@NullMarked
package io.dsm.reliability.faults.check;

import org.jspecify.annotations.NullMarked;
