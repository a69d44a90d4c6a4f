// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Fencing over HTTP: a filter of the client that sends the token of a lock, lease or shard in a
 * header, and a filter of the server that refuses requests of holders that have been overtaken.
 * Applications register both. It must never let a request without a valid token reach a resource
 * that is fenced.
 */
@NullMarked
package io.dsm.fencing.rest;

import org.jspecify.annotations.NullMarked;
