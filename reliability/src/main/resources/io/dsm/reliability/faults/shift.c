// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
//
// Preloaded into a process, it shifts the wall clock that the process sees by the nanoseconds that
// stand in the file named by DSM_FAULTS_SHIFT, and follows that file while the process runs.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>

static volatile int64_t *shift;
static int (*real_gettime)(clockid_t, struct timespec *);

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("DSM_FAULTS_SHIFT");
  int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  real_gettime = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  if (file >= 0) {
    void *page = mmap(0, sizeof *shift, PROT_READ, MAP_SHARED, file, 0);
    shift = page == MAP_FAILED ? 0 : page;
  }
}

int clock_gettime(clockid_t which, struct timespec *now) {
  if (!real_gettime) {
    begin();
  }
  int status = real_gettime(which, now);
  if (status == 0 && shift && (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE)) {
    int64_t nanos = now->tv_nsec + *shift;
    int64_t seconds = nanos / 1000000000;
    nanos -= seconds * 1000000000;
    if (nanos < 0) {
      nanos += 1000000000;
      seconds--;
    }
    now->tv_sec += seconds;
    now->tv_nsec = nanos;
  }
  return status;
}

int gettimeofday(struct timeval *now, void *zone) {
  struct timespec exact;
  (void)zone;
  int status = clock_gettime(CLOCK_REALTIME, &exact);
  now->tv_sec = exact.tv_sec;
  now->tv_usec = exact.tv_nsec / 1000;
  return status;
}
