/*
 * The update of COUNT weights by hand: RULE 0 sgd, 1 momentum, 2 adam; any other: weights and STATES arrays beside them,
 * read and written once with little arithmetic, which is what its memory costs; with PASSES 2 all are read once before.
 * Says it is ready; then answers each line
 * "seconds" with the seconds that one update takes.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

/* Each begins at another place of a page: arrays that begin alike push one another out of the cache. */
static float *array(void) {
  static int made = 0;
  void *memory = NULL;
  if (posix_memalign(&memory, 64, COUNT * sizeof(float) + 4096) != 0) exit(1);
  memory = (char *)memory + 320 * made++;
  for (int i = 0; i < COUNT; i++) ((float *)memory)[i] = (i % 101) / 1000.0f;
  return memory;
}

static float *restrict w, *restrict g, *restrict m, *restrict v, *restrict s[STATES + 1];
static int steps_made = 0;

static void update(void) {
  steps_made++;
  if (RULE == 0) {
    for (int i = 0; i < COUNT; i++) w[i] -= 0.001f * g[i];
  } else if (RULE == 1) {
    for (int i = 0; i < COUNT; i++) {
      m[i] = 0.9f * m[i] + g[i];
      w[i] -= 0.001f * m[i];
    }
  } else if (RULE == 2) {
    float first = 1 / (1 - powf(0.9f, steps_made)), second = 1 / (1 - powf(0.999f, steps_made));
    for (int i = 0; i < COUNT; i++) {
      m[i] = 0.9f * m[i] + 0.1f * g[i];
      v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
      w[i] -= 0.001f * (m[i] * first) / (sqrtf(v[i] * second) + 1e-8f);
    }
  } else {
    float length = 0;
    for (int i = 0; PASSES > 1 && i < COUNT; i++) {
      length += g[i] * g[i] + w[i] * w[i];
      for (int k = 0; k < STATES; k++) length += s[k][i] * s[k][i];
    }
    float rate = 0.001f / (1 + length);
    for (int i = 0; i < COUNT; i++) {
      float d = g[i];
      for (int k = 0; k < STATES; k++) d = s[k][i] = 0.9f * s[k][i] + 0.1f * d;
      w[i] -= rate * d;
    }
  }
}

int main(void) {
  w = array(), g = array(), m = array(), v = array();
  for (int k = 0; k < STATES; k++) s[k] = array();
  printf("{\"ready\":true,\"result\":null}\n");
  fflush(stdout);
  double wanted;
  int steps = 1;
  while (scanf("%lf", &wanted) == 1) {
    double elapsed;
    for (;;) {
      double begin = now();
      for (int i = 0; i < steps; i++) update();
      elapsed = now() - begin;
      if (elapsed >= wanted / 2) break;
      steps = (int)(steps * fmin(100, fmax(2, wanted / fmax(elapsed, 1e-9)))) + 1;
    }
    printf("%.9e\n", elapsed / steps);
    fflush(stdout);
  }
  return 0;
}
